/** A workflow run ended: benchmark artifacts that came after the merge make the draft anew, those before it the preview. */
import { z } from 'zod'
import { laneOf, type Outcome } from '../../queue/job.ts'
import { reading } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { pullsOf } from './pulls-of-commit.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'

const artifactSchema = z.object({ name: z.string(), expired: z.boolean() })

/** Looks whose run it was. */
export async function lateArtifacts(data: JobData<'late-artifacts'>, context: WorkContext): Promise<Outcome> {
  const no = (code: string, words: string) => ({ state: 'skipped', code, words }) as const
  const source = await repositoryAt(context, data)
  if (source === null || source.isArchived) return no('gone', 'The App does not see the repository any more.')
  const config = await configFor(context, source)
  if (config === null || config.showcase === null) return no('no-config', 'The repository names no showcase.')
  const github = await reading(context, source, 'source')
  const path = `/repos/${source.owner}/${source.name}/actions/runs/${data.run}/artifacts`
  const { items } = await github.list(path, artifactSchema, 100, { key: 'artifacts' })
  if (!items.some(({ name, expired }) => !expired && config.benchmarks.artifacts.includes(name)))
    return no('no-artifact', `The run has no artifact named ${config.benchmarks.artifacts.join(' or ')}.`)
  const pulls = await pullsOf(github, source, data.sha)
  const place = { installation: source.installation, repository: source.repository }
  const next = pulls.map(({ number, isMerged }) =>
    jobOf(
      isMerged ? { name: 'consider', data: { ...place, number, why: 'artifacts' } } : { name: 'preview', data: { ...place, number } },
      laneOf(source.repository),
    ),
  )
  return next.length === 0
    ? no('no-pull-request', 'The commit of the run belongs to no pull request.')
    : { state: 'done', code: 'artifacts', words: 'New benchmark results are there.', next }
}

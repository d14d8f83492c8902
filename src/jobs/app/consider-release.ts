/** A release was published: it is drafted where the configuration says so. */
import { laneOf, type Outcome } from '../../queue/job.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'
import { targetOf } from './target.ts'

/** Decides. */
export async function considerRelease(data: JobData<'consider-release'>, context: WorkContext): Promise<Outcome> {
  const no = (code: string, words: string) => ({ state: 'skipped', code, words }) as const
  const source = await repositoryAt(context, data)
  if (source === null || source.isArchived) return no('gone', 'The App does not see the repository any more.')
  const config = await configFor(context, source)
  if (config === null || config.showcase === null) return no('no-config', 'The repository names no showcase.')
  if (!config.draft.when.includes('release'))
    return no('not-wanted', 'The configuration drafts no releases: `draft.when` has no `release`.')
  if (data.prerelease) return no('prerelease', 'A prerelease is not drafted.')
  const target = await targetOf(context, source, config)
  if (target.kind === 'refused') return no(target.code, target.words)
  const { showcase } = target
  const draft = {
    source: { installation: source.installation, repository: source.repository },
    showcase: { installation: showcase.installation, repository: showcase.repository },
    subject: { kind: 'release', tag: data.tag },
    onlyIfImproved: false,
    again: false,
  }
  return {
    state: 'done',
    code: 'wanted',
    words: 'It is drafted.',
    next: [jobOf({ name: 'draft', data: draft }, laneOf(showcase.repository))],
  }
}

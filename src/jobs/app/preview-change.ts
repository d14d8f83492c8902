/** An open pull request with the label: a neutral check says what evidence is there and what is missing, while it is easy to add. */
import { postCheck } from '../../destinations/check.ts'
import type { Outcome } from '../../queue/job.ts'
import { previewEvidence } from '../preview-evidence.ts'
import { reading, writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'
import { sourcePull } from './source-pull.ts'

/** Previews. */
export async function previewChange(data: JobData<'preview'>, context: WorkContext): Promise<Outcome> {
  const no = (code: string, words: string) => ({ state: 'skipped', code, words }) as const
  const source = await repositoryAt(context, data)
  if (source === null || source.isArchived) return no('gone', 'The App does not see the repository any more.')
  const config = await configFor(context, source)
  if (config === null || config.showcase === null) return no('no-config', 'The repository names no showcase.')
  const github = await reading(context, source, 'source')
  const pull = await sourcePull(github, source, data.number)
  if (pull.state !== 'open') return no('not-open', 'The pull request is not open any more.')
  if (!pull.labels.some(({ name }) => name.toLowerCase() === config.draft.label.toLowerCase()))
    return no('no-label', `It has no label "${config.draft.label}".`)
  const { owner, name } = source
  const reference = { kind: 'pull-request', owner, name, number: data.number, host: new URL(source.url).host } as const
  const own = { baseline: [], candidate: [], environment: null, cwd: '.' }
  const { head, ...said } = await previewEvidence({ reference, source: github, config, own })
  const writer = await writing(context, source, 'check')
  const posted = await postCheck(writer, { owner, name, sha: head, check: 'casewright / preview', ...said, wait: context.wait })
  return { state: 'done', code: 'previewed', words: said.title, ...(posted.url !== null && { url: posted.url }) }
}

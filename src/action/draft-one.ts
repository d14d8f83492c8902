/** One subject → its outcome. Loaded only where there is a subject: it brings the readers, Markdown and YAML. */
import { generator } from '../cli/version.ts'
import type { Config } from '../config.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import { draftOnGitHub } from '../jobs/draft-on-github.ts'
import { changedPaths } from '../jobs/entry-at.ts'
import { wanted } from '../jobs/wanted.ts'
import { closedParts } from '../sources/github/readable.ts'
import { configFor } from './config.ts'
import { draftOutcome } from './draft-outcome.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'
import { annotate, line } from './log.ts'
import { refuseOpenLog } from './open-log.ts'
import { nothing, type Outcome } from './outcome.ts'
import type { Subject } from './subjects.ts'
import { targetOf } from './target.ts'

/** Drafts it, if the configuration wants it. */
export async function draftOne(run: Run, inputs: Inputs, source: GitHub, { reference, merged }: Subject): Promise<Outcome> {
  await refuseOpenLog(run, source, reference)
  if (run.payload.isPrivate) await sayWhatIsClosed(run, source)
  const config = await configFor(run, inputs, source)
  const to = targetOf(run, inputs, config.showcase)
  let onlyIfImproved = false
  if (merged !== null) {
    const change = {
      ...merged,
      paths: async () => (await changedPaths(source, { owner: run.owner, name: run.name, number: merged.number })).paths,
    }
    const answer = await wanted(config.draft, change)
    if (answer.kind === 'no') return nothing(notWanted(merged.number, answer.why, config))
    onlyIfImproved = answer.kind === 'if-improved'
  }
  const result = await draftOnGitHub({
    reference,
    source,
    config,
    own: { baseline: inputs.baseline, candidate: inputs.candidate, environment: inputs.environment, cwd: run.workspace, run: run.run },
    to,
    allowedSecrets: new Set(),
    generator,
    isNew: run.event === 'push' || run.event === 'release',
    onlyIfImproved,
    onProgress: line,
  })
  if (result.held && merged !== null) return nothing(notWanted(merged.number, 'nothing recorded shows an improvement', config))
  return draftOutcome(to, inputs.labels, result)
}

/** Said before the work: a public repository is open to everybody. Throws a KnownError where the pull request itself is closed. */
async function sayWhatIsClosed(run: Run, source: GitHub): Promise<void> {
  const parts = await closedParts(source, run)
  const names = parts.map(({ permission }) => `"${permission}"`).join(', ')
  if (parts.some(({ permission }) => permission === 'pull-requests: read' || permission === 'contents: read'))
    throw new KnownError(`"token" may not read enough of ${run.owner}/${run.name}. Write ${names} under "permissions:" of the job.`)
  for (const { permission, lacks } of parts)
    annotate('warning', 'Closed to the token', `The entry will lack ${lacks}. Write "${permission}" under "permissions:" of the job.`)
}

function notWanted(number: number, why: string, { draft }: Config): string {
  return `Pull request ${number} is not drafted: ${why}. To draft it: the label "${draft.label}" before the merge, or this workflow by hand with "pull-request: ${number}".`
}

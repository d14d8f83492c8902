/** `command: preview`: which evidence an open pull request has and what is missing, before the merge. Writes nothing but the summary. */
import { heading, print } from '../case-study/markdown-parts.ts'
import { KnownError } from '../errors.ts'
import { previewEvidence } from '../jobs/preview-evidence.ts'
import { reader } from './clients.ts'
import { configFor } from './config.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'
import { line } from './log.ts'
import { refuseOpenLog } from './open-log.ts'
import { noOutputs, type Outcome } from './outcome.ts'
import { pullRequestOf } from './subjects.ts'

/** Files of the workspace are stated: on "pull_request" a stranger's code may have made them. */
export async function preview(run: Run, inputs: Inputs): Promise<Outcome> {
  const number = run.payload.pull?.number ?? null
  const named = inputs.pullRequest ?? (number === null ? null : String(number))
  if (named === null)
    throw new KnownError('"command: preview" needs a pull request: run it on "pull_request", or give the input "pull-request".')
  const source = reader(run.api, inputs.token)
  const reference = pullRequestOf(run, named)
  await refuseOpenLog(run, source, reference)
  const { title, summary, head } = await previewEvidence({
    reference,
    source,
    config: await configFor(run, inputs, source),
    own: { baseline: inputs.baseline, candidate: inputs.candidate, environment: inputs.environment, cwd: run.workspace, run: run.run },
    onProgress: line,
  })
  return {
    outputs: { ...noOutputs, 'pull-request-head-sha': head },
    summary: `${print([heading(2, title)])}\n${summary}`,
    annotations: [{ level: 'notice', title: 'Evidence', text: title }],
    failed: false,
  }
}

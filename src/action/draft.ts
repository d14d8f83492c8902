/** `command: draft`: what was merged or released → the draft pull request in the showcase, or a folder. */
import { reader } from './clients.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'
import { noOutputs, nothing, type Outcome } from './outcome.ts'
import { subjectsOf } from './subjects.ts'

/** Drafts each subject of the run. */
export async function draft(run: Run, inputs: Inputs): Promise<Outcome> {
  const source = reader(run.api, inputs.token)
  const subjects = await subjectsOf(run, inputs, () => source)
  if (typeof subjects === 'string') return nothing(subjects)
  const drafting = await import('./draft-one.ts')
  const outcomes: Outcome[] = []
  for (const subject of subjects) outcomes.push(await drafting.draftOne(run, inputs, source, subject))
  return together(outcomes)
}

/** The outputs are the first pull request's; `entries` lists all. */
function together(outcomes: readonly Outcome[]): Outcome {
  const first = outcomes.find(({ outputs }) => outputs['pull-request-number'] !== '') ?? outcomes[0]
  const entries = outcomes.flatMap(({ outputs }) => JSON.parse(outputs.entries) as unknown[])
  return {
    outputs: { ...(first?.outputs ?? noOutputs), entries: JSON.stringify(entries) },
    summary: outcomes.map(({ summary }) => summary).join('\n'),
    annotations: outcomes.flatMap(({ annotations }) => annotations),
    failed: outcomes.some(({ failed }) => failed),
  }
}

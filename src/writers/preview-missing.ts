/** What would make a page of an open pull request stronger, a sentence each. */
import type { Row } from '../claims/rows.ts'
import { statedMachine } from '../claims/stated-machine.ts'
import type { Inline } from '../model.ts'
import type { Context } from './template/context.ts'
import { machineOf } from './template/machine.ts'
import { benchmarkCommands } from './template/repeat.ts'
import { reasonWords } from './template/uncompared.ts'
import { tooLittle } from './too-little.ts'

export interface MissingSetting {
  /** Names of benchmark formats that were read. */
  formats: readonly string[]
  /** Of the workflow artifact that is looked for; null for none. */
  artifact: string | null
}

/** How many figures were read, whatever they can be compared with. */
export function figuresOf({ study }: Context): number {
  return study.measurements.filter(({ role }) => role === 'result').length
}

/** Whether a row's figures come from benchmark files, not from what somebody wrote. */
export function isFromFiles({ sources }: Row, study: Context['study']): boolean {
  return sources.some((source) => study.sources.get(source)?.kind === 'benchmark')
}

export interface Missing {
  words: Inline[]
  /** Whether measuring, or handing in what was measured, is the way to add it. */
  measure: boolean
}

/** All of it, the weightiest first. */
export function missingFrom(context: Context, setting: MissingSetting): Missing[] {
  const { study } = context
  const { rows, environments, evidence } = study
  const found: Missing[] = []
  const add = (name: string, words: Inline[], measure: boolean) => void found.push({ words: [{ strong: [name] }, ' ', ...words], measure })
  if (rows.length === 0) add(...figuresMissing(context, setting))
  if (rows.length > 0 && rows.every(({ comparison: { tier } }) => tier === 'C' || tier === 'D' || tier === 'E'))
    add('Runs.', ['Too few to call a difference a gain. Six alternating runs a side are enough.'], true)
  if (rows.length > 0 && rows.every((row) => row.level === 'stated' && !isFromFiles(row, study)))
    add('The outputs themselves.', ['The figures are in the text only. Files of a workflow run count as recorded.'], true)
  const machine = machineOf(environments) ?? statedMachine(evidence.description)
  if (rows.length > 0 && machine === null)
    add('The machine.', ['Nothing says what it was measured on. One line in the description is enough.'], false)
  const reason = reasonMissing(context)
  if (reason !== null) add('The reason.', [reason], false)
  return found
}

function figuresMissing(context: Context, { artifact, formats }: MissingSetting): [string, Inline[], boolean] {
  const [apart] = context.study.uncompared
  if (apart !== undefined && context.study.comparisons.length > 0)
    return ['Like with like.', [...reasonWords(apart, context.study), '.'], true]
  if (figuresOf(context) > 0)
    return ['The other side.', ['No figure has its partner. The same benchmark before and after the change makes a comparison.'], true]
  if (context.study.statedChanges.length > 0)
    return ['Figures.', ['The text states a change without both figures. Before and after are what a page can show.'], true]
  if (benchmarkCommands(context.passages, formats).length > 0)
    return ['Figures.', ['None was found, though the text says how to measure.'], true]
  const where: Inline[] = artifact === null ? ['.'] : [' or in the artifact ', { code: artifact }, '.']
  return [
    'Figures.',
    ['None was found. A change that is not about speed or size needs none; else put before and after into the description', ...where],
    false,
  ]
}

function reasonMissing(context: Context): string | null {
  const { study, passages } = context
  if (study.evidence.threads.some(({ kind }) => kind === 'issue')) return null
  const how = 'A few sentences under "Motivation" in the description, or a linked issue, would be quoted.'
  if (passages.problem.length === 0) return `Nothing says why the change is made. ${how}`
  return tooLittle(context) === null ? null : `Hardly anything says why the change is made. ${how}`
}

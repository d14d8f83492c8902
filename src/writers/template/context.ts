/** What the parts of the template share: the study, the author's passages, and who has been quoted already. */

import { improved } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import type { Study } from '../../claims/study.ts'
import type { Inline } from '../../model.ts'
import type { Passages } from '../passages.ts'
import { withoutPraise } from './praise.ts'
import type { Exchange } from './speech.ts'
import { bareTitle } from './verbs.ts'

export interface Context {
  study: Study
  passages: Passages
  exchanges: readonly Exchange[]
  /** ringcache */
  project: string
}

/** The subject's title as the page may say it: praise only where the headline has a verdict for it. */
export function titleWords({ study, project }: Pick<Context, 'study' | 'project'>): string {
  const title = bareTitle(study.evidence.subject)
  if (study.headline !== null && improved(study.headline)) return title
  return withoutPraise(title) ?? `A change to ${project}`
}

/** The subject's title in our sentence: where its words and numbers stand. */
export function titled({ study }: Context, words: string): Inline {
  return { words, source: study.sources.has('description') ? 'description' : 'diff' }
}

/** A claim of a row: `say(row, 'before', 'rough')`. From nothing there is no percentage, and the difference is the change. */
export function say(
  { comparison: { id, ratio } }: { comparison: { id: string; ratio?: number | null } },
  what: string,
  as: 'rough' | 'exact' | 'words' | 'short' | 'number' = 'exact',
): Inline {
  return { claim: `${id}.${what === 'change' && ratio === null ? 'difference' : what}`, as }
}

/** Whether a row's figures stand in files, and not only in somebody's words. */
export function isFromFiles(row: Row): boolean {
  return row.sources.some((source) => source.startsWith('benchmark '))
}

/** A row as the subject of a sentence; a benchmark's name of several words is set apart. */
export function subjectOf(row: Row): Inline {
  return row.parts === null && row.comparison.benchmark !== '' && row.name.includes(' ') ? { emphasis: [row.name] } : row.name
}

/** How a label reads inside a sentence: `Get, parallel` as it is, `Output throughput` in lower case. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]+ [a-z]/.test(label) ? label.slice(0, 1).toLowerCase() + label.slice(1) : label
}

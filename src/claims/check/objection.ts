/** What speaks against a numeral standing for a fact, and how a check says so. */
import type { Fact } from './fact.ts'
import type { Reading } from './reading.ts'

export interface Objection {
  code: 'subject' | 'row' | 'column' | 'side' | 'direction' | 'verdict' | 'unit' | 'noun' | 'level'
  message: string
  /** The graver, the less the fact is the one that was meant. */
  weight: number
}

/** From this weight on an objection says that another fact was meant. */
export const DOUBTFUL = 3

/** Looks at the numeral at `index` as if it stood for `fact`; null where nothing speaks against it. */
export type Check = (reading: Reading, index: number, fact: Fact) => Objection | null

/** The numeral as written, for messages. */
export function shown(reading: Reading, index: number): string {
  return reading.numerals[index]?.text ?? ''
}

/** Whether the words at a change are allowed by its verdict (TRUST §1): without one, both values and the plain difference. */
import type { LedgerComparison } from '../../model.ts'
import { wordsAt } from './change-words.ts'
import type { Fact } from './fact.ts'
import { type Reading, surroundings } from './reading.ts'
import { isDenied } from './wording.ts'

const EARNED = new Set<LedgerComparison['verdict']>(['improved', 'regressed'])

/** Whether a comparison's change may be said as a percentage with a direction, or be praised. */
export function hasVerdict(comparison: LedgerComparison): boolean {
  return EARNED.has(comparison.verdict)
}

/** Why a comparison has no verdict, for the message. */
export function reasonOf(comparison: LedgerComparison): string {
  const runs = { A: '', B: '', C: 'two or three runs a side', D: 'one run each', E: 'one run each', X: '' }[comparison.tier]
  if (comparison.verdict === 'inconclusive') return 'the comparison is inconclusive'
  if (comparison.verdict === 'no-material-change') return 'the comparison shows no material change'
  if (comparison.verdict === 'not-comparable') return 'the two sides are not comparable'
  return runs === ''
    ? 'there are too few runs for a verdict'
    : `there ${runs.startsWith('one') ? 'is' : 'are'} ${runs}, too few for a verdict`
}

/** The wording of a change that its comparison has not earned, or null. */
export function unearned(reading: Reading, index: number, fact: Fact): string | null {
  const comparison = fact.comparison === null ? undefined : reading.known.comparisons.get(fact.comparison)
  const numeral = reading.numerals[index]
  if (comparison === undefined || numeral === undefined || fact.kind === 'runs' || fact.kind === 'count' || fact.kind === 'spread')
    return null
  const { sentence } = surroundings(reading, index)
  const words = wordsAt(reading, index).filter((word) => !isDenied(reading.text, sentence.start, word.start, reading.mentions))
  if (hasVerdict(comparison)) return null
  const judged = words.find((word) => word.good === true || word.word.startsWith('regress'))
  if (judged !== undefined) return judged.word
  const saysChange = fact.kind === 'percent' || fact.kind === 'times'
  const way = words.find((word) => word.way !== null)
  if (saysChange && (way !== undefined || numeral.says !== null || fact.kind === 'times')) {
    return `${numeral.text}${way === undefined ? '' : ` ${way.word}`}`
  }
  return null
}

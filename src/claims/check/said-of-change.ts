/** What the words say of a change: its direction, and a verdict it may not have. */
import { contradiction } from './direction.ts'
import type { Fact } from './fact.ts'
import { factorContradiction } from './factor.ts'
import type { Check } from './objection.ts'
import type { Reading } from './reading.ts'
import { reasonOf, unearned } from './verdict.ts'

/** "less" where it became more, "better" where it became worse. */
export const directionObjection: Check = (reading, index, fact) => {
  const known = fact.direction === null && fact.comparison !== null ? { ...fact, direction: directionOf(reading, fact.comparison) } : fact
  const word =
    known.kind === 'times' && known.direction !== null ? factorContradiction(reading, index, known) : contradiction(reading, index, known)
  if (word === null) return null
  const way = known.direction === 'same' ? 'nothing changed' : `it is ${known.direction} after the change`
  return { code: 'direction', weight: 2, message: `${word} contradicts the ledger: of "${fact.subject.text}" ${way}` }
}

function directionOf(reading: Reading, id: string): Fact['direction'] {
  const sides = reading.known.sides.get(id)
  if (sides === undefined) return null
  return sides.baseline === sides.candidate ? 'same' : sides.candidate < sides.baseline ? 'less' : 'more'
}

/** A verdict in words without one in the ledger. */
export const verdictObjection: Check = (reading, index, fact) => {
  const comparison = fact.comparison === null ? undefined : reading.known.comparisons.get(fact.comparison)
  const words = unearned(reading, index, fact)
  if (words === null || comparison === undefined) return null
  return {
    code: 'verdict',
    weight: 1,
    message: `"${words}" is a verdict, and ${reasonOf(comparison)}: give both values and their plain difference`,
  }
}

/** Where a numeral stands: in whose row and column, beside whose name, on which side of the change. */
import { namesSubject, otherSubject } from './about.ts'
import type { Fact } from './fact.ts'
import { type Check, DOUBTFUL, shown } from './objection.ts'
import { type Reading, surroundings, tokensIn } from './reading.ts'
import { subjectNamed } from './scopes.ts'
import { sideOfColumn, sideSaid } from './sides.ts'

/** A cell's value belongs to its row's subject and its column's side. */
export const rowObjection: Check = (reading, index, fact) => {
  const { row, column, kind } = reading.passage
  if (kind !== 'cell' || row === null || fact.comparison === null) return null
  const named = subjectNamed(reading.known.subjects, row.label)
  if ((named !== undefined && named !== fact.subject) || isRowOfOther(reading, row.label, fact.comparison)) {
    return { code: 'row', weight: 2, message: `${shown(reading, index)} belongs to the row "${fact.subject.text}"` }
  }
  const side = sideOfColumn(column)
  if (side === null || fact.kind === 'runs') return null
  if (fact.side === null) return { code: 'column', weight: 2, message: `the column "${column}" holds values of one side` }
  if (fact.side !== side)
    return {
      code: 'column',
      weight: 2,
      message: `${shown(reading, index)} is the value ${fact.side === 'baseline' ? 'before' : 'after'} the change`,
    }
  return null
}

/** A benchmark may be called "a", which is no word that names anything; its row is its own all the same. */
function isRowOfOther(reading: Reading, label: string, comparison: string): boolean {
  const own = reading.known.labelled.get(label)
  return own !== undefined && !own.has(comparison)
}

/** The words around name another subject. */
export const subjectObjection: Check = (reading, index, fact) => {
  const other = otherSubject(reading, index, fact)
  if (other === null) return null
  return {
    code: 'subject',
    weight: 2,
    message: `${shown(reading, index)} is the ledger's "${fact.subject.text}", and the words here are about "${other.text}"`,
  }
}

/** "61 ns instead of 183 ns": the words give the value to one side. */
export const sideObjection: Check = (reading, index, fact) => {
  if (fact.side === null || fact.kind !== 'value' || fact.direction === 'same' || reading.passage.kind === 'cell') return null
  const own = fact.comparison === null ? undefined : reading.known.sides.get(fact.comparison)
  if (own !== undefined && own.baseline === own.candidate) return null
  const said = sideSaid(reading, index)
  if (said === null || said === fact.side) return null
  return {
    code: 'side',
    weight: 2,
    message: `${shown(reading, index)} is the value ${fact.side === 'baseline' ? 'before' : 'after'} the change, and is said to be the one ${said === 'baseline' ? 'before' : 'after'}`,
  }
}

/** A fact that the entry does not state in this block must be named here. */
export const supportObjection: Check = (reading, index, fact) => {
  const { blocks, kind, row } = reading.passage
  const { ledger, comparisons } = reading.known
  if (fact.kind === 'level' || fact.kind === 'runs') return null
  const own = ledger.claims.filter((claim) => (fact.comparison === null ? claim === fact.claim : claim.comparison === fact.comparison))
  const isHere = (rendering: { block: string; row: string | null }) =>
    blocks.includes(rendering.block) && (fact.comparison !== null || rendering.row === (kind === 'cell' ? row?.label : null))
  if (own.some((claim) => claim.renderings.some(isHere))) return null
  const alone = fact.comparison !== null && comparisons.size <= 1
  if (alone || (fact.comparison === null ? sharesWords(reading, index, fact) : namesSubject(reading, fact))) return null
  return {
    code: 'subject',
    weight: DOUBTFUL,
    message: `${shown(reading, index)} is the ledger's "${fact.subject.text}"; nothing here says so`,
  }
}

/** The sentence or row has the words that tell this claim's subject from all others. */
function sharesWords(reading: Reading, index: number, fact: Fact): boolean {
  const { sentence } = surroundings(reading, index)
  const tokens = tokensIn(reading, sentence.start, sentence.end).union(reading.rowTokens())
  const others = reading.known.subjects.filter((subject) => subject !== fact.subject)
  const telling = [...fact.subject.tokens].filter((token) => !others.some((other) => other.tokens.has(token)))
  return telling.length > 0 ? telling.some((token) => tokens.has(token)) : fact.subject.tokens.isSubsetOf(tokens)
}

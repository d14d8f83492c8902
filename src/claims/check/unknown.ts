/** Numerals that agree with nothing in the ledger: near a claim they contradict it, far from all they are somebody's own. */

import { namesSubject } from './about.ts'
import type { Binding } from './bind.ts'
import { RUN_NOUN } from './counted.ts'
import type { Missing } from './expected.ts'
import type { Grade } from './finding.ts'
import type { Numeral } from './numeral.ts'
import { type Reading, surroundings } from './reading.ts'
import { sideOfColumn, sideSaid } from './sides.ts'
import { stem } from './subjects.ts'

export interface Judgement {
  grade: Grade
  code: string
  message: string
}

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '')

/** Whether two digit strings differ in at most one place, or by one digit more or less. */
export function nearly(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length === b.length) return [...a].filter((digit, i) => digit !== b[i]).length <= 1
  if (Math.abs(a.length - b.length) !== 1) return false
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
}

const sameKind = (a: Numeral, b: Numeral): boolean => a.dimension === b.dimension && a.kind !== 'date'

/** Judges a firm figure that no fact agrees with; `here` are the renderings that its block misses. */
export function judgeUnknown(reading: Reading, binding: Binding, all: readonly Binding[], here: readonly Missing[]): Judgement {
  const { numeral, index } = binding
  const ledgerHas = (text: string, what: string): Judgement => ({
    grade: 'wrong',
    code: 'number',
    message: `"${numeral.text}" contradicts the ledger, which has "${text}" (${what}). Put that back, or draft again from new measurements.`,
  })
  for (const one of here) {
    const similar = one.numerals.find(
      (other) =>
        nearly(digits(other.text), digits(numeral.text)) && (sameKind(other, numeral) || digits(other.text) === digits(numeral.text)),
    )
    if (similar !== undefined) return ledgerHas(one.text, one.claim.subject)
  }
  const sameDigits = reading.known.ledger.claims.find(
    (claim) =>
      digits(numeral.text).length >= 2 &&
      claim.renderings.some((r) => reading.passage.blocks.includes(r.block) && digits(r.text) === digits(numeral.text)) &&
      !all.some((other) => other.fact?.claim === claim),
  )
  if (sameDigits !== undefined) return ledgerHas(sameDigits.renderings[0]?.text ?? String(sameDigits.value), sameDigits.subject)
  const ofSentence = comparisonsInSentence(reading, index, all)
  const replaced = here.find(
    (one) =>
      one.numerals.some((other) => sameKind(other, numeral)) && one.claim.comparison !== null && ofSentence.has(one.claim.comparison),
  )
  if (replaced !== undefined) return ledgerHas(replaced.text, replaced.claim.subject)
  const sameNoun = here.find(
    (one) => one.numerals.some((other) => other.dimension === '' && numeral.dimension === '') && sharesNoun(numeral, one),
  )
  if (sameNoun !== undefined) return ledgerHas(sameNoun.text, sameNoun.claim.subject)
  const known = valueOfSubject(reading, index)
  if (known !== null) return known
  const what = numeral.unit === '' ? 'number' : 'figure'
  return {
    grade: 'unbacked',
    code: 'number',
    message: `"${numeral.text}" is a ${what} the ledger does not know. Remove it, or vouch for it: casewright verify --vouch "YOUR NAME" --why "…"`,
  }
}

/** So many numerals to each side may belong to one statement. */
export const NEIGHBOURS = 20

/** Whether a numeral counts the same thing as a rendering that is missing. */
export function sharesNoun(numeral: Numeral, missing: Missing): boolean {
  if (missing.claim.kind === 'runs' && numeral.nouns.some((noun) => RUN_NOUN.test(noun))) return true
  const wanted = new Set([
    ...missing.numerals.flatMap((other) => other.nouns.map(stem)),
    ...missing.claim.subject
      .toLowerCase()
      .split(/\P{L}+/u)
      .map(stem),
  ])
  return numeral.nouns.some((noun) => wanted.has(stem(noun)))
}

function comparisonsInSentence(reading: Reading, index: number, all: readonly Binding[]): Set<string> {
  const { sentence } = surroundings(reading, index)
  return new Set(
    all
      .slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS)
      .flatMap(({ numeral, fact }) =>
        fact?.comparison != null && numeral.start >= sentence.start && numeral.end <= sentence.end ? [fact.comparison] : [],
      ),
  )
}

/** In a known row and a side's column, or beside a subject and a side's word, only the ledger's value can stand. */
function valueOfSubject(reading: Reading, index: number): Judgement | null {
  const { passage, known } = reading
  const numeral = reading.numerals[index]
  if (numeral === undefined) return null
  const side = passage.kind === 'cell' ? sideOfColumn(passage.column) : sideSaid(reading, index)
  const facts = known.facts.filter(
    (fact) => fact.kind === 'value' && fact.comparison !== null && fact.side === side && fact.dimension === numeral.dimension,
  )
  const row = passage.row?.label.toLowerCase()
  const own =
    passage.kind === 'cell'
      ? known.facts.find(
          (fact) => fact.comparison !== null && fact.subject.text.toLowerCase() === row && (side === null || fact.side === side),
        )
      : side === null
        ? undefined
        : facts.find(
            (fact) =>
              fact.subject.tokens.size > 1 &&
              fact.subject.tokens.isSubsetOf(new Set(reading.words().map((word) => word.token))) &&
              namesSubject(reading, fact),
          )
  if (own === undefined) return null
  return {
    grade: 'wrong',
    code: 'number',
    message: `"${numeral.text}" is said of "${own.subject.text}", and the ledger has no such figure of it.`,
  }
}

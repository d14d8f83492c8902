/** Which renderings of the ledger's claims the entry no longer has where the ledger puts them. */
import type { Claim, Ledger } from '../../model.ts'
import { findNumerals } from '../numerals.ts'
import type { Binding } from './bind.ts'
import type { Fact } from './fact.ts'
import type { Numeral } from './numeral.ts'
import type { Passage } from './page.ts'
import type { Reading } from './reading.ts'
import type { Span } from './sentences.ts'

export interface Missing {
  claim: Claim
  /** As the ledger has it. */
  text: string
  block: string
  row: string | null
  numerals: Numeral[]
}

const plainText = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ')

/** Where a rendering stands in a text by itself: "61 ns" is not in "161 ns". */
function standing(rendering: string, text: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf(rendering); at >= 0; at = text.indexOf(rendering, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + rendering.length] ?? ' ']
    const joinsBefore = /[\p{L}\p{N}.,]/u.test(before) && /^[\p{L}\p{N}]/u.test(rendering)
    const joinsAfter = /[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(rendering)
    if (!joinsBefore && !joinsAfter) spans.push({ start: at, end: at + rendering.length })
  }
  return spans
}

/** Renderings that are neither there word for word nor said by a numeral bound to the same claim; each place counts once. */
export function missingRenderings(ledger: Ledger, readings: readonly Reading[], bindings: ReadonlyMap<Reading, Binding[]>): Missing[] {
  const taken = new Map<Reading, Span[]>()
  const all = ledger.claims.flatMap((claim) =>
    claim.renderings.map((rendering) => ({ claim, ...rendering, text: plainText(rendering.text) })),
  )
  const longestFirst = [...all].sort((a, b) => b.text.length - a.text.length)
  const missing = longestFirst.filter((one) => {
    const here = readings.filter(({ passage }) => passage.blocks.includes(one.block) && isPlace(passage, one.row))
    const place =
      findPlace(here, taken, ({ text }) => standing(one.text, text)) ??
      findPlace(here, taken, (reading) => said(bindings.get(reading) ?? [], one.claim))
    if (place === null) return true
    taken.set(place.reading, [...(taken.get(place.reading) ?? []), place.span])
    return false
  })
  return missing.map((one) => ({ ...one, numerals: findNumerals(one.text, { inTable: true }) }))
}

/** A rendering without a row stands in running text or in a table's head. */
function isPlace(passage: Passage, row: string | null): boolean {
  return row === null ? passage.kind !== 'cell' : passage.row?.label === row
}

function findPlace(
  readings: readonly Reading[],
  taken: ReadonlyMap<Reading, Span[]>,
  spans: (reading: Reading) => Span[],
): { reading: Reading; span: Span } | null {
  for (const reading of readings) {
    const gone = taken.get(reading) ?? []
    const span = spans(reading).find((one) => !gone.some((other) => other.start < one.end && other.end > one.start))
    if (span !== undefined) return { reading, span }
  }
  return null
}

function said(bindings: readonly Binding[], claim: Claim): Span[] {
  return bindings.flatMap(({ numeral, fact, objection }) =>
    fact !== null && objection === null && (fact.claim === claim || isTwin(fact, claim))
      ? [{ start: numeral.start, end: numeral.end }]
      : [],
  )
}

/** A fact derived from the same comparison that says the same thing. */
function isTwin(fact: Fact, claim: Claim): boolean {
  if (fact.comparison === null || fact.comparison !== claim.comparison) return false
  return fact.kind === claim.kind && (claim.side === null || claim.side === fact.side)
}

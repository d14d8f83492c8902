/** Which renderings of the ledger's claims the entry no longer has where the ledger puts them. */
import type { Claim, Ledger } from '../../model.ts'
import { findNumerals, type Numeral } from '../numerals.ts'
import type { Binding } from './bind.ts'
import type { Reading } from './reading.ts'

export interface Missing {
  claim: Claim
  /** As the ledger has it. */
  text: string
  block: string
  row: string | null
  numerals: Numeral[]
}

const plainText = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ')

/** Whether a rendering stands in a text by itself: "61 ns" is not in "161 ns". */
function stands(rendering: string, text: string): boolean {
  for (let at = text.indexOf(rendering); at >= 0; at = text.indexOf(rendering, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + rendering.length] ?? ' ']
    const joinsBefore = /[\p{L}\p{N}.,]/u.test(before) && /^[\p{L}\p{N}]/u.test(rendering)
    const joinsAfter = /[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(rendering)
    if (!joinsBefore && !joinsAfter) return true
  }
  return false
}

/** Renderings that are neither there word for word nor said by a numeral bound to the same claim. */
export function missingRenderings(ledger: Ledger, readings: readonly Reading[], bindings: ReadonlyMap<Reading, Binding[]>): Missing[] {
  const byBlock = new Map<string, Reading[]>()
  for (const reading of readings) {
    for (const block of reading.passage.blocks) byBlock.set(block, [...(byBlock.get(block) ?? []), reading])
  }
  return ledger.claims.flatMap((claim) =>
    claim.renderings.flatMap(({ text, block, row }) => {
      const here = (byBlock.get(block) ?? []).filter((reading) => row === null || reading.passage.row?.label === row)
      if (here.some((reading) => stands(plainText(text), reading.text) || saysClaim(bindings.get(reading) ?? [], claim))) return []
      return [{ claim, text: plainText(text), block, row, numerals: findNumerals(plainText(text), { inTable: true }) }]
    }),
  )
}

function saysClaim(bindings: readonly Binding[], claim: Claim): boolean {
  return bindings.some(({ fact, objection }) => fact !== null && objection === null && (fact.claim === claim || isTwin(fact, claim)))
}

/** A fact derived from the same comparison that says the same thing. */
function isTwin(fact: Binding['fact'], claim: Claim): boolean {
  if (fact === null || fact.comparison === null || fact.comparison !== claim.comparison) return false
  return fact.kind === claim.kind && (claim.side === null || claim.side === fact.side)
}

/** Numbers that share the unit of a later one. */
import type { Numeral } from './numeral.ts'

const CONNECTS =
  /^[\s\u00a0]*(?:to|and|or|–|—|-|→|vs\.?|versus|against|instead of|rather than|where it was|before(?: and| to| →|,)?|on main(?: and)?|±)[\s\u00a0]*(?:about|around|roughly|nearly|almost|~|≈)?[\s\u00a0]*$/i

/** "14.2 and 5.1 µs", "from 4,655 to 4,749 tok/s": a number without a unit has that of the next one it is joined to. */
export function inheritUnits(text: string, numerals: readonly Numeral[]): Numeral[] {
  const result = [...numerals]
  for (let i = result.length - 2; i >= 0; i--) {
    const [left, right] = [result[i], result[i + 1]]
    if (left === undefined || right === undefined || left.kind === 'date' || left.kind === 'quantity') continue
    if (right.kind !== 'quantity' && !(right.kind === 'count' && left.kind === 'bare')) continue
    if (left.inWords !== right.inWords || !connects(text, left, right, result[i + 2])) continue
    if (left.kind === 'count' && right.kind === 'quantity') continue
    result[i] = {
      ...left,
      kind: right.kind,
      firm: left.firm || right.firm,
      dimension: right.dimension,
      factor: right.factor,
      nouns: right.nouns,
      unit: right.unit,
    }
  }
  return result
}

/** A comma joins only inside a list: "14.2, 5.1 and 3 µs". */
function connects(text: string, left: Numeral, right: Numeral, next: Numeral | undefined): boolean {
  const between = text.slice(left.end, right.start)
  if (CONNECTS.test(between)) return true
  return /^\s*,\s*$/.test(between) && next !== undefined && /^\s*(?:,|,?\s*and|,?\s*or)\s*$/i.test(text.slice(right.end, next.start))
}

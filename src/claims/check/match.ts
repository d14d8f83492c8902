/** Whether a numeral, with the digits it shows, is a rounding of a fact. */

import type { Fact } from './fact.ts'
import type { Numeral } from './numeral.ts'

/** How far a rounded figure with "about" may be off, and how far a "more than" may stay behind, as a fraction. */
const LOOSE = 0.1

const EXACT_KINDS = new Set<Fact['kind']>(['runs', 'count', 'level'])

/** Half of the power of ten that the trailing zeros of a whole number leave open: 4,700 → 50. */
function openZeros(value: number): number {
  let step = 1
  while (value !== 0 && value % (step * 10) === 0) step *= 10
  return step / 2
}

/** Whether `numeral` says `target` (base units of its dimension) to the digits it shows. */
export function says(numeral: Numeral, target: number, exact: boolean): boolean {
  const value = numeral.value * numeral.factor
  const distance = Math.abs(Math.abs(target) - value)
  const size = Math.abs(target)
  if (numeral.bound === 'above' && size >= value && distance <= LOOSE * size) return true
  if (numeral.bound === 'below' && size <= value && distance <= LOOSE * size) return true
  if (numeral.approximate) {
    const open = Math.max(numeral.tolerance, Number.isInteger(numeral.value) ? openZeros(numeral.value) : 0) * numeral.factor
    return distance <= Math.min(open, LOOSE * size) * (1 + 1e-9)
  }
  if (exact) return distance < 1e-9 * Math.max(1, size)
  return distance <= numeral.tolerance * numeral.factor * (1 + 1e-9) + 1e-12 * size
}

/** Whether a single numeral agrees with a fact that has one value. */
export function agrees(numeral: Numeral, fact: Fact): boolean {
  if (fact.kind === 'interval' || fact.low !== fact.high || numeral.dimension !== fact.dimension) return false
  if ((numeral.sign === '±') !== (fact.kind === 'spread')) return false
  if (fact.kind === 'runs') return says({ ...numeral, bound: null, approximate: false }, fact.low, true)
  if ((numeral.sign === '+' || numeral.sign === '-') && fact.kind !== 'difference' && fact.kind !== 'percent') return false
  return says(
    numeral,
    fact.low,
    EXACT_KINDS.has(fact.kind) ||
      (fact.kind === 'stated' && fact.dimension === '' && Number.isInteger(fact.low) && numeral.tolerance >= 0.5),
  )
}

/** Whether two numerals are the ends of an interval. */
export function agreesAsRange(low: Numeral, high: Numeral, dimension: string, fact: Fact): boolean {
  if (fact.kind !== 'interval' || fact.dimension !== dimension) return false
  const as = (numeral: Numeral): Numeral => (numeral.dimension === dimension ? numeral : { ...numeral, factor: 1 })
  return says(as(low), fact.low, false) && says(as(high), fact.high, false)
}

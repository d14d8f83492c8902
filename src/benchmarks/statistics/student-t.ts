/** Student's t distribution, through the incomplete beta function (Abramowitz & Stegun 26.7.1). */
import { incompleteBeta } from './incomplete-beta.ts'

/** The chance of a value at least as far from 0 as t on either side; `df` need not be whole. */
export function twoSidedT(t: number, df: number): number {
  if (t === 0) return 1
  if (!Number.isFinite(t)) return 0
  const square = t * t
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
}

/** The t beyond which, on both sides together, lies the chance 1 − level: 2.776 for 4 degrees of freedom and 0.95. */
export function twoSidedTQuantile(level: number, df: number): number {
  const tail = 1 - level
  let low = 0
  let high = 1
  while (twoSidedT(high, df) > tail) high *= 2
  // Halving an interval of doubles ends of itself; the tail falls strictly, so that nothing cleverer is needed.
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (twoSidedT(middle, df) > tail) low = middle
    else high = middle
  }
  return high
}

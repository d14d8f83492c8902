/**
 * The Hodges–Lehmann estimate of a shift and its interval by inverting the Mann–Whitney test: those shifts at which the
 * test would not reject (Hollander & Wolfe, "Nonparametric Statistical Methods", 4.2–4.3). No randomness, so that the
 * same runs give the same interval everywhere.
 */
import { EXACT_RUNS } from './mann-whitney.ts'
import { NORMAL_975, twoSidedNormal } from './normal.ts'
import { differenceAt } from './pairwise-differences.ts'
import { uCounts } from './u-distribution.ts'

export interface Shift {
  shift: number
  /** Null where even the widest interval covers less than 95 % (three runs a side and fewer). */
  interval: { low: number; high: number; coverage: number; exact: boolean } | null
}

/** How far the candidate lies above the baseline, with a 95 % interval. */
export function hodgesLehmann(baseline: readonly number[], candidate: readonly number[]): Shift {
  const a = Float64Array.from(baseline).sort()
  const b = Float64Array.from(candidate).sort()
  const pairs = a.length * b.length
  const middle = Math.ceil(pairs / 2)
  const lower = differenceAt(a, b, middle)
  const shift = pairs % 2 === 1 ? lower : (lower + differenceAt(a, b, middle + 1)) / 2
  const cut = Math.max(a.length, b.length) <= EXACT_RUNS ? exactCut(a.length, b.length) : normalCut(a.length, b.length)
  if (cut.rank < 1) return { shift, interval: null }
  const low = differenceAt(a, b, cut.rank)
  const high = differenceAt(a, b, pairs + 1 - cut.rank)
  return { shift, interval: { low, high, coverage: cut.coverage, exact: cut.exact } }
}

/** The same for the ratio candidate / baseline, on logarithms; every value must be above 0. */
export function hodgesLehmannRatio(baseline: readonly number[], candidate: readonly number[]): Shift {
  const { shift, interval } = hodgesLehmann(baseline.map(Math.log), candidate.map(Math.log))
  return { shift: Math.exp(shift), interval: interval && { ...interval, low: Math.exp(interval.low), high: Math.exp(interval.high) } }
}

/** The largest rank k with P(U ≤ k − 1) ≤ 2.5 %. */
function exactCut(m: number, n: number) {
  const counts = uCounts(m, n)
  const all = counts.reduce((sum, count) => sum + count, 0)
  let rank = 0
  let below = 0
  while ((below + (counts[rank] ?? 0)) / all <= 0.025) {
    below += counts[rank] ?? 0
    rank += 1
  }
  return { rank, coverage: 1 - (2 * below) / all, exact: true }
}

function normalCut(m: number, n: number) {
  const middle = (m * n) / 2
  const deviation = Math.sqrt((m * n * (m + n + 1)) / 12)
  const rank = Math.floor(middle - NORMAL_975 * deviation + 0.5)
  return { rank, coverage: 1 - twoSidedNormal((middle - rank + 0.5) / deviation), exact: false }
}

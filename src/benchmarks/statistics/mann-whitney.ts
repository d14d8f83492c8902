/**
 * The Mann–Whitney test, two-sided. Exact for few runs (with ties by the permutation distribution of the midranks), else
 * normal with tie and continuity correction. The limits are benchstat's (golang/perf, `benchmath`, MannWhitneyExactLimit),
 * so that the same runs give the same p there and here. Two-sided means: at least as far from the middle as observed.
 */
import { twoSidedNormal } from './normal.ts'
import { type TieGroup, tieGroups } from './ranks.ts'
import { binomials, uCounts } from './u-distribution.ts'

/** The most runs a side for which the null distribution is worked out, without and with ties. */
export const EXACT_RUNS = 50
const EXACT_RUNS_WITH_TIES = 25

export interface MannWhitney {
  /** Pairs in which the candidate is higher; a tie counts a half. */
  u: number
  p: number
  exact: boolean
  ties: boolean
}

/** Answers U of the candidate and p; both sides need at least one value. */
export function mannWhitney(baseline: readonly number[], candidate: readonly number[]): MannWhitney {
  const m = baseline.length
  const n = candidate.length
  const groups = tieGroups(baseline, candidate)
  const ties = groups.some((group) => group.size > 1)
  const u = uOf(groups, n)
  const largest = Math.max(m, n)
  if (ties && largest <= EXACT_RUNS_WITH_TIES) return { u, p: exactWithTies(groups, n, u), exact: true, ties }
  if (!ties && largest <= EXACT_RUNS) return { u, p: exactWithoutTies(m, n, u), exact: true, ties }
  return { u, p: asymptoticP(baseline, candidate), exact: false, ties }
}

/** How completely the sides are apart: 1 when every candidate run is higher than every baseline run, −1 when lower. */
export function cliffsDelta(baseline: readonly number[], candidate: readonly number[]): number {
  const { u } = mannWhitney(baseline, candidate)
  return (2 * u) / (baseline.length * candidate.length) - 1
}

function uOf(groups: readonly TieGroup[], n: number): number {
  const doubledRankSum = groups.reduce((sum, group) => sum + group.doubledRank * group.candidates, 0)
  return (doubledRankSum - n * (n + 1)) / 2
}

function exactWithoutTies(m: number, n: number, u: number): number {
  const counts = uCounts(m, n)
  const middle = (m * n) / 2
  return shareOf(counts, (value) => Math.abs(value - middle) >= Math.abs(u - middle))
}

function exactWithTies(groups: readonly TieGroup[], n: number, u: number): number {
  const total = groups.reduce((sum, group) => sum + group.size, 0)
  // Doubled rank sums are whole numbers, so that "as far as observed" needs no tolerance.
  const observed = 2 * u + n * (n + 1)
  const expected = n * (total + 1)
  const counts = rankSumCounts(groups, n)
  return shareOf(counts, (value) => Math.abs(value - expected) >= Math.abs(observed - expected))
}

/** How many of the ways to choose n of all values give each doubled rank sum. */
function rankSumCounts(groups: readonly TieGroup[], n: number): Float64Array {
  const highest = groups.reduce((sum, group) => sum + group.doubledRank * Math.min(group.size, n), 0)
  const table = Array.from({ length: n + 1 }, () => new Float64Array(highest + 1))
  const start = table[0]
  if (start) start[0] = 1
  for (const { size, doubledRank } of groups) {
    const ways = binomials(size)
    for (let chosen = n; chosen >= 1; chosen--) {
      const target = table[chosen]
      if (!target) continue
      for (let taken = 1; taken <= Math.min(size, chosen); taken++) {
        const source = table[chosen - taken]
        const offset = taken * doubledRank
        const factor = ways[taken] ?? 0
        if (source) for (let sum = offset; sum <= highest; sum++) target[sum] = (target[sum] ?? 0) + factor * (source[sum - offset] ?? 0)
      }
    }
  }
  return table[n] ?? new Float64Array()
}

function shareOf(counts: Float64Array, counted: (value: number) => boolean): number {
  let all = 0
  let some = 0
  counts.forEach((count, value) => {
    all += count
    if (counted(value)) some += count
  })
  return Math.min(1, some / all)
}

/** p by the normal approximation with tie and continuity correction, for runs too many to count. */
export function asymptoticP(baseline: readonly number[], candidate: readonly number[]): number {
  const m = baseline.length
  const n = candidate.length
  const groups = tieGroups(baseline, candidate)
  const total = m + n
  const tied = groups.reduce((sum, { size }) => sum + size ** 3 - size, 0)
  const variance = ((m * n) / 12) * (total + 1 - tied / (total * (total - 1)))
  if (variance <= 0) return 1
  const distance = Math.abs(uOf(groups, n) - (m * n) / 2)
  return twoSidedNormal(Math.max(0, distance - 0.5) / Math.sqrt(variance))
}

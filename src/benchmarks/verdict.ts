/** The verdict of TRUST §1, and every reason for it. */
import type { Better, Comparison } from '../model.ts'
import type { Effect } from './effect.ts'
import { aSide, chance, percent } from './say.ts'
import { fewestRuns, leastP } from './statistics/fewest-runs.ts'

export interface Judged {
  verdict: Comparison['verdict']
  reasons: string[]
}

interface Case {
  effect: Effect
  better: Better
  threshold: number
  /** p after the correction; null where there was no test. */
  p: number | null
  /** What was corrected for, in words; empty where nothing was. */
  correction: string
  /** How many comparisons were corrected together. */
  family: number
  tests: 'passed' | 'failed' | 'unknown'
}

/** The most runs a side that allow no verdict, at which even the widest gap may be chance after a correction. */
const TOO_FEW = 4

/** The widest threshold for exact counts: the five percent of a shared runner allow for its noise, and counts have none. */
export const EXACT_THRESHOLD = 0.02

/** What is left of equal numbers after logarithms and back: no difference between runs is as small. */
const ROUNDING = 1e-9

/** Judges comparable sides. */
export function verdictOf(input: Case): Judged {
  const { effect } = input
  if (effect.tier === 'X') return exact(input)
  if (effect.runs <= TOO_FEW) return { verdict: 'none', reasons: [tooFew(effect), ...together(effect), ...effect.missing] }
  if (effect.interval === null || effect.ratio === null) return fromOrder(input)
  return fromInterval(input, effect.ratio, effect.interval)
}

/**
 * An exact count has no interval, so that the ratio itself must lie beyond the threshold: one allocation of a million is
 * a true difference and no improvement. Nothing and something differ materially, however little the something is.
 */
function exact({ effect, better, threshold, tests }: Case): Judged {
  const [from, to] = [effect.baseline.centre, effect.candidate.centre]
  const counted = 'Every run of a side gives the same count, so that the plain difference is the result.'
  if (from === to) return { verdict: 'no-material-change', reasons: [counted, 'Both sides are equal.'] }
  const size = effect.ratio === null ? null : Math.abs(to - from) / from
  const bound = Math.min(threshold, EXACT_THRESHOLD)
  const change = size === null ? [] : [sizeOf(size, bound)]
  if (size !== null && size <= bound) return { verdict: 'no-material-change', reasons: [counted, ...change] }
  const blocked = blockers(better, tests)
  if (blocked.length > 0) return { verdict: 'inconclusive', reasons: [counted, ...change, ...blocked, ...effect.missing] }
  return { verdict: to < from === (better === 'lower') ? 'improved' : 'regressed', reasons: [counted, ...change, ...effect.missing] }
}

function sizeOf(size: number, bound: number): string {
  const where = size <= bound ? 'within the threshold' : 'beyond the threshold'
  return `The difference is ${percent(size)} of the baseline, ${where} of ${percent(bound)}.`
}

/**
 * Without an interval of the ratio (runs of 0 or below have no logarithm: a share of failed requests) the difference is
 * judged: clear where all runs of one side lie apart from all of the other. From or to nothing it is always material.
 */
function fromOrder(input: Case): Judged {
  const { effect, better, threshold, tests, p } = input
  const { order, missing } = effect
  if (order === 'same') return { verdict: 'no-material-change', reasons: ['Every run of both sides gives the same value.'] }
  const [from, to] = [effect.baseline.centre, effect.candidate.centre]
  const against = [
    ...(order === null ? [...(missing.length > 0 ? missing : ['The ratio has no interval.'])] : []),
    ...(order === null && p !== null ? ['The runs of the sides are not apart.'] : []),
    ...(order !== null && Math.abs(to - from) <= threshold * Math.abs(from)
      ? [`The difference of the medians is within ${percent(threshold)} of the baseline.`]
      : []),
    ...(p !== null && p < 0.05 ? [] : order === null ? [] : [unsure(input)]),
    ...blockers(better, tests),
  ]
  if (against.length > 0) return { verdict: 'inconclusive', reasons: against }
  const reasons = [
    `Every run of the candidate is ${order} than every run of the baseline.`,
    `p is ${chance(p ?? 1)}${after(input)}.`,
    ...missing,
  ]
  return { verdict: (order === 'lower') === (better === 'lower') ? 'improved' : 'regressed', reasons }
}

function tooFew({ baseline, candidate, runs }: Effect): string {
  if (runs > 1) {
    const need = runs === TOO_FEW ? 'five a side are the fewest for a verdict' : 'fewer than five a side allow no verdict'
    return `There are ${aSide(Math.max(runs, baseline.runs ?? 1), Math.max(runs, candidate.runs ?? 1))}; ${need}.`
  }
  const stated = Math.min(baseline.runs ?? 0, candidate.runs ?? 0)
  if (stated > 1)
    return `${stated} runs a side are stated, but neither the runs nor their spread around a mean, so that no interval can be computed.`
  if (baseline.runs === null || candidate.runs === null) return 'How many runs a figure stands for is not said; one run allows no verdict.'
  return 'One run a side allows no verdict: how much runs differ is not known.'
}

/** What two or three runs may say: that all of them lie on one side of all others. */
function together({ order }: Effect): string[] {
  return order === null || order === 'same' ? [] : [`Every run of the candidate is ${order} than every run of the baseline.`]
}

function fromInterval(input: Case, ratio: number, [low, high]: [number, number]): Judged {
  const { effect, better, threshold, tests } = input
  const bound = percent(threshold)
  if (low >= (1 - threshold) * (1 - ROUNDING) && high <= (1 + threshold) * (1 + ROUNDING)) {
    return { verdict: 'no-material-change', reasons: [`The whole interval of the ratio lies within the threshold of ${bound}.`] }
  }
  const beyond = high < 1 - threshold || low > 1 + threshold
  const reached = high < 1 || low > 1 ? 'does not wholly lie beyond' : 'includes 1 and reaches beyond'
  const noise = Math.max(effect.baseline.variation ?? 0, effect.candidate.variation ?? 0)
  const size = Math.abs(ratio - 1)
  const sure = input.p !== null && input.p < 0.05
  const shape = ratio < low * (1 - ROUNDING) || ratio > high * (1 + ROUNDING)
  const against = [
    ...(beyond ? [] : [`The interval of the ratio ${reached} the threshold of ${bound}.`]),
    ...(size >= 2 * noise ? [] : [`The effect of ${percent(size)} is less than twice the run-to-run variation of ${percent(noise)}.`]),
    ...(sure ? [] : [unsure(input)]),
    ...(shape
      ? ['The ratio of the medians lies outside the interval of the shift: the runs changed their shape, not only their place.']
      : []),
    ...blockers(better, tests),
  ]
  if (against.length > 0) return { verdict: 'inconclusive', reasons: against }
  const reasons = [
    `The whole interval of the ratio lies beyond the threshold of ${bound}.`,
    `The effect of ${percent(size)} is at least twice the run-to-run variation of ${percent(noise)}.`,
    `p is ${chance(input.p ?? 1)}${after(input)}.`,
  ]
  return { verdict: ratio < 1 === (better === 'lower') ? 'improved' : 'regressed', reasons }
}

/** Where the runs could not lie further apart, more of them are what is missing: that is said before any p. */
function unsure(input: Case): string {
  const { p, family, effect } = input
  if (p === null) return 'There was no test.'
  const [m, n] = [Math.max(effect.runs, effect.baseline.runs ?? 1), Math.max(effect.runs, effect.candidate.runs ?? 1)]
  const apart = effect.order === 'lower' || effect.order === 'higher'
  const all = `p is ${chance(p)}${after(input)}, not below 0.05.`
  if (!apart || leastP(m, n) * family < 0.05) return all
  return `Too few runs for ${family} comparisons of which few differ: ${aSide(m, n)} lie apart, and ${fewestRuns(family)} a side are needed; ${all}`
}

function after({ correction }: Case): string {
  return correction === '' ? '' : ` after ${correction}`
}

function blockers(better: Better, tests: Case['tests']): string[] {
  return [
    ...(better === 'unknown' ? ['Which way is better is not known, so that a change is neither good nor bad.'] : []),
    ...(tests === 'failed' ? ['The tests of the measured commit failed.'] : []),
  ]
}

/** The verdict of TRUST §1, and every reason for it. */
import type { Better, Comparison } from '../model.ts'
import type { Effect } from './effect.ts'
import { aSide, chance, percent } from './say.ts'

export interface Judged {
  verdict: Comparison['verdict']
  reasons: string[]
}

interface Case {
  effect: Effect
  better: Better
  threshold: number
  /** p after Holm's correction over `family` comparisons; null where there was no test. */
  p: number | null
  family: number
  tests: 'passed' | 'failed' | 'unknown'
}

/** The most runs a side that allow no verdict, at which even the widest gap may be chance after a correction. */
const TOO_FEW = 4

/** The widest threshold for exact counts: the five percent of a shared runner allow for its noise, and counts have none. */
export const EXACT_THRESHOLD = 0.02

/** Judges comparable sides. */
export function verdictOf(input: Case): Judged {
  const { effect } = input
  if (effect.tier === 'X') return exact(input)
  if (effect.runs <= TOO_FEW) return { verdict: 'none', reasons: [tooFew(effect), ...together(effect), ...effect.missing] }
  if (effect.interval === null || effect.ratio === null) {
    return { verdict: 'inconclusive', reasons: effect.missing.length > 0 ? effect.missing : ['The ratio has no interval.'] }
  }
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
function together({ baseline, candidate, runs }: Effect): string[] {
  if (runs < 2 || !baseline.extent || !candidate.extent) return []
  if (candidate.extent.high < baseline.extent.low) return ['Every run of the candidate is lower than every run of the baseline.']
  return candidate.extent.low > baseline.extent.high ? ['Every run of the candidate is higher than every run of the baseline.'] : []
}

function fromInterval(input: Case, ratio: number, [low, high]: [number, number]): Judged {
  const { effect, better, threshold, tests } = input
  const bound = percent(threshold)
  if (low >= 1 - threshold && high <= 1 + threshold) {
    return { verdict: 'no-material-change', reasons: [`The whole interval of the ratio lies within the threshold of ${bound}.`] }
  }
  const beyond = high < 1 - threshold || low > 1 + threshold
  const reached = high < 1 || low > 1 ? 'does not wholly lie beyond' : 'includes 1 and reaches beyond'
  const noise = Math.max(effect.baseline.variation ?? 0, effect.candidate.variation ?? 0)
  const size = Math.abs(ratio - 1)
  const sure = input.p !== null && input.p < 0.05
  const shape = ratio < low || ratio > high
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
    `p is ${chance(input.p ?? 1)}${corrected(input.family)}.`,
  ]
  return { verdict: ratio < 1 === (better === 'lower') ? 'improved' : 'regressed', reasons }
}

function unsure({ p, family }: Case): string {
  return p === null ? 'There was no test.' : `p is ${chance(p)}${corrected(family)}, not below 0.05.`
}

function corrected(family: number): string {
  return family > 1 ? ` after Holm's correction over ${family} comparisons` : ''
}

function blockers(better: Better, tests: Case['tests']): string[] {
  return [
    ...(better === 'unknown' ? ['Which way is better is not known, so that a change is neither good nor bad.'] : []),
    ...(tests === 'failed' ? ['The tests of the measured commit failed.'] : []),
  ]
}

/** From the runs of two sides to a ratio, its interval, p and the tier of the evidence: TRUST §1 without the verdict. */
import { median } from 'simple-statistics'
import type { Comparison, Measurement } from '../model.ts'
import type { SideFigures } from './comparison.ts'
import { exactness } from './metrics.ts'
import type { Pair } from './pair.ts'
import { type Sample, sampleOf, summaryOf } from './runs.ts'
import { aSide, percent } from './say.ts'
import { hodgesLehmannRatio } from './statistics/hodges-lehmann.ts'
import { mannWhitney } from './statistics/mann-whitney.ts'
import { medianInterval } from './statistics/median-interval.ts'
import { variation } from './statistics/summary.ts'
import { welch, welchRatio } from './statistics/welch.ts'
import { convert } from './units.ts'

export interface Effect {
  unit: string
  tier: Comparison['tier']
  baseline: SideFigures
  candidate: SideFigures
  ratio: number | null
  interval: [number, number] | null
  p: number | null
  method: string
  /** The smaller number of independent runs a side. */
  runs: number
  oneProcess: boolean
  /** How all runs of the candidate lie to all of the baseline, from two a side on; null where they overlap or are not written down. */
  order: 'lower' | 'higher' | 'same' | null
  /** A sentence on what could not be computed and why. */
  missing: string[]
}

/** Null where the sides measure different things. */
export function effectOf(pair: Pair, source: (m: Measurement) => string, format: string | undefined): Effect | null {
  const unit = pair.baseline[0]?.unit ?? ''
  if ([...pair.baseline, ...pair.candidate].some((m) => convert(1, m.unit, unit, format) === null)) return null
  const scale = (value: number, m: Measurement) => convert(value, m.unit, unit, format) ?? value
  const baseline = sampleOf(pair.baseline, scale, source)
  const candidate = sampleOf(pair.candidate, scale, source)
  const tier = tierOf(pair, unit, format, baseline, candidate)
  const sides = { baseline: figures(baseline), candidate: figures(candidate) }
  const estimate = estimateOf(tier, baseline, candidate, sides)
  const oneProcess = tier !== 'X' && (baseline.oneProcess || candidate.oneProcess)
  return {
    unit,
    tier,
    ...sides,
    ...estimate,
    runs: fewest(baseline, candidate),
    oneProcess,
    order: orderOf(sides.baseline, sides.candidate),
  }
}

function orderOf({ reach: before }: SideFigures, { reach: after }: SideFigures): Effect['order'] {
  if (before === null || after === null) return null
  if (after.high < before.low) return 'lower'
  if (after.low > before.high) return 'higher'
  return before.low === after.high && before.high === after.low ? 'same' : null
}

function fewest(baseline: Sample, candidate: Sample): number {
  return Math.min(usable(baseline), usable(candidate))
}

/** Runs that can be computed with: one where a figure says "10 runs" and shows neither the runs nor their spread. */
function usable(sample: Sample): number {
  return sample.summary?.n ?? sample.values.length
}

function tierOf(pair: Pair, unit: string, format: string | undefined, baseline: Sample, candidate: Sample): Comparison['tier'] {
  const exact = exactness(pair.metric, unit, format)
  if (exact === 'always' || (exact === 'when-equal' && allEqual(baseline) && allEqual(candidate))) return 'X'
  const runs = fewest(baseline, candidate)
  if (runs >= 6) return 'A'
  if (runs >= 4) return 'B'
  if (runs >= 2) return 'C'
  return baseline.inside && candidate.inside ? 'D' : 'E'
}

/** One run does not show that a count is exact. */
function allEqual({ values }: Sample): boolean {
  return values.length > 1 && values.every((value) => value === values[0])
}

function figures(sample: Sample): SideFigures {
  const { values, summary } = sample
  const spread = summaryOf(sample)
  const interval = medianInterval(values)
  const reach = values.length === 1 ? null : { low: Math.min(...values), high: Math.max(...values) }
  return {
    runs: sample.runs,
    centre: median(values),
    statistic: values.length > 1 ? 'median of the runs' : 'as written',
    extent: reach && (interval ? { kind: 'interval', low: interval.low, high: interval.high } : { kind: 'range', ...reach }),
    reach,
    variation: (summary !== null || values.length > 1) && spread ? variation(spread) : null,
  }
}

type Estimate = Pick<Effect, 'ratio' | 'interval' | 'p' | 'method' | 'missing'>

function estimateOf(
  tier: Effect['tier'],
  baseline: Sample,
  candidate: Sample,
  sides: Record<'baseline' | 'candidate', SideFigures>,
): Estimate {
  const [from, to] = [sides.baseline.centre, sides.candidate.centre]
  const ratio = from > 0 && to >= 0 ? to / from : null
  const missing = ratio === null ? [noRatio(from)] : []
  const plain = { ratio, interval: null, p: null, missing }
  if (tier === 'X') return { ...plain, method: 'Exact counts: the plain ratio; nothing is left to chance.' }
  const runs = aSide(usable(baseline), usable(candidate))
  if (baseline.values.length > 1 && candidate.values.length > 1) {
    return ofRuns(baseline, candidate, { ...plain, method: `Ratio of medians of ${runs}` }, tier)
  }
  const [before, after] = [summaryOf(baseline), summaryOf(candidate)]
  if (before && after) return ofSummaries(before, after, { ...plain, method: `Ratio of means of ${runs}` }, tier)
  const single = baseline.inside || candidate.inside ? 'one figure a side, over samples inside a run' : 'one figure a side'
  return { ...plain, method: `Ratio of ${single}; no interval and no test.` }
}

function noRatio(baseline: number): string {
  return baseline === 0 ? 'The baseline is 0, so that there is no ratio.' : 'A value is below 0, so that there is no ratio.'
}

function ofRuns(baseline: Sample, candidate: Sample, plain: Estimate, tier: Effect['tier']): Estimate {
  const test = mannWhitney(baseline.values, candidate.values)
  const p = `p: two-sided Mann–Whitney test, ${test.exact ? 'exact' : 'normal approximation'}${test.ties ? ' with ties' : ''}`
  const runs = baseline.byFile || candidate.byFile ? ' (each the median of its file)' : ''
  const noInterval = { ...plain, p: test.p, method: `${plain.method}${runs}; ${p}.` }
  if (tier === 'C' || plain.ratio === null) return noInterval
  const positive = [...baseline.values, ...candidate.values].every((value) => value > 0)
  if (!positive) return { ...noInterval, missing: [...plain.missing, 'A run is 0 or below, so that the ratio has no interval.'] }
  const { interval } = hodgesLehmannRatio(baseline.values, candidate.values)
  if (interval === null) return noInterval
  const exact = interval.exact
    ? `the exact Mann–Whitney test (${percent(interval.coverage)} coverage)`
    : 'the Mann–Whitney test in its normal approximation'
  const method = `${plain.method}${runs}; interval: Hodges–Lehmann on logarithms, by inverting ${exact}; ${p}.`
  return { ...plain, interval: [interval.low, interval.high], p: test.p, method }
}

function ofSummaries(
  before: NonNullable<ReturnType<typeof summaryOf>>,
  after: typeof before,
  plain: Estimate,
  tier: Effect['tier'],
): Estimate {
  const positive = before.mean > 0 && after.mean > 0
  const { p, ...found } = positive ? welchRatio(before, after) : { ...welch(before, after), low: Number.NaN, high: Number.NaN }
  const ratio = positive ? after.mean / before.mean : plain.ratio
  const test = `p: Welch's t test${positive ? ' on logarithms' : ''}`
  if (!positive || tier === 'C') return { ...plain, ratio, p, method: `${plain.method}, from their means and deviations; ${test}.` }
  const method = `${plain.method}, from their means and deviations; interval: Welch on logarithms; ${test}.`
  return { ...plain, ratio, interval: [found.low, found.high], p, method }
}

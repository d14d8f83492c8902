/** Every vector of `stats-oracles.json` (scipy 1.17.1): what is exact within 1e-9, the bootstrap within its own tolerance. */
import { readFileSync } from 'node:fs'
import { mean, median, sampleStandardDeviation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { adjust } from '../../../src/benchmarks/statistics/adjust.ts'
import { geometricMean } from '../../../src/benchmarks/statistics/geometric-mean.ts'
import { hodgesLehmann, hodgesLehmannRatio } from '../../../src/benchmarks/statistics/hodges-lehmann.ts'
import { asymptoticP, cliffsDelta, mannWhitney } from '../../../src/benchmarks/statistics/mann-whitney.ts'
import { medianInterval } from '../../../src/benchmarks/statistics/median-interval.ts'
import { meanBelow } from '../../../src/benchmarks/statistics/one-sample-t.ts'
import { summarise } from '../../../src/benchmarks/statistics/summary.ts'
import { welch } from '../../../src/benchmarks/statistics/welch.ts'
import { resampledRatio } from './resampled-ratio.ts'

const interval = z.tuple([z.number(), z.number()])
const shift = { ci95: interval.nullable(), actual_coverage: z.number().nullable() }
const oracles = z
  .object({
    two_sample: z.array(
      z.object({
        name: z.string(),
        before: z.array(z.number()),
        after: z.array(z.number()),
        ties: z.boolean(),
        median_before: z.number(),
        median_after: z.number(),
        mean_before: z.number(),
        mean_after: z.number(),
        sd_before: z.number(),
        sd_after: z.number(),
        mannwhitney: z.object({
          U_after: z.number(),
          p_asymptotic_continuity_tiecorrected: z.number(),
          p_exact: z.number().optional(),
          p_exact_with_ties_two_sided_by_distance: z.number().optional(),
        }),
        welch: z.object({ t: z.number(), df: z.number(), p: z.number(), mean_diff: z.number(), ci95: interval }),
        hodges_lehmann: z.object({ shift: z.number(), ...shift }),
        hodges_lehmann_log_ratio: z.object({ ratio: z.number(), ...shift }),
        bootstrap_percentile_ratio_of_medians: z.object({ ratio: z.number(), ci95: interval }),
        cliffs_delta: z.number(),
      }),
    ),
    one_sample: z.array(
      z.object({
        name: z.string(),
        values: z.array(z.number()),
        mu: z.number(),
        mean: z.number(),
        sd: z.number(),
        t: z.number().optional(),
        p_less: z.number(),
      }),
    ),
    median_ci_order_statistics: z.object({
      table: z.array(z.object({ n: z.number(), lo: z.number().nullable(), hi: z.number().nullable(), coverage: z.number().nullable() })),
    }),
    p_adjust: z.object({
      p: z.array(z.number()),
      bh: z.array(z.number()),
      by: z.array(z.number()),
      holm: z.array(z.number()),
      bonferroni: z.array(z.number()),
    }),
    mannwhitney_min_p: z.array(z.object({ n: z.number(), min_two_sided_p: z.number() })),
    geomean: z.object({ ratios: z.array(z.number()), geomean: z.number() }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/statistics/stats-oracles.json', import.meta.url), 'utf8')))

/** Within 1e-9 of the larger of 1 and the oracle; tails below 1e-3 relatively, or they would pass whatever they are. */
function near(found: number, oracle: number): void {
  const scale = Math.abs(oracle) < 1e-3 && oracle !== 0 ? Math.abs(oracle) : Math.max(1, Math.abs(oracle))
  expect(Math.abs(found - oracle) / scale, `${found} against ${oracle}`).toBeLessThan(1e-9)
}

describe.each(oracles.two_sample)('$name', (oracle) => {
  const { before, after } = oracle

  it('has its median, mean and deviation', () => {
    near(median(before), oracle.median_before)
    near(median(after), oracle.median_after)
    near(mean(before), oracle.mean_before)
    near(mean(after), oracle.mean_after)
    near(sampleStandardDeviation(before), oracle.sd_before)
    near(sampleStandardDeviation(after), oracle.sd_after)
  })

  it('has its Mann–Whitney test, exact and asymptotic', () => {
    const test = mannWhitney(before, after)
    expect(test.u).toBe(oracle.mannwhitney.U_after)
    expect(test).toMatchObject({ exact: true, ties: oracle.ties })
    near(test.p, oracle.mannwhitney.p_exact ?? oracle.mannwhitney.p_exact_with_ties_two_sided_by_distance ?? Number.NaN)
    near(asymptoticP(before, after), oracle.mannwhitney.p_asymptotic_continuity_tiecorrected)
  })

  it('has its Welch test', () => {
    const found = welch(summarise(before), summarise(after))
    near(found.t, oracle.welch.t)
    near(found.df, oracle.welch.df)
    near(found.p, oracle.welch.p)
    near(found.difference, oracle.welch.mean_diff)
    near(found.interval.low, oracle.welch.ci95[0])
    near(found.interval.high, oracle.welch.ci95[1])
  })

  it.each([
    ['shift', hodgesLehmann(before, after), oracle.hodges_lehmann.shift, oracle.hodges_lehmann],
    ['ratio', hodgesLehmannRatio(before, after), oracle.hodges_lehmann_log_ratio.ratio, oracle.hodges_lehmann_log_ratio],
  ])('has its Hodges–Lehmann %s and interval', (_, found, estimate, { ci95, actual_coverage }) => {
    near(found.shift, estimate)
    if (ci95 === null) return expect(found.interval).toBeNull()
    near(found.interval?.low ?? Number.NaN, ci95[0])
    near(found.interval?.high ?? Number.NaN, ci95[1])
    near(found.interval?.coverage ?? Number.NaN, actual_coverage ?? Number.NaN)
  })

  it('has its delta of Cliff', () => near(cliffsDelta(before, after), oracle.cliffs_delta))

  it('has a ratio of medians that resampling bears out', () => {
    const { ratio, ci95 } = oracle.bootstrap_percentile_ratio_of_medians
    near(median(after) / median(before), ratio)
    // Few runs give few different ratios, so the percentile jumps: theirs has to lie between ours a little to each side.
    const at = resampledRatio(before, after, 40_000)
    const within = (bound: number, share: number) => {
      expect(bound).toBeGreaterThanOrEqual(at(share - 0.002) * 0.995)
      expect(bound).toBeLessThanOrEqual(at(share + 0.002) * 1.005)
    }
    within(ci95[0], 0.025)
    within(ci95[1], 0.975)
  })
})

describe.each(oracles.one_sample)('$name', ({ values, mu, t, p_less, mean: centre, sd }) => {
  it('has its one-sided t test', () => {
    const found = meanBelow(values, mu)
    near(found.p, p_less)
    if (t !== undefined) near(found.t, t)
    near(mean(values), centre)
    near(sampleStandardDeviation(values), sd)
  })
})

describe('order-statistic intervals of the median', () => {
  it.each(oracles.median_ci_order_statistics.table)('of $n values', ({ n, lo, hi, coverage }) => {
    const found = medianInterval(Array.from({ length: n }, (_, i) => i + 1))
    if (lo === null) return expect(found).toBeNull()
    expect(found).toMatchObject({ low: lo, high: hi })
    near(found?.coverage ?? Number.NaN, coverage ?? Number.NaN)
  })
})

describe('corrections for many p values', () => {
  it.each([
    ['holm', oracles.p_adjust.holm],
    ['bonferroni', oracles.p_adjust.bonferroni],
    ['benjamini-hochberg', oracles.p_adjust.bh],
    ['benjamini-yekutieli', oracles.p_adjust.by],
  ] as const)('%s, in the order given', (correction, expected) => {
    for (const [i, p] of adjust(oracles.p_adjust.p, correction).entries()) near(p, expected[i] ?? Number.NaN)
    const reversed = expected.toReversed()
    for (const [i, p] of adjust(oracles.p_adjust.p.toReversed(), correction).entries()) near(p, reversed[i] ?? Number.NaN)
  })
})

describe('the smallest p that runs can reach', () => {
  it.each(oracles.mannwhitney_min_p)('of $n runs a side', ({ n, min_two_sided_p }) => {
    const low = Array.from({ length: n }, (_, i) => i)
    near(
      mannWhitney(
        low,
        low.map((value) => value + 100),
      ).p,
      min_two_sided_p,
    )
  })
})

it('has the geometric mean', () => near(geometricMean(oracles.geomean.ratios) ?? Number.NaN, oracles.geomean.geomean))

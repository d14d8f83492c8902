import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { Compared, CompareInput } from '../../src/benchmarks/comparison.ts'
import { withChanges } from '../../src/benchmarks/found-figure.ts'
import { read } from '../../src/benchmarks/read.ts'
import { comparisonSchema, type Measurement } from '../../src/model.ts'
import { around, bothSides, measured } from './measured.ts'

function only(measurements: readonly Measurement[], options: Partial<CompareInput> = {}): Compared {
  const { comparisons } = compare({ measurements, tests: 'passed', ...options })
  expect(comparisons).toHaveLength(1)
  const [comparison] = comparisons
  if (!comparison) throw new Error('nothing was compared')
  expect(comparisonSchema.parse(comparison)).toBeTruthy()
  return comparison
}

const codes = (comparison: Compared) => comparison.warnings.map(({ code }) => code)

describe('golden example 2: five Go benchmarks, ten runs a side', () => {
  const sides = (['baseline', 'candidate'] as const).map((side) => {
    const name = side === 'baseline' ? 'ringcache-old.txt' : 'ringcache-new.txt'
    const text = readFileSync(new URL(`../fixtures/statistics/${name}`, import.meta.url), 'utf8')
    const { measurements } = read({ path: name, text, siblings: () => null })
    return measurements.map((m) => withChanges(m, { id: `${side} ${m.id}`, side }))
  })
  const measurements = sides.flat()
  const result = compare({
    measurements,
    formats: new Map(measurements.map((m) => [m.id, 'go-bench'])),
    sources: new Map(measurements.map((m) => [m.id, m.side])),
    tests: 'passed',
  })
  const times = result.comparisons.filter(({ metric }) => metric === 'sec/op')

  it.each([
    ['Get/parallel-8', '0.336', '0.331', '0.347', 'improved'],
    ['Set/parallel-8', '0.403', '0.399', '0.411', 'improved'],
    ['Mixed90/parallel-8', '0.357', '0.342', '0.366', 'improved'],
    ['Get/serial-8', '1.078', '1.074', '1.087', 'regressed'],
    ['New-8', '4.792', '4.749', '4.833', 'regressed'],
  ])('%s: %s [%s, %s] %s', (benchmark, ratio, low, high, verdict) => {
    const found = times.find((one) => one.benchmark === benchmark)
    expect(found).toMatchObject({ tier: 'A', verdict, primary: true, better: 'lower', unit: 'ns/op' })
    expect(found?.ratio?.toFixed(3)).toBe(ratio)
    expect(found?.interval?.map((bound) => bound.toFixed(3))).toEqual([low, high])
    // Exact, and corrected over the five benchmarks of the one primary metric time, which are all as far apart as can be.
    expect(found?.p).toBeCloseTo(2 / 184_756, 12)
    expect(found?.sides?.baseline).toMatchObject({ runs: 10, statistic: 'median of the runs', extent: { kind: 'interval' } })
  })

  it('counts memory exactly', () => {
    const memory = result.comparisons.find(({ benchmark, metric }) => benchmark === 'New-8' && metric === 'B/op')
    expect(memory).toMatchObject({ tier: 'X', verdict: 'regressed', ratio: 4864 / 1184, difference: 3680, interval: null, p: null })
    const none = result.comparisons.find(({ benchmark, metric }) => benchmark === 'Get/serial-8' && metric === 'allocs/op')
    expect(none).toMatchObject({ tier: 'X', verdict: 'no-material-change', ratio: null, difference: 0 })
  })

  it('refuses the mean over gains and losses', () => {
    expect(result.geometricMeans[0]).toMatchObject({
      metric: 'sec/op',
      ratio: null,
      refused: expect.stringContaining('gains (Get/parallel-8'),
    })
  })

  it('warns that one process ran all rows', () => expect(times.every((one) => codes(one).includes('W02'))).toBe(true))
})

describe('tiers and the verdicts they allow', () => {
  const halved = (n: number, given?: Partial<Measurement>) => only(bothSides(around(200, n), around(100, n), given))

  it.each([
    [10, 'A', 'improved'],
    [6, 'A', 'improved'],
    [5, 'B', 'improved'],
    [4, 'B', 'none'],
    [3, 'C', 'none'],
    [2, 'C', 'none'],
    [1, 'E', 'none'],
  ])('%i runs a side: %s, %s', (n, tier, verdict) => expect(halved(n)).toMatchObject({ tier, verdict }))

  it('takes the side with fewer runs', () => {
    expect(only(bothSides(around(200, 10), around(100, 3)))).toMatchObject({ tier: 'C', verdict: 'none' })
  })

  it('shows ranges and no interval below four runs, and says that all runs lie apart', () => {
    const three = halved(3)
    expect(three.interval).toBeNull()
    expect(three.p).toBeCloseTo(0.1, 12)
    expect(three.sides?.candidate.extent).toEqual({ kind: 'range', low: 99, high: 101 })
    expect(three.reasons).toContain('Every run of the candidate is lower than every run of the baseline.')
    expect(three.reasons[0]).toBe('There are 3 runs a side; fewer than five a side allow no verdict.')
  })

  it('never takes iterations or requests for runs', () => {
    for (const sampleKind of ['iteration', 'request', 'document'] as const) {
      const values = around(100, 30)
      const one = only([
        measured('baseline', 200, { sampleKind, samples: 30, values: values.map((value) => 2 * value) }),
        measured('candidate', 100, { sampleKind, samples: 30, values }),
      ])
      expect(one).toMatchObject({ tier: 'D', verdict: 'none', ratio: 0.5, interval: null, p: null })
      expect(codes(one)).toEqual(['W01', 'W03'])
    }
  })

  it('takes the values of one measurement for runs when each is a process of its own', () => {
    const values = around(100, 10)
    const one = only([
      measured('baseline', 200, { sampleKind: 'process', samples: 10, values: values.map((value) => 2 * value) }),
      measured('candidate', 100, { sampleKind: 'process', samples: 10, values }),
    ])
    expect(one).toMatchObject({ tier: 'A', verdict: 'improved', statistic: 'median', ratio: 0.5 })
    expect(codes(one)).toEqual([])
  })

  it('calls the middle of five means a mean, though each has its iterations beside it', () => {
    const files = (side: 'baseline' | 'candidate', centre: number) =>
      around(centre, 5).map((value, i) => ({
        ...measured(side, value, { sampleKind: 'iteration', samples: 3, values: [value, 9, 9] }),
        id: `${side} ${i}`,
      }))
    const measurements = [...files('baseline', 200), ...files('candidate', 100)]
    const one = only(measurements, { sources: new Map(measurements.map(({ id }) => [id, id])) })
    expect(one).toMatchObject({ statistic: 'mean', ratio: 0.5, sides: { candidate: { centre: 100, runs: 5 } } })
  })

  it('counts rounds of one process as runs, and says so', () => {
    const values = around(100, 10)
    const rounds = { sampleKind: 'repetition', samples: 10 } as const
    const one = only([
      measured('baseline', 200, { ...rounds, values: values.map((value) => 2 * value) }),
      measured('candidate', 100, { ...rounds, values }),
    ])
    expect(one.tier).toBe('A')
    expect(codes(one)).toContain('W02')
  })

  it('sees no shared process where each file has one row', () => {
    const measurements = bothSides(around(200, 6), around(100, 6), { sampleKind: 'repetition' })
    expect(codes(only(measurements, { sources: new Map(measurements.map(({ id }) => [id, id])) }))).toEqual([])
    expect(codes(only(measurements))).toEqual(['W02'])
    const uneven = new Map(measurements.map(({ id }, i) => [id, i % 6 === 0 ? id : 'the others']))
    expect(codes(only(measurements, { sources: uneven }))).toEqual(['W02'])
    const mixed = new Map(measurements.map(({ id, side }) => [id, side === 'baseline' ? id : 'one file']))
    expect(codes(only(measurements, { sources: mixed }))).toEqual(['W02'])
  })

  it('takes the file for the run once there are five files of rounds a side', () => {
    const files = (side: 'baseline' | 'candidate', centre: number) =>
      around(centre, 5).map((value, i) => ({
        ...measured(side, value, { sampleKind: 'repetition', samples: 30, values: around(value, 30) }),
        id: `${side}${i}`,
      }))
    const measurements = [...files('baseline', 200), ...files('candidate', 100)]
    const one = only(measurements, { sources: new Map(measurements.map(({ id }) => [id, id])) })
    expect(one).toMatchObject({ tier: 'B', sides: { baseline: { runs: 5 } } })
    expect(codes(one)).not.toContain('W02')
  })

  it('calls counts exact from two equal runs on', () => {
    const counts = { metric: 'allocs/op', unit: 'allocs/op' }
    expect(only(bothSides([17, 17], [2, 2], counts))).toMatchObject({ tier: 'X', verdict: 'improved', ratio: 2 / 17, interval: null })
    expect(only(bothSides([17, 17], [17, 17], counts))).toMatchObject({ tier: 'X', verdict: 'no-material-change' })
    expect(only(bothSides([0, 0], [3, 3], counts))).toMatchObject({ tier: 'X', verdict: 'regressed', ratio: null })
    expect(only(bothSides([17, 18], [2, 2], counts))).toMatchObject({ tier: 'C', verdict: 'none' })
    expect(only(bothSides([17], [2], counts))).toMatchObject({ tier: 'E', verdict: 'none' })
  })

  it.each([
    ['allocs/op', 1_000_000, 999_999, 'lower', 'The difference is 0.0001 % of the baseline, within the threshold of 2 %.'],
    ['binary size', 4_194_304, 4_194_307, 'lower', 'The difference is 0.000072 % of the baseline, within the threshold of 2 %.'],
    ['instructions', 100, 98, 'lower', 'The difference is 2 % of the baseline, within the threshold of 2 %.'],
    ['instructions', 100, 102, 'unknown', 'The difference is 2 % of the baseline, within the threshold of 2 %.'],
  ] as const)('calls an exact difference below the threshold no material change: %s %d to %d', (metric, from, to, better, reason) => {
    const counts = { metric, unit: metric === 'binary size' ? 'B' : metric, better }
    const one = only(bothSides([from, from], [to, to], counts), { tests: 'failed' })
    expect(one).toMatchObject({ tier: 'X', verdict: 'no-material-change', difference: to - from, ratio: to / from })
    expect(one.reasons).toContain(reason)
  })

  it('judges exact differences beyond the threshold, from and to nothing too, and never allows a shared runner its noise', () => {
    const counts = { metric: 'allocs/op', unit: 'allocs/op' }
    const shared = { baseline: { runner: 'github-hosted', cpu: 'x' }, candidate: { runner: 'github-hosted', cpu: 'x' } }
    const judged = (from: number, to: number) => only(bothSides([from, from], [to, to], counts), { environments: shared })
    expect(judged(100, 97)).toMatchObject({ verdict: 'improved' })
    expect(judged(100, 97).reasons).toContain('The difference is 3 % of the baseline, beyond the threshold of 2 %.')
    expect(judged(100, 103)).toMatchObject({ verdict: 'regressed' })
    expect(judged(1_000_000, 0)).toMatchObject({ verdict: 'improved' })
    expect(judged(0, 1)).toMatchObject({ verdict: 'regressed' })
    expect(judged(100, 99)).toMatchObject({ verdict: 'no-material-change' })
  })

  it('calls a simulated processor exact from one run on, and a counted one not', () => {
    const measurements = bothSides([1735], [1700], { metric: 'Instructions', unit: 'instructions' })
    expect(only(measurements, { formats: new Map(measurements.map(({ id }) => [id, 'iai'])) })).toMatchObject({
      tier: 'X',
      verdict: 'improved',
    })
    expect(only(measurements)).toMatchObject({ tier: 'E', verdict: 'none' })
  })

  it('does not take bytes in use for an exact count of one run', () => {
    expect(only(bothSides([100, 100], [90, 90], { metric: 'peak memory', unit: 'MB' })).tier).toBe('C')
  })
})

describe('what improved and regressed need', () => {
  const ten = (from: number, to: number, spread = 0.001) => bothSides(around(from, 10, spread), around(to, 10, spread))

  it('follows the direction of the metric', () => {
    const rate = { metric: 'output_throughput', unit: 'tok/s', better: 'higher' } as const
    expect(only(bothSides(around(100, 6), around(200, 6), rate)).verdict).toBe('improved')
    expect(only(bothSides(around(200, 6), around(100, 6), rate)).verdict).toBe('regressed')
  })

  it('says all three reasons, and no correction where there was nothing to correct', () => {
    expect(only(ten(100, 97)).reasons.slice(0, 3)).toEqual([
      'The whole interval of the ratio lies beyond the threshold of 2 %.',
      'The effect of 3 % is at least twice the run-to-run variation of 0.067 %.',
      'p is below 0.0001.',
    ])
    expect(only(ten(100, 97)).method).not.toContain('Holm')
  })

  it('needs the whole interval beyond the threshold', () => {
    expect(only(ten(100, 97)).verdict).toBe('improved')
    const near = only(ten(100, 98.05))
    expect(near.verdict).toBe('inconclusive')
    expect(near.reasons[0]).toBe('The interval of the ratio does not wholly lie beyond the threshold of 2 %.')
    expect(only(ten(100, 99)).verdict).toBe('no-material-change')
    expect(only(ten(100, 97), { threshold: 0.05 }).verdict).toBe('no-material-change')
  })

  it('takes five percent on a shared runner, unless the caller says otherwise', () => {
    const environments = { baseline: { runner: 'github-hosted', cpu: 'x' }, candidate: { runner: 'github-hosted', cpu: 'x' } }
    const { threshold } = compare({ measurements: ten(100, 97), environments })
    expect(threshold).toBe(0.05)
    expect(codes(only(ten(100, 97), { environments }))).toContain('W06')
    expect(only(ten(100, 97), { environments, threshold: 0.02 }).verdict).toBe('improved')
    for (const one of [
      { baseline: environments.baseline, candidate: {} },
      { baseline: {}, candidate: environments.candidate },
    ]) {
      expect(compare({ measurements: [], environments: one }).threshold).toBe(0.05)
    }
    expect(compare({ measurements: [], environments: { baseline: { runner: 'self-hosted' }, candidate: {} } }).threshold).toBe(0.02)
  })

  it('needs an effect of twice the noise', () => {
    const noisy = only(bothSides(around(100, 30, 0.2), around(80, 30, 0.2)))
    expect(noisy.interval?.[1]).toBeLessThan(0.98)
    expect(noisy.p).toBeLessThan(0.001)
    expect(noisy.verdict).toBe('inconclusive')
    expect(noisy.reasons[0]).toMatch(/^The effect of 20 % is less than twice the run-to-run variation of 12 %\.$/)
    expect(codes(noisy)).toContain('W04')
  })

  it('takes the noisier side for the noise', () => {
    const [quiet, loud] = [around(84, 30, 0.001), around(100, 30, 0.2)]
    for (const one of [only(bothSides(loud, quiet)), only(bothSides(quiet, loud))]) {
      expect(one.verdict).toBe('inconclusive')
      expect(one.reasons[0]).toMatch(/less than twice the run-to-run variation of 12 %/)
      expect(codes(one)).toContain('W04')
    }
  })

  it('says whether the interval leaves room for no change', () => {
    const wide = only(bothSides(around(100, 10, 0.1), around(99, 10, 0.1)))
    expect(wide.reasons[0]).toBe('The interval of the ratio includes 1 and reaches beyond the threshold of 2 %.')
    expect(codes(wide)).toContain('W03')
    expect(codes(only(ten(100, 98.05)))).not.toContain('W03')
  })

  it('needs p below 0.05 after the correction, and says how many runs would do where few of many benchmarks moved', () => {
    const benchmarks = (moved: number, all: number, n = 5) =>
      Array.from({ length: all }, (_, i) => bothSides(around(200, n), around(i < moved ? 100 : 200, n), { benchmark: `b${i}` })).flat()
    const verdicts = (moved: number, all: number, n?: number) =>
      compare({ measurements: benchmarks(moved, all, n), tests: 'passed' }).comparisons.map(({ verdict }) => verdict)
    expect(verdicts(24, 24).every((verdict) => verdict === 'improved')).toBe(true)
    expect(verdicts(1, 6).filter((verdict) => verdict === 'improved')).toHaveLength(1)
    expect(verdicts(1, 7)).not.toContain('improved')
    expect(verdicts(1, 7, 6).filter((verdict) => verdict === 'improved')).toHaveLength(1)
    const [first] = compare({ measurements: benchmarks(1, 7), tests: 'passed' }).comparisons
    expect(first?.p).toBeCloseTo((7 * 2) / 252, 12)
    expect(first?.reasons[0]).toBe(
      "Too few runs for 7 comparisons of which few differ: 5 runs a side lie apart, and 6 a side are needed; p is 0.056 after Benjamini and Hochberg's correction over 7 comparisons, not below 0.05.",
    )
  })

  it('tells metrics apart by Holm, and the loads of each by Benjamini and Hochberg: five runs are enough for a sweep', () => {
    const sweep = ['ttft', 'tpot', 'output_throughput'].flatMap((metric) =>
      Array.from({ length: 8 }, (_, i) => bothSides(around(200, 5), around(160, 5), { metric, condition: `load=${i}` })).flat(),
    )
    const { comparisons } = compare({ measurements: sweep, primary: ['ttft', 'tpot', 'output_throughput'], tests: 'passed' })
    expect(new Set(comparisons.map(({ verdict }) => verdict))).toEqual(new Set(['improved']))
    expect(comparisons[0]?.p).toBeCloseTo((3 * 2) / 252, 12)
    expect(comparisons[0]?.method).toContain('over the comparisons of each, 24 in all.')
  })

  it('needs tests that did not fail, and warns when nobody knows', () => {
    expect(only(ten(200, 100), { tests: 'failed' })).toMatchObject({ verdict: 'inconclusive' })
    expect(codes(only(ten(200, 100), { tests: 'failed' }))).toEqual(['W18'])
    expect(codes(only(ten(200, 100), { tests: 'unknown' }))).toEqual(['W18'])
    expect(codes(only(ten(200, 100)))).toEqual([])
  })

  it('needs to know which way is better', () => {
    expect(only(bothSides(around(200, 6), around(100, 6), { better: 'unknown' })).verdict).toBe('inconclusive')
  })

  it('has no verdict when the runs changed their shape against their middle', () => {
    const baseline = [1, 1, 1, 1, 1, 1, 100, 100, 100, 100, 100]
    const candidate = [2, 2, 2, 2, 2, 90, 90, 90, 90, 90, 90]
    const one = only(bothSides(baseline, candidate))
    expect(one.ratio).toBe(90)
    expect(one.verdict).toBe('inconclusive')
  })

  it('judges runs of 0 by their difference, since they have no ratio', () => {
    const share = { metric: 'http_req_failed', unit: 'ratio' }
    const judged = (from: readonly number[], to: readonly number[]) => only(bothSides(from, to, share))
    const none = [0, 0, 0, 0, 0]
    const some = [0.13, 0.14, 0.12, 0.13, 0.13]
    expect(judged(none, some)).toMatchObject({ ratio: null, interval: null, verdict: 'regressed' })
    expect(judged(none, some).reasons).toContain('Every run of the candidate is higher than every run of the baseline.')
    expect(judged(some, none)).toMatchObject({ ratio: 0, interval: null, verdict: 'improved' })
    expect(judged(none, none)).toMatchObject({ verdict: 'no-material-change', ratio: null })
    expect(judged(none, [0, 0, 0, 0.1, 0.2])).toMatchObject({ verdict: 'inconclusive' })
    expect(judged(none.slice(1), some.slice(1))).toMatchObject({ verdict: 'none' })
    expect(judged([0, 5, 5, 5, 5, 5], around(10, 6))).toMatchObject({ ratio: 2, interval: null, verdict: 'regressed' })
    expect(judged([-5, -5.01, -5.02, -5, -5], [-5.04, -5.05, -5.04, -5.05, -5.06])).toMatchObject({ verdict: 'inconclusive' })
  })

  it('takes equal runs for equal, whatever logarithms leave of them', () => {
    for (const [from, to] of [
      [0.3, 0.1],
      [499.168, 623.96],
      [100, 49],
      [7, 3],
    ] as const) {
      const one = only(bothSides([from, from, from, from, from, from], [to, to, to, to, to, to], { better: 'lower' }))
      expect(one.verdict).toBe(to < from ? 'improved' : 'regressed')
    }
    const same = (to: number) => only(bothSides(around(100, 6, 0), around(to, 6, 0))).verdict
    expect([same(102), same(98)]).toEqual(['no-material-change', 'no-material-change'])
  })
})

describe('summaries', () => {
  const summary = (side: 'baseline' | 'candidate', mean: number, given: Partial<Measurement> = {}) =>
    measured(side, mean, { samples: 10, sampleKind: 'process', spread: { kind: 'standard-deviation', value: mean / 100 }, ...given })

  it('gives mean, deviation and count of runs an interval by Welch', () => {
    const one = only([summary('baseline', 200), summary('candidate', 100)])
    expect(one).toMatchObject({ tier: 'A', verdict: 'improved', ratio: 0.5 })
    // Both relative errors are 0.01/√10 and the degrees of freedom 18: ratio · exp(±2.1009 · 0.004472).
    expect(one.interval?.[0]).toBeCloseTo(0.5 * Math.exp(-2.10092204024104 * 0.01 * Math.sqrt(0.2)), 10)
    expect(one.method).toContain('Welch')
  })

  it.each([
    ['relative deviation', { kind: 'relative-standard-deviation', value: 0.01 }],
    ['standard error', { kind: 'standard-error', value: 1 / Math.sqrt(10) }],
    [
      'interval of 99.9 %',
      { kind: 'interval', low: 100 - 4.780912585931 / Math.sqrt(10), high: 100 + 4.780912585931 / Math.sqrt(10), level: 0.999 },
    ],
    ['half width of 95 %', { kind: 'half-width', value: 2.2621571627409915 / Math.sqrt(10), level: 0.95 }],
    ['relative half width of 95 %', { kind: 'relative-half-width', value: 2.2621571627409915 / 100 / Math.sqrt(10), level: 0.95 }],
  ] as const)('reads a %s', (_, spread) => {
    const plain = only([summary('baseline', 200), summary('candidate', 100)])
    const other = only([summary('baseline', 200), summary('candidate', 100, { spread })])
    expect(other.interval?.[0]).toBeCloseTo(plain.interval?.[0] ?? 0, 9)
    expect(other.interval?.[1]).toBeCloseTo(plain.interval?.[1] ?? 0, 9)
  })

  it('joins runs on one side and a summary on the other', () => {
    const values = around(100, 10)
    const one = only([summary('baseline', 200), measured('candidate', 100, { samples: 10, sampleKind: 'process', values })])
    expect(one).toMatchObject({ tier: 'A', verdict: 'improved' })
    expect(one.method).toContain('Welch')
  })

  it('computes nothing from medians and half widths without the runs', () => {
    const stated = { statistic: 'median', spread: { kind: 'relative-half-width', value: 0.03 } } as const
    const one = only([summary('baseline', 200, stated), summary('candidate', 100, stated)])
    expect(one).toMatchObject({ tier: 'D', verdict: 'none', interval: null, sides: { baseline: { runs: 10 } } })
    expect(one.reasons[0]).toMatch(/^10 runs a side are stated/)
  })

  it('compares means below 0 by their difference, without a ratio', () => {
    const given = { spread: { kind: 'standard-deviation', value: 1 } } as const
    const one = only([summary('baseline', -200, given), summary('candidate', -100, given)])
    expect(one).toMatchObject({ ratio: null, interval: null, difference: 100, verdict: 'inconclusive' })
    expect(one.reasons).toContain('A value is below 0, so that there is no ratio.')
    expect(one.p).toBeLessThan(1e-9)
  })

  it('shows no interval for the summaries of three runs', () => {
    expect(only([summary('baseline', 200, { samples: 3 }), summary('candidate', 100, { samples: 3 })])).toMatchObject({
      tier: 'C',
      interval: null,
    })
  })

  it('says when nobody tells how many runs a figure stands for', () => {
    const unknown = only([measured('baseline', 200), measured('candidate', 100, { samples: 1 })])
    expect(unknown.reasons[0]).toBe('How many runs a figure stands for is not said; one run allows no verdict.')
    expect(unknown.warnings[0]).toEqual({ code: 'W01', message: 'How many runs there were is not known.' })
    expect(only(bothSides([200], [100])).reasons[0]).toBe('One run a side allows no verdict: how much runs differ is not known.')
  })

  it('does not take the deviation over iterations or an unknown number of runs for one over runs', () => {
    for (const given of [{ sampleKind: 'iteration' }, { samples: null }] as const) {
      expect(only([summary('baseline', 200, given), summary('candidate', 100, given)])).toMatchObject({ tier: 'D', verdict: 'none' })
    }
  })

  it('warns of the best of several', () => {
    const best = { statistic: 'min', samples: 10, sampleKind: 'process' } as const
    const one = only([measured('baseline', 200, best), measured('candidate', 100, best)])
    expect(one).toMatchObject({ verdict: 'none' })
    expect(codes(one)).toContain('W11')
    const rate = { ...best, statistic: 'max', better: 'higher' } as const
    expect(codes(only([measured('baseline', 1, rate), measured('candidate', 2, rate)]))).toContain('W11')
    const worst = { ...best, statistic: 'max' } as const
    expect(codes(only([measured('baseline', 1, worst), measured('candidate', 2, worst)]))).not.toContain('W11')
  })
})

it('converts units only to compare, and answers in the baseline’s', () => {
  const one = only([
    ...around(200, 6).map((value, i) => ({ ...measured('baseline', value, { sampleKind: 'process' }), id: `b${i}` })),
    ...around(0.1, 6).map((value, i) => ({ ...measured('candidate', value, { unit: 's', sampleKind: 'process' }), id: `c${i}` })),
  ])
  expect(one).toMatchObject({ unit: 'ms', difference: -100, ratio: 0.5, verdict: 'improved' })
})

it('notes a setting that differs, which blocks nothing and may be what made the difference', () => {
  const noted = (baseline: Record<string, string>, candidate: Record<string, string>, measurements = bothSides([2], [1])) =>
    compare({ measurements, environments: { baseline, candidate } }).notes.map(({ code, message }) => `${code} ${message}`)
  expect(noted({ flash_attn: 'false', n_batch: '512' }, { flash_attn: 'true', n_batch: '1024' })).toEqual([
    'W05 The sides differ in flash_attn (false and true), n_batch (512 and 1024), which may be what makes the difference.',
  ])
  expect(noted({ commit: 'a', 'llama.cpp': '4567', x: '1' }, { commit: 'b', 'llama.cpp': '4600', x: '1' })).toEqual([])
  expect(noted({ x: '1' }, { x: '2' }, [])).toEqual([])
})

it('notes the order of the sides and a missing control', () => {
  const measurements = bothSides(around(200, 6), around(100, 6))
  const said = (order?: string) => {
    const place = { cpu: 'x', ...(order === undefined ? {} : { order }) }
    return compare({ measurements, environments: { baseline: place, candidate: place } }).notes.map(
      ({ code, message }) => `${code} ${message}`,
    )
  }
  expect(said('alternating')).toEqual([expect.stringMatching(/^W19 There is no control/)])
  expect(said('sequential')[0]).toMatch(/^W05 All runs of one side came before/)
  expect(said()[0]).toMatch(/^W19 Nothing says that the sides ran in turn/)
  const still = bothSides(around(50, 6, 0.001), around(50, 6, 0.001), { benchmark: 'untouched' })
  expect(compare({ measurements: [...measurements, ...still] }).notes).toHaveLength(1)
  expect(compare({ measurements: bothSides([1], [2]) }).notes).toEqual([])
})

it('names comparisons as it is told, so that several calls stay apart', () => {
  const measurements = bothSides([1], [2])
  expect(compare({ measurements }).comparisons[0]?.id).toBe('c1')
  expect(compare({ measurements, prefix: 'k' }).comparisons[0]?.id).toBe('k1')
})

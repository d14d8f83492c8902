import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import { canonicalMetric, familyOf } from '../../src/benchmarks/metrics.ts'
import type { Measurement } from '../../src/model.ts'
import { around, bothSides } from './measured.ts'

function primaryOf(measurements: readonly Measurement[], options: { primary?: string[]; format?: string } = {}): string[] {
  const formats =
    options.format === undefined ? new Map<string, string>() : new Map(measurements.map(({ id }) => [id, options.format ?? '']))
  const { comparisons } = compare({ measurements, formats, ...(options.primary && { primary: options.primary }) })
  return comparisons
    .filter(({ primary }) => primary)
    .map(({ benchmark, metric, statistic }) => `${benchmark} ${metric} ${statistic}`.trim())
}

const pairOf = (metric: string, given: Partial<Measurement> = {}) => bothSides([2], [1], { metric, benchmark: '', ...given })

const serving = [
  ...pairOf('request_throughput', { unit: 'req/s', better: 'higher' }),
  ...pairOf('output_throughput', { unit: 'tok/s', better: 'higher' }),
  ...pairOf('total_token_throughput', { unit: 'tok/s', better: 'higher' }),
  ...pairOf('duration', { unit: 's' }),
  ...['mean', 'median', 'p99'].flatMap((statistic) => pairOf('ttft', { statistic })),
  ...['mean', 'median', 'p99'].flatMap((statistic) => pairOf('tpot', { statistic })),
  ...['mean', 'median', 'p99'].flatMap((statistic) => pairOf('itl', { statistic })),
  ...['mean', 'median', 'p99'].flatMap((statistic) => pairOf('e2el', { statistic })),
]

describe('primary metrics', () => {
  it('are declared by the config, in any of the tools’ spellings', () => {
    expect(primaryOf(serving, { primary: ['Time to First Token', 'output_token_throughput'] })).toEqual([
      'output_throughput mean',
      'ttft median',
    ])
  })

  it('are never two that depend on one another, even when declared', () => {
    expect(primaryOf(serving, { primary: ['output_throughput', 'duration', 'itl', 'tpot'] })).toEqual([
      'output_throughput mean',
      'itl median',
    ])
  })

  it('are at most four', () => {
    const declare = () => primaryOf(serving, { primary: ['a', 'b', 'c', 'd', 'e'] })
    expect(declare).toThrow('5 primary metrics are declared (a, b, c, d, e), and an entry has one to four.')
  })

  it('fall back when nothing has the declared ones', () => {
    expect(primaryOf(pairOf('time'), { primary: ['accuracy'] })).toEqual(['time mean'])
  })

  it('come from the format when nobody declared any', () => {
    const go = [
      ...bothSides(around(2, 6), around(1, 6), { metric: 'custom', unit: 'widgets' }),
      ...bothSides(around(2, 6), around(1, 6), { metric: 'sec/op', unit: 'ns/op' }),
    ]
    expect(primaryOf(go, { format: 'go-bench' })).toEqual(['decode sec/op mean'])
  })

  it('are else the first four that have a direction, one a family', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].flatMap((metric) => pairOf(metric, { unit: metric }))
    expect(primaryOf([...pairOf('counter', { better: 'unknown', unit: '' }), ...many])).toEqual(['a mean', 'b mean', 'c mean', 'd mean'])
    expect(primaryOf(serving)).toEqual(['request_throughput mean', 'ttft median', 'tpot median'])
  })

  it('take the statistic with the best evidence', () => {
    const measurements = [...bothSides([2], [1], { statistic: 'median' }), ...bothSides(around(2, 6), around(1, 6), { statistic: 'mean' })]
    expect(primaryOf(measurements)).toEqual(['decode time mean'])
  })

  it('are corrected among themselves; the rest among the rest, where p stays as it is', () => {
    const time = (benchmark: string) => bothSides(around(200, 6), around(100, 6), { benchmark })
    const load = (benchmark: string) => bothSides(around(200, 6), around(100, 6), { benchmark, metric: 'accuracy', unit: '' })
    const { comparisons } = compare({
      measurements: [...time('a'), ...time('b'), ...load('a'), ...load('b'), ...load('c')],
      primary: ['time'],
      tests: 'passed',
    })
    const p = 2 / 924
    const expected = [p, p, p, p, p]
    for (const [i, comparison] of comparisons.entries()) expect(comparison.p).toBeCloseTo(expected[i] ?? 0, 12)
    expect(comparisons[4]?.reasons).toContain("p is 0.0022 after Benjamini and Hochberg's correction over 3 comparisons.")
  })
})

describe('metrics', () => {
  it.each([
    ['TTFT (ms)', 'ttft'],
    ['Time to First Token (ms)', 'ttft'],
    ['e2e_latency', 'e2e_latency'],
    ['E2EL', 'e2e_latency'],
    ['inter_token_latency', 'itl'],
    ['Output token throughput (tok/s)', 'output_throughput'],
    ['requests_per_second', 'request_throughput'],
    ['ns/op', 'sec/op'],
    ['Something Else', 'something else'],
  ])('%s is %s', (metric, name) => expect(canonicalMetric(metric)).toBe(name))

  it('knows a rate of work for the time of the work', () => {
    expect(new Set([familyOf('FLOPS', 'TFLOPS'), familyOf('bandwidth', 'GB/s'), familyOf('hz', 'ops/s'), familyOf('time', 'ms')])).toEqual(
      new Set(['work']),
    )
    expect(familyOf('accuracy', '')).toBe('accuracy')
  })
})

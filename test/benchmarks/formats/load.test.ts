/** What the readers of load generators and pages must not make of their files; the figures are tested by ../formats.test.ts. */
import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/benchmarks/compare.ts'
import { withChanges } from '../../../src/benchmarks/found-figure.ts'
import { read } from '../../../src/benchmarks/read.ts'
import type { Reading } from '../../../src/model.ts'
import { fixture } from '../figures.ts'

const of = (path: string) => read(fixture(path))
const text = (content: string) => read({ path: 'x.txt', text: content, siblings: () => null })
const json = (value: unknown) => read({ path: 'x.json', text: JSON.stringify(value), siblings: () => null })
const codes = ({ flags }: Reading) => flags.map(({ code }) => code)
const results = ({ measurements }: Reading) => measurements.filter(({ role }) => role === 'result')

describe('where every request failed there is no latency and no rate, never 0', () => {
  test.each([
    'k6-summary/all-failed.json',
    'oha/all-failed.json',
    'wrk/all-refused.txt',
    'autocannon/refused.txt',
    'lighthouse/no-page.json',
  ])('%s', (path) => {
    const reading = of(path)
    expect(codes(reading)).toContain('all-failed')
    expect(results(reading).filter(({ metric }) => metric !== 'http_req_failed')).toEqual([])
    expect(reading.measurements.filter(({ metric }) => metric === 'latency')).toEqual([])
    expect(reading.problems).toEqual([])
  })
})

describe('k6', () => {
  const metrics = { http_reqs: { count: 4, rate: 2 }, iterations: { count: 4, rate: 2 } }

  test('"passes" of http_req_failed are the failed requests', () => {
    const failed = json({ metrics: { ...metrics, http_req_failed: { passes: 1, fails: 3, value: 0.25 } } })
    expect(codes(failed)).toEqual(['partial-failure'])
    expect(failed.flags[0]?.message).toMatch(/^1 of 4 requests failed/)
    const fine = json({ metrics: { ...metrics, http_req_failed: { passes: 0, fails: 4, value: 0 } } })
    expect(codes(fine)).toEqual([])
    expect(codes(text('     http_reqs........: 4 2/s\n     http_req_failed...: 0.00% ✓ 0 ✗ 4\n'))).toEqual([])
  })

  test('a threshold that says false is crossed in handleSummary, and not in --summary-export', () => {
    const crossed = (threshold: unknown) =>
      codes(json({ metrics: { ...metrics, http_req_duration: { avg: 1, med: 1, thresholds: { 'p(95)<5': threshold } } } }))
    expect(crossed({ ok: false })).toContain('declared-invalid')
    expect(crossed({ ok: true })).not.toContain('declared-invalid')
    expect(crossed(false)).not.toContain('declared-invalid')
    expect(crossed(true)).toContain('declared-invalid')
  })

  test('the runs of a log belong to the sides that stand above them', () => {
    const sides = of('k6-summary/printed-0.50-two-runs.txt').measurements.map(({ side }) => side)
    expect(new Set(sides)).toEqual(new Set(['baseline', 'candidate']))
  })

  test('another number of users is another workload; how many were served is a result', () => {
    const run = (side: 'baseline' | 'candidate', users: number, count: number) =>
      json({
        metrics: {
          http_reqs: { count, rate: count },
          http_req_failed: { passes: 0, fails: count, value: 0 },
          vus_max: { value: users, min: users, max: users },
        },
      }).measurements.map((one) => withChanges(one, { id: `${side}${one.id}`, side }))
    const verdict = (users: number) => {
      const measurements = [...run('baseline', 10, 300), ...run('candidate', users, 420)]
      const formats = new Map(measurements.map(({ id }) => [id, 'k6-summary']))
      return compare({ measurements, formats }).comparisons.find(({ metric }) => metric === 'http_reqs')?.verdict
    }
    expect(verdict(20)).toBe('not-comparable')
    expect(verdict(10)).toBe('none')
  })
})

describe('oha', () => {
  test('the time that a run took is no number of requests', () => {
    const duration = of('oha/version-1.10.json').measurements.find(({ value }) => value === 10.004112)
    expect(duration).toMatchObject({ metric: 'duration', unit: 's', role: 'workload' })
  })

  test('a mean of rates between completions is not the throughput', () => {
    const rates = of('oha/version-1.10.json').measurements.filter(({ unit, role }) => unit === 'req/s' && role === 'result')
    expect(rates.map(({ value }) => value)).toEqual([12480.35])
  })

  test('hey’s summary, which has no success rate, is not oha’s', () => {
    const hey =
      '\nSummary:\n  Total:\t1.0 secs\n  Slowest:\t0.1 secs\n  Requests/sec:\t200.0\n\nLatency distribution:\n  10% in 0.01 secs\n'
    expect(text(hey).format).not.toBe('oha')
  })
})

describe('wrk', () => {
  test('prefixes of a thread’s rate are thousands, units of time are glued on', () => {
    const rate = of('wrk/latency.txt').measurements.find(({ metric }) => metric === 'request_throughput per thread')
    expect(rate).toMatchObject({ value: 11.2, unit: 'kreq/s', role: 'derived' })
  })

  test('a deviation in another unit than its mean is none of it', () => {
    const means = of('wrk/latency.txt').measurements.filter(({ statistic, metric }) => statistic === 'mean' && metric === 'latency')
    expect(means.map(({ spread }) => spread?.value ?? null)).toEqual([null, 0.54])
  })

  test('says nothing of the host', () => {
    const { measurements, flags } = of('wrk/wrk2-both-latencies.txt')
    expect(JSON.stringify([measurements, flags])).not.toContain('10.0.0.7')
  })
})

describe('autocannon', () => {
  test('whole milliseconds of 0 are no latency', () => {
    const latencies = results(of('autocannon/flaky.txt')).filter(({ metric }) => metric === 'latency')
    expect(latencies.map(({ statistic, value }) => `${statistic} ${value}`)).toEqual(['max 21'])
  })

  test('reads the numbers of another locale', () => {
    const german = fixture('autocannon/latency.txt').text.replace(/^│ Req.*$/m, (row) =>
      row.replaceAll(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')),
    )
    const rates = ({ measurements }: Reading) =>
      measurements.filter(({ metric }) => metric === 'request_throughput').map(({ value }) => value)
    expect(rates(text(german))).toEqual(rates(of('autocannon/latency.txt')))
    expect(rates(text(german))).toContain(21.42)
  })
})

describe('pgbench', () => {
  test('an average that it did not measure is derived', () => {
    const roles = (path: string) =>
      of(path)
        .measurements.filter(({ metric, statistic }) => metric === 'latency' && statistic === 'mean')
        .map(({ role }) => role)
    expect(roles('pgbench/two-runs.txt')).toEqual(['derived', 'derived'])
    expect(roles('pgbench/rate-limit.txt')).toEqual(['result'])
  })

  test('lines of progress are no runs', () => {
    const rates = results(of('pgbench/version-12.txt')).filter(({ metric }) => metric === 'tps')
    expect(rates.map(({ value }) => value)).toEqual([810.690417])
  })
})

describe('Bencher Metric Format', () => {
  test('bounds that do not hold the value are no interval', () => {
    const spreads = (lower_value: number, upper_value: number) =>
      json({ a: { latency: { value: 5, lower_value, upper_value } } }).measurements.map(({ spread }) => spread)
    expect(spreads(4, 6)).toEqual([{ kind: 'interval', low: 4, high: 6 }])
    expect(spreads(1, 1)).toEqual([null])
  })

  test('an object with more in it is another tool’s', () => {
    expect(json({ a: { latency: { value: 5, name: 'x' } } }).format).toBeNull()
    expect(json({ a: { latency: { lower_value: 5 } } }).format).toBeNull()
  })
})

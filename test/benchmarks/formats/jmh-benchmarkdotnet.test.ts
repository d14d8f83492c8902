import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { convert } from '../../../src/benchmarks/units.ts'
import { fixture } from '../figures.ts'

const json = (value: unknown) => read({ path: 'x.json', text: JSON.stringify(value), siblings: () => null })
const codes = ({ flags }: ReturnType<typeof read>) => flags.map(({ code }) => code)

const jmh = (primaryMetric: object, more: object = {}) =>
  json([{ jmhVersion: '1.37', benchmark: 'a.B.c', mode: 'avgt', threads: 1, warmupIterations: 2, primaryMetric, ...more }])
const metric = (scoreUnit: string, more: object = {}) => ({ score: 2, scoreError: 0.1, scoreUnit, ...more })

describe('JMH', () => {
  test.each([
    ['thrpt', 'ops/s', 'higher', 'throughput'],
    ['avgt', 'us/op', 'lower', 'time'],
    ['ss', 's/op', 'lower', 'time'],
    // Saved under a mode that it was not run with.
    ['thrpt', 's/op', 'lower', 'time'],
  ])('%s in %s is better when %s', (mode, unit, better, name) => {
    const [score] = jmh(metric(unit), { mode }).measurements.filter(({ statistic }) => statistic === 'mean')
    expect(score).toMatchObject({ better, metric: name })
  })

  test('forks are the runs; the iterations of one fork are not', () => {
    const raw = (rawData: number[][]) => jmh(metric('us/op', { rawData })).measurements.find(({ statistic }) => statistic === 'mean')
    expect(raw([[1, 2, 3]])).toMatchObject({ samples: 3, sampleKind: 'iteration', values: [1, 2, 3] })
    expect(
      raw([
        [1, 3],
        [2, 4],
      ]),
    ).toMatchObject({ samples: 2, sampleKind: 'process', values: [2, 3] })
    expect(raw([[1, 3], []])).toMatchObject({ samples: null, sampleKind: null })
  })

  test('an error beyond the score, a missing one and a missing warm-up are flagged', () => {
    expect(codes(jmh(metric('us/op', { scoreError: 3 })))).toEqual(['error-exceeds-score'])
    expect(codes(jmh(metric('us/op', { scoreError: 'NaN' })))).toEqual(['single-run'])
    expect(codes(jmh(metric('us/op'), { warmupIterations: 0 }))).toEqual(['no-warmup'])
    expect(codes(jmh(metric('us/op'), { warmupIterations: 0, mode: 'ss' }))).toEqual([])
  })

  test('the rate of allocation has no direction, what an operation allocates has', () => {
    const better = Object.fromEntries(read(fixture('jmh/split.json')).measurements.map((one) => [one.metric, one.better]))
    expect([better['gc.alloc.rate'], better['gc.alloc.rate.norm']]).toEqual(['unknown', 'lower'])
  })

  test('percentiles are read of sampled times only, each once', () => {
    const found = read(fixture('jmh/split.json')).measurements.filter(({ statistic }) => /^p\d/.test(statistic))
    expect(found.map(({ statistic, condition }) => [statistic, condition])).toEqual(
      ['p90', 'p95', 'p99', 'p99.9'].map((statistic) => [statistic, 'mode=sample']),
    )
  })

  test('a decimal comma is not read as thousands', () => {
    const table = 'Benchmark  Mode  Cnt     Score    Error   Units\nA.b       thrpt    6  1520,500 ± 40,250  ops/ms\n'
    expect(read({ path: 'x.txt', text: table, siblings: () => null })).toMatchObject({
      format: 'jmh',
      measurements: [{ value: 1520.5 }],
      flags: [],
    })
  })
})

describe('BenchmarkDotNet', () => {
  const means = (...cells: string[]) => {
    const rows = cells.map((cell, index) => `| Row${index} | ${cell} | 12 ns | 5 ns |\n`).join('')
    const text = `BenchmarkDotNet v0.14.0, Windows 11\n\n| Method | Mean | Error | StdDev |\n|---|---:|---:|---:|\n${rows}`
    const { measurements } = read({ path: 'x.txt', text, siblings: () => null }, { format: 'benchmarkdotnet' })
    return measurements.flatMap(({ statistic, value, unit, locator }) => (statistic === 'mean' ? [[value, unit, locator.text]] : []))
  }

  test.each([
    ['1,234 ns', '2,345.5 ns', 1234, 2345.5],
    ['1,234 ns', '2,345 ns', 1234, 2345],
    ['1.234,5 ns', '2.345 ns', 1234.5, 2345],
    ['1\u202f234,5 ns', '2\u00a0345 ns', 1234.5, 2345],
    ['1 234 567,5 ns', '12,125 ns', 1234567.5, 12.125],
  ])('means of %s and %s as the machine writes them', (first, second, ...values) =>
    expect(means(first, second)).toEqual([
      [values[0], 'ns', first],
      [values[1], 'ns', second],
    ]))

  test('what is written under another mark than the rest is not read', () => {
    expect(means('12,34 ns', '1.2 ns')).toEqual([[12.34, 'ns', '12,34 ns']])
  })

  test('level 12 is a name for 99.9 %', () => {
    const [mean] = read(fixture('benchmarkdotnet/words-report-full.json')).measurements
    expect(mean?.spread?.level).toBe(0.999)
  })

  test('one benchmark under two jobs stays two', () => {
    const { measurements } = read(fixture('benchmarkdotnet/words-report-full.json'))
    expect(new Set(measurements.map(({ condition }) => condition)).size).toBe(2)
  })

  test('each metric says itself which way is good', () => {
    const { measurements } = read(fixture('benchmarkdotnet/words-report-full.json'))
    expect(measurements.find(({ metric }) => metric === 'Cache hits')?.better).toBe('higher')
  })

  test('toolchains that are labels of both sides are sides, and their jobs’ names set nothing apart', () => {
    const means = read(fixture('benchmarkdotnet/toolchains.txt')).measurements.filter(({ statistic }) => statistic === 'mean')
    expect(means.map(({ side, condition, value }) => [side, condition, value])).toEqual([
      ['baseline', '', 120.4],
      ['candidate', '', 98.2],
    ])
  })

  test('what failed is NA, never 0', () => {
    for (const name of ['words-report-github.md', 'words-report.csv', 'words-report-full.json'])
      expect(codes(read(fixture(`benchmarkdotnet/${name}`)))).toContain('skipped-or-errored-row')
  })

  test('a kilobyte has 1,024 bytes', () => expect(convert(5.47, 'KB', 'B', 'benchmarkdotnet')).toBe(5601.28))

  test('its Markdown is its own, and a text about it is prose', () => {
    const { text, siblings } = fixture('benchmarkdotnet/words-report-github.md')
    const said = '\n\nWith the new splitter every benchmark of the suite takes less time than before on this machine.\n'
    expect(read({ path: 'report.md', text, siblings }).format).toBe('benchmarkdotnet')
    expect(read({ path: 'report.md', text: text + said, siblings }).format).toBe('markdown')
  })
})

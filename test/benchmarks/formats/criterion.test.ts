import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const folder = 'criterion/target/criterion/parse/small'

test('changes are relative and derived, never nanoseconds', () => {
  const { measurements } = read(fixture(`${folder}/change/estimates.json`))
  expect(measurements.map(({ unit, role }) => [unit, role])).toEqual([
    ['ratio', 'derived'],
    ['ratio', 'derived'],
  ])
})

describe('the name of a benchmark', () => {
  const { text, siblings } = fixture(`${folder}/new/estimates.json`)
  const name = (path: string, beside: typeof siblings) => read({ path, text, siblings: beside }).measurements[0]?.benchmark
  test('stands in benchmark.json beside it', () => expect(name('estimates.json', siblings)).toBe('parse/small'))
  test('else in the folders', () => {
    expect(name('work/target/criterion/parse/small/10/new/estimates.json', () => null)).toBe('parse/small/10')
    expect(name('estimates.json', () => null)).toBe('')
    expect(name('x/criterion/a/new/estimates.json', () => 'not JSON')).toBe('a')
  })
})

test('the samples beside the estimates are its runs’ iterations', () => {
  const [mean] = read(fixture(`${folder}/new/estimates.json`)).measurements
  expect(mean).toMatchObject({ statistic: 'mean', samples: 5, sampleKind: 'iteration', values: [1520, 1515, 1530, 1525, 1527.5] })
})

test('totals over many iterations are never compared', () => {
  expect(read(fixture(`${folder}/new/sample.json`)).measurements.map(({ role }) => role)).toEqual(['workload', 'aggregate'])
})

test('the estimate is the middle of the brackets', () => {
  const [first] = read(fixture('criterion/report.txt')).measurements
  expect(first).toMatchObject({
    value: 1.5235,
    unit: 'µs',
    spread: { kind: 'interval', low: 1.5192, high: 1.5285 },
    locator: { text: '1.5235 µs' },
  })
})

test('picoseconds are flagged', () => expect(read(fixture('criterion/report.txt')).flags.map(({ code }) => code)).toContain('implausible'))

test('a line of libtest without a sign of criterion is not criterion’s', () => {
  expect(
    read({ path: 'x.txt', text: 'running 1 test\ntest a::b ... bench:  3,296 ns/iter (+/- 521)\n', siblings: () => null }).format,
  ).not.toBe('criterion')
})

/**
 * Rows that look as nearly all do are taken apart when somebody looks, all others at once: what is said of them is the
 * same, in the order of the text.
 */
import { expect, test } from 'vitest'
import { withChanges } from '../../../src/benchmarks/found-figure.ts'
import { read } from '../../../src/benchmarks/read.ts'

const table = `
-------------------------------------------------------------------------------
Sums
-------------------------------------------------------------------------------
sums.cpp:6
...............................................................................

benchmark name                       samples       iterations    est run time
                                     mean          low mean      high mean
                                     std dev       low std dev   high std dev
-------------------------------------------------------------------------------
`
const block = (name: string, gap: string) => `${name}${gap}100${gap}811${gap}2.7574 ms 
                                        24.7826 ns    22.9322 ns    27.3735 ns 
                                        11.1277 ns    8.48269 ns    13.6446 ns 
                                                                               
`

/** The rows of a tool as they nearly always look, and the same rows otherwise. */
const rows: Record<string, [usual: string[], otherwise: string[]]> = {
  catch2: [
    [block('one', '     '), block('two', '     '), block('one', '     ')],
    [block('one', '\t'), block('two', '\t'), block('one', '\t')],
  ],
  libtest: [
    [
      'test a ... bench:       3,296.25 ns/iter (+/- 521) = 12 MB/s',
      'test b ... bench: 7 ns/iter (+/- 0)',
      'test a ... bench: 3 ns/iter (+/- 1)',
    ],
    [
      ' test a ... bench:       3,296.25 ns/iter (+/- 521) = 12 MB/s',
      ' test b ... bench: 7 ns/iter (+/- 0)',
      ' test a ... bench: 3 ns/iter (+/- 1)',
    ],
  ],
  'luau-bench': [
    ['SUCCESS: a b  :   15.041ms +/-  0.636% on luau', 'SUCCESS: a b  : 7ms +/- 1% on luau', 'SUCCESS: c : 7.5ms +/- 1.5% on luau (+8%)'],
    [
      'SUCCESS: a b  :   15.041ms +/-  0.636% on luau\t',
      'SUCCESS: a b  : 7ms +/- 1% on luau\t',
      'SUCCESS: c : 7.5ms +/- 1.5% on luau\t(+8%)',
    ],
  ],
  'benchmark-js': [
    ['a x 2 x 81.61 ops/sec ±1.70% (69 runs sampled)', 'b x 1,181 ops/sec ±0.70% (1 run sampled)', 'c x 7 ops/sec ±3% (5 runs sampled)'],
    [
      'a x 2 x 81.61 ops/sec +/-1.70% (69 runs sampled)',
      'b x 1,181 ops/sec +/-0.70% (1 run sampled)',
      'c x 7 ops/sec +/-3% (5 runs sampled)',
    ],
  ],
}

const textOf = (format: string, rows: string[]) => (format === 'catch2' ? table + rows.join('') : `${rows.join('\n')}\n`)

function said(format: string, rows: string[]): unknown[] {
  const text = textOf(format, rows)
  const { measurements } = read({ path: 'x.txt', text, siblings: () => null }, { format })
  const lines = text.split('\n')
  return measurements.map((one) => {
    expect(lines[(one.locator.line ?? 0) - 1]).toContain(one.locator.text)
    return withChanges(one, { locator: null })
  })
}

test.each(Object.entries(rows))('%s', (format, [usual, otherwise]) => {
  const expected = said(format, usual)
  expect(expected.length).toBeGreaterThanOrEqual(3)
  expect(said(format, otherwise)).toEqual(expected)
  expect(said(format, [...usual.slice(0, 1), ...otherwise.slice(1, 2), ...usual.slice(2)])).toEqual(expected)
  expect(said(format, [...otherwise.slice(0, 1), ...usual.slice(1, 2), ...otherwise.slice(2)])).toEqual(expected)
})

test('Benchmark.js: a line that a progress bar rewrites is no longer than its last state', () => {
  const { measurements } = read({ path: 'x.txt', text: 'one\rsplit x 99,129 ops/sec ±12.00% (50 runs sampled)\n', siblings: () => null })
  expect(measurements).toMatchObject([{ benchmark: 'split', value: 99129, samples: 50, locator: { line: 1, text: '99,129 ops/sec' } }])
})

test('a copy of a reading holds its figures', () => {
  const reading = read({ path: 'x.txt', text: 'split x 99,129 ops/sec ±12.00% (50 runs sampled)\n', siblings: () => null })
  expect({ ...reading }.measurements).toBe(reading.measurements)
  expect(JSON.parse(JSON.stringify(reading))).toMatchObject({ format: 'benchmark-js', measurements: [{ value: 99129 }] })
})

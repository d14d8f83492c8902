import { describe, expect, test } from 'vitest'
import { decimalMark, numberUnder } from '../../../src/benchmarks/formats/decimal-mark.ts'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

describe('the mark of the decimals', () => {
  test.each([
    [['1,234.5'], '.'],
    [['1.234,5'], ','],
    [['12', '61.84'], '.'],
    [['48,75'], ','],
    [['1,234,567'], '.'],
    [['1.234.567'], ','],
    [['0,123'], ','],
    [['1234.567'], '.'],
    [['1,234', '99'], null],
    [['1.234', '5.678'], null],
    [['127.0.0.1x', 'CachePreferNone'], null],
    [[], null],
  ] as const)('of %j is %s', (numbers, mark) => expect(decimalMark(numbers)).toBe(mark))

  test.each([
    ['.', '1,234.5', 1234.5],
    [',', '1.234,5', 1234.5],
    [null, '1,234', null],
    [null, '980', 980],
    ['.', '1,23,456', 123456],
    ['.', '12,34', null],
    [',', '1.2', null],
    [',', '1,2,3', null],
    [',', '1,6e9', 1.6e9],
    [',', '1.6E-9', 1.6e-9],
    ['.', 'CachePreferNone', null],
    ['.', '', null],
  ] as const)('%s in "%s" gives %s', (mark, text, value) => expect(numberUnder(mark, text)).toBe(value))
})

test('what can be read in two ways is not read at all', () => {
  const { measurements, flags } = read(fixture('ncu-csv/undecided.csv'))
  expect(measurements.map(({ value }) => value)).toEqual([980])
  expect(flags.map(({ code }) => code)).toContain('not-a-number')
})

test('times under a profiler are said to be that, in every file', () => {
  for (const name of ['details', 'other-locale', 'raw', 'undecided'])
    expect(read(fixture(`ncu-csv/${name}.csv`)).flags.filter(({ code }) => code === 'profiler-timing')).toHaveLength(1)
})

test('two metrics of one name in two sections are two, and shares of a peak are no results', () => {
  const { measurements } = read(fixture('ncu-csv/details.csv'))
  const throughput = measurements.filter(({ metric, condition }) => metric === 'Memory Throughput' && condition.includes('launch=1'))
  expect(throughput.map(({ unit, role }) => `${unit} ${role}`)).toEqual(['% derived', 'byte/s result'])
})

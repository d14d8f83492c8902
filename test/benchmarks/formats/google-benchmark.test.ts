import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'

const file = (rows: object[], context: object = { num_cpus: 4 }) =>
  read({ path: 'x.json', text: JSON.stringify({ context, benchmarks: rows }), siblings: () => null })
const row = (name: string, more: object = {}) => ({ name, iterations: 1000, real_time: 12.5, cpu_time: 12, time_unit: 'ns', ...more })

describe('repetitions', () => {
  test('are runs of one sample each, whether the file numbers them or only repeats the name', () => {
    const kinds = (rows: object[]) => file(rows).measurements.map(({ samples, sampleKind }) => `${samples} ${sampleKind}`)
    expect(kinds([row('a', { repetitions: 2, repetition_index: 0 })])).toEqual(['1 repetition', '1 repetition'])
    expect(kinds([row('a'), row('a')])).toEqual(Array(4).fill('1 repetition'))
    expect(kinds([row('a'), row('b')])).toEqual(Array(4).fill('1000 iteration'))
  })

  test('do not mix with the rows over them', () => {
    const rows = [row('a', { run_type: 'iteration' }), row('a_mean', { run_name: 'a', run_type: 'aggregate', aggregate_name: 'mean' })]
    expect(file(rows).measurements.map(({ role, sampleKind }) => [role, sampleKind])).toEqual([
      ['result', 'iteration'],
      ['result', 'iteration'],
      ['aggregate', null],
      ['aggregate', null],
    ])
  })
})

test('the unit is each row’s own', () => {
  expect(file([row('a'), row('b', { time_unit: 'ms' })]).measurements.map(({ unit }) => unit)).toEqual(['ns', 'ns', 'ms', 'ms'])
})

test('a coefficient of variation is no time, whatever its time_unit says', () => {
  const cv = row('a_cv', { run_name: 'a', run_type: 'aggregate', aggregate_name: 'cv', aggregate_unit: 'percentage' })
  expect(file([row('a'), cv]).measurements.at(-1)).toMatchObject({ statistic: 'cv', unit: '', role: 'aggregate', better: 'unknown' })
})

test('a counter of the benchmark’s own has no direction', () => {
  const found = file([row('a', { bytes_per_second: 1e9, items_per_second: 5, hits: 3 })]).measurements
  expect(found.slice(2).map(({ metric, unit, better }) => [metric, unit, better])).toEqual([
    ['bytes_per_second', 'B/s', 'higher'],
    ['items_per_second', 'items/s', 'higher'],
    ['hits', '', 'unknown'],
  ])
})

test('a row that failed gives a flag and no zero', () => {
  const { measurements, flags } = file([
    row('a'),
    row('b', { error_occurred: true, error_message: 'no such file', real_time: 0, cpu_time: 0 }),
  ])
  expect(measurements.map(({ benchmark }) => benchmark)).toEqual(['a', 'a'])
  expect(flags).toMatchObject([{ code: 'skipped-or-errored-row', message: 'b has no figures: no such file.' }])
})

test('null is a problem, never 0', () => {
  const { measurements, problems } = file([row('a', { cpu_time: null })])
  expect(measurements.map(({ metric }) => metric)).toEqual(['real_time'])
  expect(problems).toMatchObject([{ line: 1, message: '/benchmarks/0/cpu_time is null: there is no figure, which is not the same as 0.' }])
})

test('every row of a long file has its own text', () => {
  const values = Array.from({ length: 500 }, (_, index) => (index * 0.37 + 1).toExponential(12))
  const rows = values.map(
    (value, index) => `{"name": "a/${index}", "iterations": ${index + 1}, "real_time": ${value}, "cpu_time": ${value}, "time_unit": "ns"}`,
  )
  const { measurements } = read({ path: 'x.json', text: `{"context": {}, "benchmarks": [${rows.join(',\n')}]}`, siblings: () => null })
  expect(measurements.map(({ locator }) => locator.text)).toEqual(values.flatMap((value) => [value, value]))
})

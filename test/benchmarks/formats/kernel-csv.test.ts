import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (path: string, text: string) => read({ path, text, siblings: () => null })

test('a plot without a unit has no direction, one with a unit has', () => {
  const bare = read(fixture('triton-perf-report/softmax-performance.csv'))
  expect(new Set(bare.measurements.map(({ unit, better }) => `${unit} ${better}`))).toEqual(new Set(['unknown unknown']))
  expect(bare.flags.map(({ code }) => code)).toEqual(['unit-unknown', 'direction-unknown'])
  const named = read(fixture('triton-perf-report/with-unit.csv'))
  expect(named.flags).toEqual([])
})

test.each([
  ['whole numbers', 'n,a\n1,2\n3,4\n'],
  ['numbers of other decimals', 'n,a\n1.00,2.0\n3.00,4.0\n'],
  ['words', 'n,a\n1.000000,fast\n3.000000,slow\n'],
  ['one row', 'n,a\n1.000000,2.000000\n'],
  ['rows of other lengths', 'n,a\n1.000000,2.000000\n3.000000\n'],
])('a CSV with %s is not taken for a plot', (_, text) => expect(of('x.csv', text).format).toBeNull())

test('of rows for one thing the newest counts, wherever it stands', () => {
  const { text } = fixture('liger-benchmark-csv/all_benchmark_data.csv')
  const [head = '', old = '', young = '', ...others] = text.split('\n')
  const medians = (csv: string) =>
    of('x.csv', csv)
      .measurements.filter(({ statistic, condition }) => statistic === 'p50' && condition.startsWith('liger, forward'))
      .map(({ value }) => value)
  expect(medians(text)).toEqual([0.0294])
  expect(medians([head, young, old, ...others].join('\n'))).toEqual([0.0294])
})

test('a command with commas of its own leaves the columns before it in their places', () => {
  const { measurements } = read(fixture('flashinfer-benchmark-csv/output.csv'))
  expect(measurements.find(({ condition, statistic }) => condition.startsWith('backend=trtllm-gen') && statistic === 'median')?.value).toBe(
    0.03072,
  )
})

test('a routine that counts no operations has no rate of 0', () => {
  const { measurements } = read(fixture('flashinfer-benchmark-csv/output.csv'))
  expect(measurements.filter(({ benchmark }) => benchmark === 'trtllm_fp4_block_scale_moe').map(({ metric }) => metric)).toEqual([
    'median_time',
    'median_time',
  ])
})

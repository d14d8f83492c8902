import { describe, expect, test } from 'vitest'
import { betterOf, betterOfUnit } from '../../src/benchmarks/direction.ts'
import { labelAbove } from '../../src/benchmarks/label-above.ts'
import { condition, splitKey, splitUnit, statisticName } from '../../src/benchmarks/labels.ts'

describe('splitUnit', () => {
  test.each([
    ['TTFT (ms)', 'TTFT', 'ms'],
    ['Mean [ms]', 'Mean', 'ms'],
    ['HTTP Waiting (TTFB) (ms)', 'HTTP Waiting (TTFB)', 'ms'],
    ['Successful requests:', 'Successful requests', ''],
    ['Time per Output Token (excl. 1st token) mean', 'Time per Output Token (excl. 1st token) mean', ''],
    ['(ms)', '(ms)', ''],
  ])('%s', (label, name, unit) => expect(splitUnit(label)).toEqual({ name, unit }))
})

test('statisticName spells statistics one way', () => {
  expect(['avg', 'Mean', 'med', 'P99', 'p(95)', '99%', '90th percentile', 'p99.9', 'sd', 'StdDev', 'fastest'].map(statisticName)).toEqual([
    'mean',
    'mean',
    'median',
    'p99',
    'p95',
    'p99',
    'p90',
    'p99.9',
    'stddev',
    'stddev',
    'min',
  ])
  expect(['99', 'ttft', '', 'per'].map(statisticName)).toEqual([null, null, null, null])
})

test('splitKey takes the statistic from the front of a key', () => {
  expect(splitKey('p99_ttft_ms')).toEqual({ statistic: 'p99', metric: 'ttft_ms' })
  expect([splitKey('total_input_tokens'), splitKey('mean')]).toEqual([null, null])
})

test('condition joins what is known', () => {
  expect(
    condition([
      ['size', 10],
      ['mode', ''],
      ['warm', true],
      ['limit', null],
    ]),
  ).toBe('size=10, warm=true')
})

describe('which way is good', () => {
  test.each([
    ['req/s', 'higher'],
    ['ops/sec', 'higher'],
    ['TFLOPS', 'higher'],
    ['TFLOPs/s', 'higher'],
    ['GB/s', 'higher'],
    ['Gbps', 'higher'],
    ['ms', 'lower'],
    ['µs', 'lower'],
    ['μs', 'lower'],
    ['ps', 'lower'],
    ['ns/op', 'lower'],
    ['s/iter', 'lower'],
    ['seconds', 'lower'],
    ['widgets', 'unknown'],
    ['MB', 'unknown'],
    ['%', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (unit, better) => expect(betterOfUnit(unit)).toBe(better))

  test('the name of the metric counts before the unit', () => {
    expect([
      betterOf('output_token_throughput', ''),
      betterOf('peak_memory', 'MB'),
      betterOf('accuracy', '%'),
      betterOf('error_rate', '1/s'),
    ]).toEqual(['higher', 'lower', 'higher', 'lower'])
    expect(betterOf('throughput error', 'req/s')).toBe('higher')
    expect(betterOf('widgets', 'widgets')).toBe('unknown')
  })
})

describe('labelAbove', () => {
  test.each([
    ['# This PR', 'candidate', ''],
    ['**main:**', 'baseline', ''],
    ['Before:', 'baseline', ''],
    ['# request rate: 2', 'unknown', 'request rate: 2'],
    ['tip: install termplotlib and gnuplot to plot the metrics', 'unknown', ''],
  ])('%s', (text, side, words) => expect(labelAbove({ text })).toEqual({ side, condition: words }))

  test('says nothing without a line', () => expect(labelAbove(null)).toEqual({ side: 'unknown', condition: '' }))
})

import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const { text } = fixture('mlperf-loadgen/single-stream.txt')
const of = (changed: string) => read({ path: 'mlperf_log_summary.txt', text: changed, siblings: () => null })

test('a run that the tool calls invalid gives no figure', () => {
  const reading = of(text.replace('Result is : VALID', 'Result is : INVALID'))
  expect(reading.measurements).toEqual([])
  expect(reading.flags.map(({ code }) => code)).toEqual(['declared-invalid'])
})

test('nor does a summary that was cut before its verdict', () => {
  const reading = of(text.slice(0, text.indexOf('Result is')))
  expect(reading.measurements).toEqual([])
  expect(reading.problems.map(({ line }) => line)).toEqual([2])
})

test('nor one of accuracy', () => {
  expect(of(text.replace('PerformanceOnly', 'AccuracyOnly')).measurements).toEqual([])
})

test('the percentile of the scenario counts once', () => {
  const p90 = of(text).measurements.filter(({ metric, statistic }) => metric === 'latency' && statistic === 'p90')
  expect(p90.map(({ locator }) => locator.line)).toEqual([7])
})

test('version 0.5 spells its scenario otherwise and means the same', () => {
  const conditions = [text, text.replace('SingleStream', 'Single Stream')].map((one) => of(one).measurements[0]?.condition)
  expect(conditions).toEqual(['scenario=SingleStream', 'scenario=SingleStream'])
})

import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const log = (text: string) => read({ path: 'log.txt', text, siblings: () => null })

test('two reports of one log stay apart, each with its own requests and label', () => {
  const { text } = fixture('trtllm-bench/printed-0.12.txt')
  const reading = log(`# main\n${text}\n# this PR\n${text.replace('21333.25', '25600.5').replace('3000', '2000')}`)
  const tokens = reading.measurements.filter(({ metric }) => metric === 'output_throughput')
  expect(tokens.map(({ side, value, samples }) => [side, value, samples])).toEqual([
    ['baseline', 21333.25, 3000],
    ['candidate', 25600.5, 2000],
  ])
})

test('the mean of single speeds is never a result, nor is a rate of handing over', () => {
  const { measurements, flags } = read(fixture('trtllm-bench/report.json'))
  expect(measurements.filter(({ value }) => value === 912.5).map(({ role }) => role)).toEqual(['derived'])
  expect(measurements.filter(({ value }) => value > 1e9)).toEqual([])
  expect(flags.map(({ code }) => code)).toContain('implausible')
})

test('the sign of the threshold is the direction, against the name if need be', () => {
  const { text } = fixture('trtllm-perf-csv/base_perf.csv')
  const flipped = text.replaceAll('",-0.1,', '",0.1,')
  const better = (reading: ReturnType<typeof read>) => reading.measurements.find(({ metric }) => metric === 'TOKEN_THROUGHPUT')?.better
  expect(better(log(text))).toBe('higher')
  expect(better(log(flipped))).toBe('lower')
})

test('rows of another length than the header are refused', () => {
  const { text } = fixture('trtllm-perf-csv/perf_script_test_results.csv')
  const reading = log(text.replace('61.25,', '61.25,7,'))
  expect(reading.measurements.map(({ value }) => value)).toEqual([981.75])
  expect(reading.flags.map(({ code }) => code)).toContain('malformed-row')
})

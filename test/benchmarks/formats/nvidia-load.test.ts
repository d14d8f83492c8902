import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (path: string, text: string) => read({ path, text, siblings: () => null })

test('a name that the console wrapped is whole, with its unit', () => {
  const names = read(fixture('genai-perf/console.txt')).measurements.map(({ metric, unit }) => `${metric} ${unit}`)
  expect(names).toContain('output_token_throughput_per_user tokens/sec/user')
})

test('figures that a narrow console cut off are refused, not read as smaller ones', () => {
  const { measurements, flags } = read(fixture('genai-perf/console.txt'))
  expect(measurements.filter(({ metric }) => metric === 'request_latency')).toEqual([])
  expect(flags.map(({ code }) => code)).toContain('malformed-row')
})

test('moments in time are no measurements', () => {
  for (const path of ['aiperf/records.json', 'aiperf/flat.json', 'aiperf/profile_export_aiperf.csv'])
    expect(read(fixture(path)).measurements.filter(({ value }) => value > 1e15)).toEqual([])
})

test('the two tools are told apart by what only one of them writes', () => {
  const { text } = fixture('aiperf/flat.json')
  expect(of('x.json', text).format).toBe('aiperf')
  const plain = text.replace(/,\s*"was_cancelled": false,\s*"error_summary": \[\]/, '')
  expect(of('x.json', plain).format).toBe('genai-perf')
})

test('a cancelled run says so', () => {
  expect(read(fixture('aiperf/version-1.3.json')).flags.map(({ message }) => message)).toContain('The run was cancelled before its end.')
})

test('each generation gives the same metrics under the same names', () => {
  const ttft = (path: string) =>
    read(fixture(path)).measurements.find(({ metric, statistic }) => metric === 'time_to_first_token' && statistic === 'mean')
  const found = ['records.json', 'flat.json', 'version-1.3.json', 'profile_export_aiperf.csv', 'console.txt'].map((name) =>
    ttft(`aiperf/${name}`),
  )
  expect(found.map((one) => [one?.value, one?.unit, one?.samples])).toEqual([
    [40.5, 'ms', 95],
    [40.5, 'ms', 95],
    [40.5, 'ms', 200],
    [40.5, 'ms', 95],
    [40.5, 'ms', 195],
  ])
})

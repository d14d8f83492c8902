import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const times = (path: string, benchmark: string) =>
  read(fixture(path)).measurements.filter(
    (one) => one.benchmark === benchmark && one.statistic === 'mean' && one.condition === 'Device=0, Elements=65536',
  )

test('JSON and CSV of one run give the same times under the same names', () => {
  const [json, csv] = ['nvbench/v1.json', 'nvbench/table.csv'].map((path) =>
    times(path, 'scan').map(({ metric, value, unit, samples, spread }) => ({ metric, value, unit, samples, spread })),
  )
  expect(csv).toEqual(json)
  expect(json?.map(({ metric }) => metric)).toEqual(['CPU Time', 'GPU Time', 'Batch GPU'])
})

test('isolated and batched launches stay apart, each with its own number of them', () => {
  const samples = times('nvbench/v1.json', 'scan').map((one) => `${one.metric} ${one.samples}`)
  expect(samples).toEqual(['CPU Time 311', 'GPU Time 311', 'Batch GPU 330'])
})

test('rates and noise are the time once more, and never compared', () => {
  const { measurements } = read(fixture('nvbench/v1.json'))
  const metrics = measurements.filter(({ role, metric }) => role === 'result' && metric !== 'Rows kept').map(({ metric }) => metric)
  expect([...new Set(metrics)]).toEqual(['CPU Time', 'GPU Time', 'Batch GPU'])
})

test('a mean of too few launches has no spread, not an infinite one', () => {
  const { measurements, flags } = read(fixture('nvbench/v1.json'))
  expect(measurements.find(({ benchmark, metric }) => benchmark === 'empty' && metric === 'GPU Time')?.spread).toBeNull()
  expect(flags.filter(({ message }) => message.includes('inf'))).toEqual([])
})

test('a skipped state gives its reason and no figure', () => {
  const { measurements, flags } = read(fixture('nvbench/v1.json'))
  expect(measurements.filter(({ condition }) => condition.includes('Elements=16'))).toEqual([])
  expect(flags.find(({ code }) => code === 'skipped-or-errored-row')?.message).toBe(
    'scan (Device=0, Elements=16) was skipped: Too few elements.',
  )
})

import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (path: string, text: string) => read({ path, text, siblings: () => null })

test('equal rows under headings of their own are different figures', () => {
  const [, table = ''] = fixture('llama-bench/tables.md').text.split('## This PR\n')
  const reading = of('x.md', `## GPU 0\n${table}\n## GPU 1\n${table}`)
  expect(reading.measurements.map(({ condition }) => condition)).toEqual(['GPU 0, pp512', 'GPU 0, tg128', 'GPU 1, pp512', 'GPU 1, tg128'])
})

test("another tool's table of the same kind is not taken for it", () => {
  const { text } = fixture('llama-bench/tables.md')
  expect(of('x.md', text.replaceAll(/t\/s( *\|)/g, 't/s (total)$1')).format).not.toBe('llama-bench')
})

test('a row that fits its header only by shifting has to prove it by its own arithmetic', () => {
  const { measurements, flags } = read(fixture('llama-bench/tests-2023.csv'))
  expect(measurements.filter(({ role }) => role === 'result').map(({ value }) => value)).toEqual([5120])
  expect(flags.map(({ code }) => code)).toEqual(['malformed-row', 'malformed-row'])
})

test('all five forms of one run give the same tests and rates', () => {
  const rates = (path: string) =>
    read(fixture(path))
      .measurements.filter(({ role, condition }) => role === 'result' && !condition.includes('d4096') && !condition.includes('+'))
      .map(({ metric, value, unit }) => `${metric} ${value} ${unit}`)
  const expected = ['prefill_throughput 5120 t/s', 'decode_throughput 200 t/s']
  for (const form of ['tests.json', 'tests.csv', 'tests.sql']) expect(rates(`llama-bench/${form}`)).toEqual(expected)
})

test('what the tool says about many devices above its table is no prose', () => {
  const { text } = fixture('llama-bench/tables.md')
  const device = '  Device 0: NVIDIA GeForce RTX 4090, compute capability 8.9, VMM: yes\n'
  expect(of('x.md', text.replace(device, device.repeat(4))).format).toBe('llama-bench')
})

test('a cell without a rate is a flag', () => {
  const { text } = fixture('llama-bench/tables.md')
  const reading = of('x.md', text.replace('5120.25 ± 12.50', 'OOM'))
  expect(reading.measurements).toHaveLength(3)
  expect(reading.flags.map(({ code }) => code)).toEqual(['not-a-number'])
})

test('repetitions run in one process and are repetitions; forms without them say no number', () => {
  const kinds = (path: string) => {
    const [rate] = read(fixture(path)).measurements.filter(({ role }) => role === 'result')
    return [rate?.sampleKind, rate?.samples, rate?.values?.length]
  }
  expect(kinds('llama-bench/tests.json')).toEqual(['repetition', 3, 3])
  expect(kinds('llama-bench/tests.csv')).toEqual(['repetition', null, undefined])
})

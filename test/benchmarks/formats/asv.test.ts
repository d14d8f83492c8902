import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { convert } from '../../../src/benchmarks/units.ts'
import { fixture } from '../figures.ts'

const result = 'asv/results/laptop/4c1d2e3f-virtualenv-py3.12-numpy.json'

test('null failed and NaN was skipped: neither is 0', () => {
  const { measurements, flags } = read(fixture('asv/version-1.json'))
  expect(measurements.map(({ value }) => value)).not.toContain(0)
  expect(flags.filter(({ code }) => code === 'skipped-or-errored-row').map(({ message }) => message)).toEqual([
    'parse.time_failure has no figure: it failed.',
    'parse.time_skipped has no figure: it was skipped.',
    "parse.time_lines (param1=100, param2='a') has no figure: it failed.",
  ])
})

describe('benchmarks.json', () => {
  const { text, path } = fixture(result)
  const track = (siblings: (name: string) => string | null) =>
    read({ path, text, siblings }).measurements.find(({ benchmark }) => benchmark === 'parse.track_ratio')?.unit
  test('names units, from beside the file or the folder above', () => {
    const suite = fixture('asv/results/benchmarks.json').text
    expect(track((name) => (name === 'benchmarks.json' ? suite : null))).toBe('x')
    expect(track((name) => (name === '../benchmarks.json' ? suite : null))).toBe('x')
    expect(track(() => null)).toBe('')
    expect(track(() => '{ broken')).toBe('')
  })

  test('is no stranger, and holds no figure', () =>
    expect(read(fixture('asv/results/benchmarks.json'))).toMatchObject({ format: 'asv', measurements: [], problems: [] }))
})

test('the last parameter varies fastest', () => {
  const conditions = read(fixture(result)).measurements.filter(({ benchmark }) => benchmark.endsWith('time_split'))
  expect(conditions.map(({ condition }) => condition)).toEqual([
    "size=10, separator=','",
    "size=10, separator=';'",
    "size=1000, separator=','",
  ])
})

test('samples are repetitions, with their values where they were kept', () => {
  const words = read(fixture(result)).measurements.find(({ benchmark }) => benchmark.endsWith('time_words'))
  expect(words).toMatchObject({ samples: 4, sampleKind: 'repetition', values: [0.00012, 0.000108, 0.00011, 0.00011] })
})

test('a bare prefix of bytes is a power of 1,000', () => expect(convert(2.42, 'k (bytes)', 'bytes', 'asv')).toBe(2420))

test('the name of the machine, which is a host’s, stays in the file', () =>
  expect(Object.values(read(fixture('asv/version-1.json')).environment)).not.toContain('marias-laptop'))

describe('asv compare', () => {
  test.each(['compare.md', 'compare-old.txt'])('%s has both sides by the heads of its columns', (name) => {
    const [first, second] = read(fixture(`asv/${name}`)).measurements
    expect(first).toMatchObject({ side: 'baseline', value: 1.25, unit: 'μs', better: 'lower' })
    expect(second).toMatchObject({ side: 'candidate', value: 1.02, benchmark: first?.benchmark, condition: first?.condition })
  })

  test('ratios are not read', () => expect(read(fixture('asv/compare.md')).measurements.map(({ value }) => value)).not.toContain(0.82))
})

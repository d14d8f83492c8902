/** Catch2, JavaScript's tools, Julia and Luau: what their readers must not make of their files. */
import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const reading = (text: string) => read({ path: 'x.txt', text, siblings: () => null })
const codes = (path: string) => read(fixture(path)).flags.map(({ code }) => code)

describe('Catch2', () => {
  test('bounds are in the unit of their figure', () => {
    const wide = read(fixture('catch2/sections.txt')).measurements.find(({ value }) => value === 5.33099)
    expect(wide).toMatchObject({ unit: 'us', spread: { low: 0.657778, high: 12.3427 } })
  })

  test.each(['sections.txt', 'sections.xml', 'no-analysis.txt'])('%s: what runs once for each section is repeated', (name) => {
    const means = read(fixture(`catch2/${name}`)).measurements.filter(({ statistic }) => statistic === 'mean')
    expect(means.map(({ benchmark, samples, sampleKind }) => `${benchmark.slice(0, 12)} ${samples} ${sampleKind}`)).toEqual([
      'Sums/sum of  1 repetition',
      'Sums/larger  100 iteration',
      'Sums/sum of  1 repetition',
      'Sums/sum of  1 repetition',
      'Strings/appe 100 iteration',
    ])
  })

  test('no time at all is flagged', () => expect(codes('catch2/version-2.txt')).toEqual(['implausible']))
})

describe('Benchmark.js', () => {
  test('the last " x " is the tool’s', () => {
    const { measurements } = reading('2 x 2 x 81.61 ops/sec ±1.70% (69 runs sampled)\nthis x line has 5 ops/sec\n')
    expect(measurements).toMatchObject([{ benchmark: '2 x 2', value: 81.61, samples: 69, better: 'higher' }])
  })

  test('without a margin there is no spread', () =>
    expect(reading('a x 86,937,932 ops/sec (11 runs sampled)\n').measurements).toMatchObject([{ value: 86937932, spread: null }]))
})

describe('mitata and Deno', () => {
  test('thousands are parted by apostrophes', () => {
    const max = read(fixture('mitata/version-0.1.txt')).measurements.find(({ statistic }) => statistic === 'max')
    expect(max).toMatchObject({ value: 33235, unit: 'ns', locator: { text: "33'235 ns" } })
  })

  test('a function that the compiler removed is flagged, in JSON and in the table', () => {
    expect(codes('mitata/words.json')).toContain('implausible')
    expect(codes('mitata/words.txt')).toContain('implausible')
  })

  test('what throws has no figures', () => {
    for (const path of ['mitata/words.json', 'mitata/words.txt', 'mitata/words.md', 'deno-bench/words.json', 'deno-bench/words.txt'])
      expect(read(fixture(path)).flags.filter(({ code }) => code === 'skipped-or-errored-row')).toHaveLength(1)
  })

  test('files of one run keep benchmarks of one name apart', () => {
    const noops = read(fixture('deno-bench/words.json')).measurements.filter(
      ({ benchmark, statistic }) => benchmark === 'noop' && statistic === 'mean',
    )
    expect(noops.map(({ condition }) => condition)).toEqual(['split.bench.ts', 'join.bench.ts'])
  })

  test('a home directory is flagged, the folder of a runner is not', () => {
    expect(codes('deno-bench/words.txt')).toContain('private-path')
    expect(codes('deno-bench/version-1.txt')).toEqual([])
  })
})

describe('BenchmarkTools.jl', () => {
  test('the middle of a trial is one of its samples', () => {
    const times = read(fixture('julia-benchmarktools/words.json')).measurements.filter(({ benchmark }) => benchmark === 'words/join')
    expect(times[0]).toMatchObject({ statistic: 'p50', value: 1204, samples: 4, sampleKind: 'iteration' })
  })

  test('an estimate of an unknown kind is flagged, an empty trial gives no figure', () => {
    expect(codes('julia-benchmarktools/words.json')).toEqual(['derived-value', 'skipped-or-errored-row'])
    expect(read(fixture('julia-benchmarktools/words.json')).measurements.some(({ benchmark }) => benchmark.includes('sum'))).toBe(false)
  })
})

describe('Luau', () => {
  test('the total is a sum and not compared; means stand twice and count once', () => {
    const { measurements } = read(fixture('luau-bench/two-drivers.txt'))
    expect(measurements.filter(({ benchmark }) => benchmark === 'Total').map(({ role }) => role)).toEqual(['aggregate', 'aggregate'])
    expect(measurements.filter(({ value }) => value === 15.041)).toHaveLength(1)
  })

  test('one executable sets nothing apart', () =>
    expect(new Set(read(fixture('luau-bench/table-only.txt')).measurements.map(({ condition }) => condition))).toEqual(new Set([''])))
})

describe('github-action-benchmark, history', () => {
  const { measurements } = read(fixture('github-action-benchmark-history/data.js'))
  test('an entry is a commit and never a side', () => {
    expect(new Set(measurements.map(({ side }) => side))).toEqual(new Set(['unknown']))
    expect(new Set(measurements.map(({ condition }) => condition))).toEqual(new Set(['4c1d2e3', '9e8d7c6']))
  })

  test('the custom tools say which way is good, of the others the unit', () =>
    expect(measurements.map(({ unit, better }) => `${unit} ${better}`).slice(-3)).toEqual(['words higher', 'B/op lower', 'levels unknown']))
})

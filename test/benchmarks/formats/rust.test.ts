/** What the readers of Rust's benchmarks must not make of their files; their figures are tested by ../formats.test.ts. */
import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/benchmarks/compare.ts'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const reading = (text: string, path = 'x.txt') => read({ path, text, siblings: () => null })
const codes = (path: string) => read(fixture(path)).flags.map(({ code }) => code)

describe('libtest', () => {
  test('a benchmark that comes again is another run of the program', () => {
    const line = 'test a ... bench:       1,000 ns/iter (+/- 10)\n'
    expect(reading(line).measurements).toMatchObject([{ samples: null, sampleKind: 'iteration' }])
    expect(reading(line + line).measurements.map(({ samples, sampleKind }) => [samples, sampleKind])).toEqual([
      [1, 'process'],
      [1, 'process'],
    ])
  })

  test('benchmarks of one name in two programs stay apart', () => {
    const conditions = read(fixture('libtest/two-targets.txt')).measurements.filter(({ benchmark }) => benchmark === 'words')
    expect(conditions.map(({ condition }) => condition)).toEqual(['src/lib.rs', 'benches/words.rs'])
  })

  test('what failed or was removed by the compiler is flagged', () =>
    expect(codes('libtest/two-targets.txt').toSorted()).toEqual(['implausible', 'skipped-or-errored-row']))

  test('a rate follows the unit and megabytes are derived', () => {
    const { measurements } = reading('test a ... bench:         12 MS/s (+/- 1)\ntest b ... bench:   10 ns/iter (+/- 1) = 12 MB/s\n')
    expect(measurements.map(({ benchmark, unit, better, role }) => [benchmark, unit, better, role])).toEqual([
      ['a', 'MS/s', 'higher', 'result'],
      ['b', 'ns/iter', 'lower', 'result'],
      ['b', 'MB/s', 'higher', 'derived'],
    ])
  })

  test('JSON lines are read among what cargo prints', () => {
    const { format, measurements } = reading('   Compiling x\n{ "type": "bench", "name": "a", "median": 12, "deviation": 3 }\n')
    expect(format).toBe('libtest')
    expect(measurements).toMatchObject([{ value: 12, spread: { kind: 'range', value: 3 }, locator: { line: 2, text: '12' } }])
  })
})

describe('cargo-criterion', () => {
  const { measurements, problems } = read(fixture('cargo-criterion-json/split.jsonl'))
  test('a change is a fraction, whatever its unit says, and never compared', () => {
    const changes = measurements.filter(({ statistic }) => statistic.endsWith('change'))
    expect(changes.map(({ value, unit, role }) => [value, unit, role])).toEqual([
      [-0.1213, 'fraction', 'derived'],
      [-0.1187, 'fraction', 'derived'],
    ])
  })

  test('the samples are totals over their iterations', () =>
    expect(measurements.find(({ statistic }) => statistic === 'mean')?.values).toEqual([210, 204, 208, 203, 209]))

  test('flat sampling has no slope, which is no fault', () => expect(problems).toEqual([]))
})

describe('Iai and Gungraun', () => {
  test('counts are exact from one run', () => {
    const { measurements } = read(fixture('gungraun/new-and-old.txt'))
    const formats = new Map(measurements.map(({ id }) => [id, 'gungraun']))
    const { comparisons } = compare({ measurements, formats })
    const instructions = comparisons.filter(({ metric }) => metric === 'Instructions')
    expect(instructions.map(({ tier, ratio }) => [tier, ratio?.toFixed(4)])).toEqual([
      ['X', '0.9784'],
      ['X', '1.0000'],
    ])
  })

  test('hits of one cache have no direction', () => {
    const better = (path: string, metric: string) => read(fixture(path)).measurements.find((one) => one.metric === metric)?.better
    expect([better('gungraun/new-and-old.txt', 'L1 Hits'), better('iai/first-run.txt', 'L1 Accesses')]).toEqual(['unknown', 'unknown'])
    expect(better('gungraun/new-and-old.txt', 'I1 Miss Rate')).toBe('lower')
  })

  test('threads, and comparisons with other functions, are not the benchmark’s figures', () => {
    const values = read(fixture('gungraun/new-and-old.txt')).measurements.map(({ value }) => value)
    expect(values).not.toContain(10256)
    expect(values.filter((value) => value === 410256)).toHaveLength(1)
  })

  test('without an old value nobody says which side it is', () =>
    expect(new Set(read(fixture('gungraun/grid.txt')).measurements.map(({ side }) => side))).toEqual(new Set(['unknown'])))

  test.each(['summaries.jsonl', 'summary-v2.json', 'summary-v3.json'])('%s names metrics as the terminal does', (name) => {
    const { measurements } = read(fixture(`gungraun/${name}`))
    expect(measurements[0]).toMatchObject({ metric: 'Instructions', value: 1812, unit: 'instructions', samples: 1 })
    expect(measurements.find(({ metric }) => metric === 'Total bytes')).toMatchObject({ value: 320, condition: 'dhat' })
  })
})

describe('Divan', () => {
  const { measurements } = read(fixture('divan/words.txt'))
  test('names are ways through the tree', () =>
    expect(new Set(measurements.map(({ benchmark }) => benchmark))).toEqual(
      new Set(['tree::count::1', 'tree::count::a longer argument', 'tree::upper::constant', 'tree::upper::short']),
    ))

  test('rates are the times turned round, the fastest first', () =>
    expect(measurements.filter(({ unit }) => unit === 'GB/s').map(({ statistic, role }) => [statistic, role])).toEqual([
      ['max', 'derived'],
      ['min', 'derived'],
      ['median', 'derived'],
      ['mean', 'derived'],
    ]))

  test('an indented tree is the same tree', () => {
    const input = fixture('divan/words.txt')
    const indented = read({ ...input, text: input.text.replaceAll(/^(?=.)/gm, '    ') })
    expect(indented.measurements.map(({ benchmark, value }) => [benchmark, value])).toEqual(
      measurements.map(({ benchmark, value }) => [benchmark, value]),
    )
  })
})

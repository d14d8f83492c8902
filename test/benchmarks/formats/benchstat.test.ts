import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/benchmarks/compare.ts'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const sides = (text: string) =>
  read({ path: 'x.txt', text, siblings: () => null })
    .measurements.filter(({ role }) => role === 'result')
    .map(({ side, value }) => `${side} ${value}`)
const table = (first: string, second: string) => `       │ ${first.padEnd(11)} │ ${second.padEnd(36)} │
       │   sec/op    │   sec/op     vs base                 │
A-8      10.00n ± 1%   20.00n ± 2%  +100.00% (p=0.000 n=6)
`

describe('the sides of a table', () => {
  test.each([
    ['old.txt', 'new.txt', ['baseline 10', 'candidate 20']],
    ['new.txt', 'old.txt', ['candidate 10', 'baseline 20']],
    ['main.txt', 'x.txt', ['baseline 10', 'candidate 20']],
    ['x.txt', 'before.txt', ['candidate 10', 'baseline 20']],
    ['a.txt', 'b.txt', ['baseline 10', 'candidate 20']],
  ])('%s and %s: names decide, else "vs base"', (first, second, expected) => expect(sides(table(first, second))).toEqual(expected))
})

test('a row without one of its sides is read by its place', () => {
  const rows = read(fixture('benchstat/two-files.txt')).measurements.filter(({ benchmark }) => /Gone|Added/.test(benchmark))
  expect(rows.map(({ benchmark, side, value, unit }) => [benchmark, side, value, unit])).toEqual([
    ['Gone-8', 'baseline', 1.25, 'µs/op'],
    ['Added-8', 'candidate', 12.5, 'µs/op'],
  ])
})

test('a geomean is never compared', () => {
  const { comparisons } = compare({ measurements: read(fixture('benchstat/two-files.txt')).measurements })
  expect(comparisons.map(({ benchmark }) => benchmark)).toEqual(['Get/parallel-8', 'Get/serial-8', 'New-8', 'Copy-8'])
})

test('the table and the CSV of the same files say the same', () => {
  const figures = (path: string) =>
    read(fixture(path))
      .measurements.filter(({ benchmark, role }) => benchmark === 'Get/parallel-8' && role === 'result')
      .map(({ side, samples, spread, metric }) => ({ side, samples, spread, metric }))
  expect(figures('benchstat/two-files.csv')).toEqual(figures('benchstat/two-files.txt'))
})

test('divan’s table has bars too, and is not benchstat’s', () => {
  const divan =
    'fib       fastest       │ slowest       │ median        │ mean          │ samples │ iters\n├─ small  1.2 ns        │ 1.5 ns        │ 1.2 ns        │ 1.2 ns        │ 100     │ 100\n'
  expect(read({ path: 'x.txt', text: divan, siblings: () => null }).format).not.toBe('benchstat')
})

/** A table may say what it holds against what by its own ratio column; only where the arithmetic leaves one reading. */
import { describe, expect, test } from 'vitest'
import { agree } from '../../../src/benchmarks/prose/ratio.ts'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

function sides(header: string, rows: string[]): string {
  const table = `| case | ${header} |\n|---|${'---|'.repeat(header.split('|').length)}\n${rows.map((row) => `| ${row} |`).join('\n')}\n`
  return readText(table)
    .measurements.map((one) => one.side)
    .join(' ')
}

describe('the base follows from', () => {
  test.each([
    ['a speed-up of times', 'A (ms) | B (ms) | speedup', ['x | 20.0 | 10.0 | 2.00x'], 'baseline candidate'],
    ['a speed-up of times, turned', 'B (ms) | A (ms) | speedup', ['x | 10.0 | 20.0 | 2.00x'], 'candidate baseline'],
    ['a speed-up of rates', 'A (tok/s) | B (tok/s) | speedup', ['x | 10.0 | 20.0 | 2.00x'], 'baseline candidate'],
    ['a change in per cent', 'off (ms) | on (ms) | Δ', ['x | 100.0 | 80.0 | -20.0%'], 'baseline candidate'],
    ['a change in per cent, turned', 'on (ms) | off (ms) | Δ', ['x | 80.0 | 100.0 | -20.0%'], 'candidate baseline'],
    ['a gain in per cent', 'A (ms) | B (ms) | gain', ['x | 100.0 | 80.0 | 20.0%'], 'baseline candidate'],
    ['a verdict in words', 'A | B | Change', ['x | 2.00 ms | 1.00 ms | +2.00x faster'], 'baseline candidate'],
  ])('%s', (_, header, rows, expected) => {
    expect(sides(header, rows)).toBe(expected)
  })
})

describe('nothing follows from', () => {
  test.each([
    ['a bare ratio', 'A (ms) | B (ms) | ratio', ['x | 20.0 | 10.0 | 2.00']],
    ['a ratio of something else', 'A (ms) | B (ms) | speedup', ['x | 20.0 | 10.0 | 3.10x']],
    ['a change too small to tell', 'A (ms) | B (ms) | Δ', ['x | 100.0 | 100.2 | +0.2%']],
    ['rows that contradict each other', 'A (ms) | B (ms) | speedup', ['x | 20.0 | 10.0 | 2.00x', 'y | 10.0 | 20.0 | 2.00x']],
    ['three variants', 'A (ms) | B (ms) | C (ms) | speedup', ['x | 20.0 | 10.0 | 10.0 | 2.00x']],
  ])('%s', (_, header, rows) => {
    expect(sides(header, rows)).toMatch(/^unknown( unknown)+$/)
  })
})

describe('rows together', () => {
  test.each([
    [['x', 'almost x', 'almost x'], 'x'],
    [['y', null, 'almost y'], 'y'],
    // A slip alone proves nothing, and one against the others contradicts them.
    [['almost x', 'almost x'], null],
    [['x', 'x', 'almost y'], null],
    [['y', 'almost x'], null],
    [['x', 'almost x', 'almost y'], null],
    [['x', 'y'], null],
    [['x', 'x', 'x', 'neither'], 'x'],
    [['x', 'x', 'neither'], null],
  ] as const)('%j: %s', (votes, base) => expect(agree([...votes])).toBe(base))
})

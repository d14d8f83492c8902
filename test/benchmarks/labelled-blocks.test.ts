import { describe, expect, test } from 'vitest'
import { read } from '../../src/benchmarks/read.ts'

const sides = (text: string) =>
  read({ path: 'x.txt', text, siblings: () => null }).measurements.map(({ side, value }) => `${side} ${value}`)
const go = (time: number) => `BenchmarkGet-8 \t 100 \t ${time} ns/op\n`

describe('a text of several outputs', () => {
  test.each([
    ['lines that end in a colon', `Before:\n${go(12)}\nAfter:\n${go(10)}`],
    ['headings', `## main\n${go(12)}\n## This PR (3 trials)\n${go(10)}`],
    ['bare words', `main\n\n${go(12)}\nPR\n\n${go(10)}`],
    ['an echo of a script', `=== baseline ===\n${go(12)}=== candidate ===\n${go(10)}`],
  ])('has its sides from %s', (_, text) => expect(sides(text)).toEqual(['baseline 12', 'candidate 10']))

  test('may come back to a side', () =>
    expect(sides(`before\n${go(12)}after\n${go(10)}before\n${go(13)}after\n${go(11)}`)).toEqual([
      'baseline 12',
      'candidate 10',
      'baseline 13',
      'candidate 11',
    ]))

  test('has none from one label, from labels without figures, or from a line that says more', () => {
    expect(sides(`After:\n${go(12)}`)).toEqual(['unknown 12'])
    expect(sides(`Before:\nAfter:\n${go(12)}`)).toEqual(['unknown 12'])
    expect(sides(`compiling the main crate\n${go(12)}then the patch for it\n${go(10)}`)).toEqual(['unknown 12', 'unknown 10'])
  })

  test.each([
    ['words that say nothing of the same', `Building base image:\n${go(12)}Downloading new crates:\n${go(10)}`],
    ['a fetch and a start', `Fetching origin/main:\n${go(12)}Now running:\n${go(10)}`],
  ])('has none from %s, though they end in a colon', (_, text) => expect(sides(text)).toEqual(['unknown 12', 'unknown 10']))

  test.each([
    ['the same words', `Running baseline:\n${go(12)}Running candidate:\n${go(10)}`],
    ['commits', `main (5ef4cba):\n${go(12)}PR (deadbee):\n${go(10)}`],
  ])('has them from lines with %s beside the side', (_, text) => expect(sides(text)).toEqual(['baseline 12', 'candidate 10']))

  test('ends a side at a heading of something else that looks like those of the sides', () => {
    expect(sides(`## main\n${go(12)}## PR\n${go(10)}## On another machine\n${go(9)}`)).toEqual(['baseline 12', 'candidate 10', 'unknown 9'])
    expect(sides(`=== main ===\n${go(12)}=== PR ===\n${go(10)}=== ARM ===\n${go(9)}`)).toEqual(['baseline 12', 'candidate 10', 'unknown 9'])
  })

  test('goes on below headings that the tool writes on both sides, and smaller ones', () => {
    const half = (side: string, ...[a, b]: [number, number]) => `## ${side}\n## copy\n${go(a)}## scan\n${go(b)}### ${side} only\n`
    expect(sides(half('main', 12, 22) + half('PR', 10, 20))).toEqual(['baseline 12', 'baseline 22', 'candidate 10', 'candidate 20'])
  })

  test('is read at once, however many lines say a side', () => {
    const text = go(12).repeat(10_000) + 'before\nafter\n'.repeat(30_000) + go(10)
    const start = process.cpuUsage()
    expect(sides(text)).toHaveLength(10_001)
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1)
  })

  test('leaves what stands above the first label alone', () =>
    expect(sides(`${go(9)}before\n${go(12)}after\n${go(10)}`)).toEqual(['unknown 9', 'baseline 12', 'candidate 10']))
})

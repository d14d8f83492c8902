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

  test('leaves what stands above the first label alone', () =>
    expect(sides(`${go(9)}before\n${go(12)}after\n${go(10)}`)).toEqual(['unknown 9', 'baseline 12', 'candidate 10']))
})

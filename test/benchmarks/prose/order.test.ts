/** Labels decide the side; where something stands decides nothing. */
import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

/** Value and side of every result, in order of value. */
function sides(text: string): string[] {
  return readText(text)
    .measurements.filter((one) => one.role === 'result')
    .map((one) => `${one.value} ${one.side}`)
    .sort()
}

const block = (value: number): string => `\`\`\`\ndecode latency: ${value} ms\nprefill latency: ${value + 1} ms\n\`\`\``

describe('turned round, the sides stay', () => {
  test.each([
    ['captions', [`Before:\n\n${block(10)}`, `After:\n\n${block(20)}`]],
    ['list items', [`- main\n\n${block(10)}`, `- this PR\n\n${block(20)}`]],
    ['headings', [`## Old\n\n${block(10)}`, `## New\n\n${block(20)}`]],
    ['comments in one fence', ['```\n# main\ndecode latency: 10 ms\n```', '```\n# this PR\ndecode latency: 20 ms\n```']],
    ['lines', ['Before: 10 ms\n', 'After: 20 ms\n']],
    [
      'summaries',
      [`<details><summary>main</summary>\n\n${block(10)}\n\n</details>`, `<details><summary>PR</summary>\n\n${block(20)}\n\n</details>`],
    ],
  ])('%s', (_, [one = '', other = '']) => {
    const forth = sides(`${one}\n\n${other}`)
    expect(sides(`${other}\n\n${one}`)).toEqual(forth)
    expect(new Set(forth.map((line) => line.split(' ')[1]))).toEqual(new Set(['baseline', 'candidate']))
  })

  test('columns and rows of a table', () => {
    const columns = (a: string, b: string, x: number, y: number): string =>
      `| case | ${a} | ${b} |\n|---|---|---|\n| load | ${x} ms | ${y} ms |\n`
    expect(sides(columns('main', 'PR', 10, 20))).toEqual(['10 baseline', '20 candidate'])
    expect(sides(columns('PR', 'main', 20, 10))).toEqual(['10 baseline', '20 candidate'])
    const rows = (a: string, b: string, x: number, y: number): string =>
      `| build | load (ms) |\n|---|---|\n| ${a} | ${x} |\n| ${b} | ${y} |\n`
    expect(sides(rows('main', 'this PR', 10, 20))).toEqual(['10 baseline', '20 candidate'])
    expect(sides(rows('this PR', 'main', 20, 10))).toEqual(['10 baseline', '20 candidate'])
  })
})

describe('without labels there is no side', () => {
  test.each([
    ['two blocks', `${block(10)}\n\nand\n\n${block(20)}`],
    ['two names', '| case | EngineA (ms) | EngineB (ms) |\n|---|---|---|\n| load | 10 | 20 |\n'],
    ['parts of one program', '| case | main thread (ms) | worker thread (ms) |\n|---|---|---|\n| load | 10 | 20 |\n'],
    ['stages of one run', '| case | before GC (MB) | after GC (MB) |\n|---|---|---|\n| load memory | 10 | 20 |\n'],
    ['rows', '| engine | load (ms) |\n|---|---|\n| A | 10 |\n| B | 20 |\n'],
  ])('%s', (_, text) => {
    expect(sides(text).every((line) => line.endsWith('unknown'))).toBe(true)
    expect(sides(text).length).toBeGreaterThan(1)
  })
})

test('labels of different settings do not meet', () => {
  const text = `main, batch 8:\n\n${block(10)}\n\nthis PR, batch 16:\n\n${block(20)}`
  const conditions = readText(text).measurements.map((one) => one.condition)
  expect(new Set(conditions).size).toBe(2)
})

test('rows of one table with different settings do not meet', () => {
  const text = '| build | load (ms) |\n|---|---|\n| main, batch 8 | 10 |\n| this PR, batch 16 | 20 |\n'
  const conditions = readText(text).measurements.map((one) => one.condition)
  expect(new Set(conditions).size).toBe(2)
})

test('an old and a new column of two things do not meet', () => {
  const { measurements } = readText('| case | old latency (ms) | new overhead (ms) |\n|---|---|---|\n| load | 10 | 20 |\n')
  expect(new Set(measurements.map((one) => one.metric)).size).toBe(2)
})

test('a column without a label beside a labelled one is said to be so', () => {
  const { measurements, flags } = readText('| case | main (ms) | fused (ms) |\n|---|---|---|\n| load | 10 | 20 |\n')
  expect(measurements.map((one) => one.side)).toEqual(['baseline', 'candidate'])
  expect(flags.map((flag) => flag.code)).toEqual(['variants-compared'])
})

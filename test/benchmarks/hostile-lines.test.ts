/** A line of a few hundred kilobytes of one thing inside a real output: a reader answers at once, whatever it answers. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from '../../src/benchmarks/read.ts'

test.each([
  ['asv/run.txt', 'a'],
  ['benchstat/swapped-and-single.txt', '1 '],
  ['sglang-bench-serving/sglang_1103_120_512_128.jsonl', ','],
])('%s with %j for ever', (path, unit) => {
  const own = readFileSync(new URL(`../fixtures/benchmarks/${path}`, import.meta.url), 'utf8')
  const half = Math.floor(own.length / 2)
  const text = own.slice(0, half) + unit.repeat(300_000 / unit.length) + own.slice(half)
  const start = performance.now()
  read({ path, text, siblings: () => null })
  expect(performance.now() - start).toBeLessThan(3000)
})

import { expect, test } from 'vitest'
import { eachLine, splitLines } from '../../../src/benchmarks/document/lines.ts'

function cut(text: string): { number: number; text: string }[] {
  const found: { number: number; text: string }[] = []
  eachLine(text, 3, (from, to, number) => found.push({ number, text: text.slice(from, to) }))
  return found
}

test.each(['', 'a', 'a\nb', 'a\n\n', '\n', 'a\rb\nc\r', '\r\r', 'x\ny\r\rz\n'])('finds the lines that are cut out of %j', (text) =>
  expect(cut(text)).toEqual(splitLines(text, 3)))

test('looks through a text once, however long it is, also when it was compiled for short ones', () => {
  const row = 'BenchmarkGet/shards=4-8  5000000  214.9 ns/op  48 B/op\n'
  const small = row.repeat(70)
  let length = 0
  const walk = (text: string) => eachLine(text, 1, (from, to) => (length += to - from))
  for (let time = 0; time < 5000; time++) walk(small)
  const large = `${row.repeat(100_000)}PASS\n`
  const started = performance.now()
  walk(large)
  expect(performance.now() - started).toBeLessThan(1000)
  expect(length).toBeGreaterThan(5_000_000)
})

/** Seeded: broken and random Markdown neither breaks the reader, nor stops it, nor makes it invent. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean } from '../../../src/benchmarks/document/decode.ts'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
const folder = join(import.meta.dirname, '../../fixtures/prose')
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))

/** A linear congruential generator, so that a failure comes again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Random = (below: number) => number

const pieces =
  '| |---| ``` ~~~ \n \n\n # > - 1. before after main PR 12.3_ms 1,234_tok/s ± → -> from_ to_ % x ( ) [ ]( <table> <tr><td> <!-- ** ` │ ┌ { "a":1 ===== Speedup 1e999 \u0000 \r 𝟙 took_ sec/op 12:00:00 Δ'
    .split(' ')
    .map((piece) => piece.replace('_', ' '))

function piece(random: Random): string {
  return pieces[random(pieces.length)] ?? ''
}

function mutated(random: Random): string {
  let text = texts[random(texts.length)] ?? ''
  for (let i = 0; i < 1 + random(8); i++) {
    const at = random(text.length)
    const to = Math.min(text.length, at + random(80))
    const way = random(3)
    if (way === 0) text = text.slice(0, at) + text.slice(to)
    else if (way === 1) text = text.slice(0, at) + piece(random) + text.slice(at)
    else text = text.slice(0, at) + text.slice(at, to) + text.slice(at)
  }
  return text
}

function made(random: Random): string {
  return Array.from({ length: random(300) }, () => piece(random)).join('')
}

function characters(random: Random): string {
  return Array.from({ length: random(1500) }, () => String.fromCharCode(random(random(10) < 9 ? 127 : 65_535))).join('')
}

/** Every figure is a number, and its text stands on the line that it names. */
function holdsOnly(text: string): void {
  const source = clean(text)
  const lines = source.split('\n')
  const reading = readText(text)
  for (const { value, locator } of reading.measurements) {
    expect(Number.isFinite(value)).toBe(true)
    expect(locator.text).not.toBe('')
    const from = (locator.line ?? 0) - 1
    expect(lines.slice(from, from + locator.text.split('\n').length).join('\n')).toContain(locator.text)
  }
  for (const change of reading.statedChanges) expect(source).toContain(change.text)
}

describe('no crash, nothing invented', () => {
  test.each([
    ['mutated texts', mutated, isLong ? 1000 : 80],
    ['pieces put together', made, isLong ? 400 : 40],
    ['random characters', characters, isLong ? 400 : 40],
  ] as const)('%s', (_, make, rounds) => {
    const random = randomFrom(20_261_125)
    for (let i = 0; i < rounds; i++) holdsOnly(make(random))
  })
})

describe('no hang: 60 KB of the worst', () => {
  test.each([
    '[a](',
    '> ',
    '- ',
    '`',
    '- a\n  - b\n',
    'to <!--',
    'took to ',
    '| a ',
    '1 ms, ',
    '  1',
    '(a)',
    'A=1 ',
    'a\n\n',
    'Before: 1 ms\n',
    '- 12:00:00\n',
    'from 1 ms to 2 ms ',
  ])('%j', (unit) => {
    const text = unit.repeat(Math.ceil(60_000 / unit.length))
    const start = performance.now()
    readText(text)
    // The aim is one second on a quiet machine; tests run beside each other.
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

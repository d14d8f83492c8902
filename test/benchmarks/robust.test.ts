import { describe, expect, test } from 'vitest'
import { decode } from '../../src/benchmarks/document/decode.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { ReaderInput } from '../../src/model.ts'
import { figureLines, fixture, fixtures } from './figures.ts'

/** The same text in other clothes must give the same figures at the same places. */
const clothes: Record<string, (text: string) => Uint8Array> = {
  'a byte order mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'Windows line ends': (text) => new TextEncoder().encode(text.replaceAll('\n', '\r\n')),
  'UTF-16 as PowerShell writes it': (text) => utf16(`\ufeff${text.replaceAll('\n', '\r\n')}`),
  'terminal colours': (text) =>
    new TextEncoder().encode(text.replaceAll(/^/gm, '\u001b[0m').replaceAll(/(\d)(?=\s|$)/gm, '$1\u001b[1m\u001b[K')),
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer)
}

function inClothes(input: ReaderInput, dress: (text: string) => Uint8Array): ReaderInput {
  return { ...input, text: decode(dress(input.text)) }
}

describe.each(Object.entries(clothes))('%s', (_, dress) => {
  test.each(fixtures())('%s reads the same', (path) => {
    const input = fixture(path)
    expect(figureLines(read(inClothes(input, dress)))).toBe(figureLines(read(input)))
  })
})

describe('a file that was cut off', () => {
  test.each(fixtures().filter((path) => /\.jsonl?$/.test(path)))('%s gives only what is in it, and says so', (path) => {
    const input = fixture(path)
    const text = input.text.trimEnd().slice(0, -Math.ceil(input.text.length / 3))
    const reading = read({ ...input, text })
    const whole = new Set(read(input).measurements.map(({ value }) => value))
    expect(reading.measurements.filter(({ value }) => !whole.has(value))).toEqual([])
    expect(reading.problems.length).toBeGreaterThan(0)
    expect(reading.problems[0]?.line).toBeGreaterThan(0)
  })

  test.each(fixtures())('%s does not break the reader at any of its cuts', (path) => {
    const input = fixture(path)
    for (let cut = 0; cut < 20; cut++) read({ ...input, text: input.text.slice(0, Math.floor((input.text.length * cut) / 20)) })
  })
})

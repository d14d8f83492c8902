/** Seeded: files broken in every way that a byte, a token or a line can break must not break a reader, nor make it invent. */
import { describe, expect, test } from 'vitest'
import { clean, decode } from '../../src/benchmarks/document/decode.ts'
import { openDocument } from '../../src/benchmarks/document/document.ts'
import { formats } from '../../src/benchmarks/formats.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { ReaderInput, Reading } from '../../src/model.ts'
import { fixture, fixtures } from './figures.ts'
import { type Random, randomFrom } from './random.ts'

const odd = [
  'null',
  'NaN',
  '-Infinity',
  '""',
  '{}',
  '[]',
  '1e999',
  '-0',
  '"12"',
  '12,345',
  '±',
  '%',
  '│',
  '|',
  '\u0000',
  '\ufffd',
  'true',
  '9007199254740993',
  '()',
  '\\',
]

/** Each takes a text and returns it broken. */
const breaks: Record<string, (text: string, random: Random) => string> = {
  'a number is something else': (text, random) => replaceOne(text, /-?\d[\d.]*(?:e[-+]?\d+)?/g, odd[random(odd.length)] ?? '', random),
  'a string is something else': (text, random) => replaceOne(text, /"[^"\n]*"/g, odd[random(odd.length)] ?? '', random),
  'a word is gone': (text, random) => replaceOne(text, /[A-Za-z_]+/g, '', random),
  'a line is gone': (text, random) => lines(text, (all) => all.splice(random(all.length), 1)),
  'a line comes twice': (text, random) => lines(text, (all) => all.splice(random(all.length), 0, all[random(all.length)] ?? '')),
  'two lines are swapped': (text, random) => lines(text, (all) => swap(all, random(all.length), random(all.length))),
  'a piece is gone': (text, random) => cut(text, random(text.length), random(200)),
  'characters are others': (text, random) => replaceAt(text, random(text.length), odd[random(odd.length)] ?? ''),
  'the end is gone': (text, random) => text.slice(0, random(text.length)),
  'the beginning is gone': (text, random) => text.slice(random(text.length)),
  'a piece comes many times': (text, random) => repeatPiece(text, random(text.length), random(40)),
  'everything is on one line': (text) => text.replaceAll('\n', ' '),
}

function replaceOne(text: string, pattern: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(pattern)]
  const match = found[random(found.length)]
  return match === undefined ? text : text.slice(0, match.index) + by + text.slice(match.index + match[0].length)
}

function lines(text: string, change: (all: string[]) => void): string {
  const all = text.split('\n')
  change(all)
  return all.join('\n')
}

function swap(all: string[], a: number, b: number): void {
  const [first = '', second = ''] = [all[a], all[b]]
  all[a] = second
  all[b] = first
}

function cut(text: string, from: number, length: number): string {
  return text.slice(0, from) + text.slice(from + length)
}

function replaceAt(text: string, index: number, by: string): string {
  return text.slice(0, index) + by + text.slice(index + by.length)
}

function repeatPiece(text: string, from: number, length: number): string {
  return text.slice(0, from) + text.slice(from, from + length).repeat(50) + text.slice(from + length)
}

/** What no input may make of a reading. */
function check(reading: Reading, text: string): void {
  const ids = new Set(reading.measurements.map(({ id }) => id))
  expect(ids.size).toBe(reading.measurements.length)
  const all = text.split('\n')
  for (const measurement of reading.measurements) {
    const { locator, value, samples, spread } = measurement
    if (!Number.isFinite(value) || locator.text === '' || !text.includes(locator.text))
      expect.fail(`invented: ${JSON.stringify(measurement)}`)
    if (samples !== null && !(Number.isInteger(samples) && samples >= 0))
      expect.fail(`no number of samples: ${JSON.stringify(measurement)}`)
    if (locator.line !== undefined && !all[locator.line - 1]?.includes(locator.text))
      expect.fail(`not in its line: ${JSON.stringify(measurement)}`)
    if ([spread?.value, spread?.low, spread?.high].some((part) => part !== undefined && !Number.isFinite(part)))
      expect.fail(`no spread: ${JSON.stringify(measurement)}`)
  }
}

function breakFile(input: ReaderInput, seed: number): string {
  const random = randomFrom(seed)
  const ways = Object.values(breaks)
  let { text } = input
  for (let times = 1 + random(3); times > 0; times--) text = ways[random(ways.length)]?.(text, random) ?? text
  return clean(text)
}

describe.each(fixtures())('%s, broken', (path) => {
  const input = fixture(path)
  // Long fixtures are broken less often: the whole file must stay within seconds.
  const rounds = Math.max(4, Math.min(20, Math.floor(40_000 / (input.text.length + 1))))

  test(`in ${rounds} ways`, () => {
    for (let round = 0; round < rounds; round++) {
      const text = breakFile(input, round * 7919 + path.length)
      check(read({ ...input, text }), text)
    }
  })
})

describe('files that are nothing', () => {
  test.each(formats)('$name reads none of them, and does not fall over when it must', ({ name, detect }) => {
    const random = randomFrom(name.length * 31 + name.charCodeAt(0))
    for (let round = 0; round < 30; round++) {
      const text = clean(decode(Uint8Array.from({ length: random(400) }, () => random(256))))
      expect(detect(openDocument({ path: 'x', text, siblings: () => null }))).toBe(false)
      check(read({ path: 'x', text, siblings: () => null }, { format: name }), text)
    }
  })

  test.each(formats)('$name, when a person insists, reads other tools’ files without inventing', ({ name }) => {
    const random = randomFrom(name.length * 17 + name.charCodeAt(1))
    const all = fixtures()
    for (let round = 0; round < 15; round++) {
      const input = fixture(all[random(all.length)] ?? '')
      check(read(input, { format: name }), input.text)
    }
  })
})

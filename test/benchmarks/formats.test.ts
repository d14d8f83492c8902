import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../src/benchmarks/document/document.ts'
import { parseJson } from '../../src/benchmarks/document/json-parse.ts'
import { flagCodes } from '../../src/benchmarks/flag-codes.ts'
import { formats } from '../../src/benchmarks/formats.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { Measurement } from '../../src/model.ts'
import { figureLines, figuresEnding, fixture, fixtureRoot, fixtures } from './figures.ts'

/** Texts that two tools write alike on purpose; whichever comes first in `formats` reads them. */
const lookAlikes: Record<string, string[]> = {}

describe.each(fixtures())('%s', (path) => {
  const input = fixture(path)
  const reading = read(input)

  test('holds the figures that lie beside it', () => {
    const expected = join(fixtureRoot, path + figuresEnding)
    expect(
      existsSync(expected),
      `no ${path}${figuresEnding}: run "npm run new:format -- ${path.split('/')[0]} --figures" and read it`,
    ).toBe(true)
    expect(figureLines(reading)).toBe(readFileSync(expected, 'utf8'))
  })

  test('is recognised by its own reader and by no other', () => {
    const document = openDocument(input)
    const own = path.split('/')[0] ?? ''
    const readers = formats.filter((reader) => reader.detect(document)).map((reader) => reader.name)
    expect(readers.filter((name) => !lookAlikes[own]?.includes(name))).toEqual([own])
  })

  test('has every figure where its locator says', () => {
    for (const { locator, value, id } of reading.measurements) {
      expect(Number.isFinite(value), id).toBe(true)
      expect(input.text, id).toContain(locator.text)
      if (locator.pointer === undefined) {
        const line = input.text.split('\n')[(locator.line ?? 0) - 1]
        expect(line, id).toContain(locator.text)
      } else expect(Number(resolve(input.text, locator.pointer)), id).toBe(value)
    }
    expect(new Set(reading.measurements.map(({ id }) => id)).size).toBe(reading.measurements.length)
  })

  test('compares results only, each of them once', () => {
    const names = reading.measurements.filter(({ role }) => role === 'result').map((one) => identity(reading.format, one))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('raises flags of the closed list only', () => {
    expect(reading.flags.map(({ code }) => code).filter((code) => !flagCodes.some((known) => known === code))).toEqual([])
  })
})

describe.each(formats)('$name', ({ name, primary }) => {
  test('has a fixture', () => expect(fixtures(name)).not.toEqual([]))

  test('names primary metrics that its files hold', () => {
    const metrics = new Set(fixtures(name).flatMap((path) => read(fixture(path)).measurements.map(({ metric }) => metric)))
    expect(primary.filter((metric) => !metrics.has(metric))).toEqual([])
    expect(primary.length).toBeLessThanOrEqual(4)
  })
})

test('formats have names of their own', () => {
  const names = formats.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

/** Formats whose files hold several runs under one name, a record or block each. */
const runsInOneFile = new Set(['vllm-bench-serve'])

/** Runs of one file share everything but their place. */
function identity(
  format: string | null,
  { benchmark, metric, statistic, condition, side, sampleKind, samples, locator }: Measurement,
): string {
  const isRun = (['repetition', 'process', 'trial'].includes(sampleKind ?? '') && samples === 1) || runsInOneFile.has(format ?? '')
  const repetition = isRun ? (locator.pointer ?? locator.line) : ''
  return [benchmark, metric, statistic, condition, side, repetition].join(' | ')
}

function resolve(text: string, pointer: string): unknown {
  const values = parseJson(text)?.values ?? []
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], values.length === 1 ? values[0] : values)
}

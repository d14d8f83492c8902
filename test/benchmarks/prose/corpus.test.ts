/**
 * Labelled texts of real pull requests. They restate other people's words and stay outside the project; where they lie
 * beside it, the reader and the pairing are held against every label.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pair } from '../../../src/benchmarks/pair.ts'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'
import type { Measurement } from '../../../src/model.ts'

const folder = join(import.meta.dirname, '../../../../shared/corpus/pull-requests')
const present = existsSync(folder)

interface Label {
  before: number | null
  after: number | null
  change: string | null
  class: string
  quote: string
  before_quote?: string
}

interface Case {
  texts: { markdown: string }[]
  expected: { measurements: Label[]; traps: string[] }
}

const same = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))

function numbers(text: string | null | undefined): number[] {
  const plain = (text ?? '').replace(/(\d),(?=\d{3})/g, '$1')
  return [...plain.matchAll(/[-+−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi)].map(([digits]) => Number(digits.replace('−', '-')))
}

function isKnown(value: number, labels: readonly Label[]): boolean {
  return labels.some(
    (label) =>
      same(label.before, value) ||
      same(label.after, value) ||
      numbers(`${label.change ?? ''} ${label.quote} ${label.before_quote ?? ''}`).some((one) => same(Math.abs(one), Math.abs(value))),
  )
}

function isTrap(value: number, { measurements, traps }: Case['expected']): boolean {
  const labelled = measurements.some((label) => same(label.before, value) || same(label.after, value))
  return !labelled && traps.some((trap) => numbers(trap).length === 1 && same(Math.abs(numbers(trap)[0] ?? 0), Math.abs(value)))
}

function score(one: Case): { values: string[]; wrong: string[]; traps: string[]; found: number; pairs: number } {
  const labels = one.expected.measurements
  const read = one.texts.map(({ markdown }) => readText(markdown).measurements)
  const results = read.flat().filter((m) => m.role === 'result')
  const paired = read.flatMap((measurements) => pair({ measurements }).pairs)
  const fits = (before: readonly Measurement[], after: readonly Measurement[]) => (label: Label) =>
    before.some((m) => same(m.value, label.before)) && after.some((m) => same(m.value, label.after))
  const wanted = labels.filter((label) => label.class !== 'workload' && label.before !== null && label.after !== null)
  return {
    values: results.filter((m) => !isKnown(m.value, labels)).map((m) => `${m.metric} ${m.value}`),
    wrong: paired
      .filter(({ baseline, candidate }) => !labels.some(fits(baseline, candidate)))
      .map(({ metric, baseline, candidate }) => `${metric} ${baseline[0]?.value} → ${candidate[0]?.value}`),
    traps: results.filter((m) => isTrap(m.value, one.expected)).map((m) => `${m.metric} ${m.value}`),
    found: wanted.filter((label) => paired.some(({ baseline, candidate }) => fits(baseline, candidate)(label))).length,
    pairs: wanted.length,
  }
}

describe.skipIf(!present)('texts beside the project (../shared/corpus, skipped where it is absent)', () => {
  const cases = present
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({ name, score: score(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case) }))
    : []

  test('no pair that nobody stated', () => {
    expect(cases.flatMap(({ name, score: { wrong } }) => wrong.map((one) => `${name}: ${one}`))).toEqual([])
  })

  test('no figure that is none', () => {
    expect(cases.flatMap(({ name, score: { traps, values } }) => [...traps, ...values].map((one) => `${name}: ${one}`))).toEqual([])
  })

  test('at least 90 % of the stated pairs', () => {
    const sum = (of: (one: ReturnType<typeof score>) => number): number => cases.reduce((total, one) => total + of(one.score), 0)
    expect(sum((one) => one.found) / sum((one) => one.pairs)).toBeGreaterThanOrEqual(0.9)
  })
})

/**
 * How long each reader of JSON takes for 10 MB of its tool, against JSON.parse of the same text: until all is read and
 * judged, and beside it until each figure was looked at too (what a figure says is worked out when somebody looks).
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { read } from '../src/benchmarks/read.ts'
import type { ReaderInput, Reading } from '../src/model.ts'
import type { Figure } from './figure.ts'
import { inflations } from './inflate.ts'

const BYTES = 10e6
const RUNS = 5
const folder = join(import.meta.dirname, '../test/fixtures/benchmarks')

interface Case {
  name: string
  input: ReaderInput
}

/** The largest file of each format that can grow. */
export async function run(): Promise<Figure[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.jsonl?$/.test(path))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .filter((path, index, all) => all.findIndex((other) => formatOf(other) === formatOf(path)) === index)
    .sort()
  const found = files.flatMap((path) => {
    const made = grown(path)
    return made === null ? [] : [{ name: path, ...times(made) }]
  })
  const worst = found.toSorted((a, b) => b.ratio - a.ratio)
  const over = worst.filter(({ ratio }) => ratio > 2)
  const looked = found.map((one) => one.looked).toSorted((a, b) => b - a)
  const above = over.length === 0 ? 'none' : over.map(({ name, ratio }) => `${name} ${ratio.toFixed(1)}`).join(', ')
  return [
    {
      name: `reading 10 MB of each of ${found.length} JSON formats against JSON.parse, the slowest`,
      value: worst[0]?.ratio ?? Number.NaN,
      unit: '×',
      limit: 2,
      bound: 'at-most',
      detail: `medians of ${RUNS} alternating runs; ${above} above; median ${middle(worst.map(({ ratio }) => ratio)).toFixed(2)}; with every figure looked at the slowest ${looked[0]?.toFixed(1)}, median ${middle(looked).toFixed(2)}`,
    },
  ]
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function sizeOf(path: string): number {
  return statSync(join(folder, path)).size
}

function formatOf(path: string): string {
  return path.split('/')[0] ?? ''
}

/** The file at 10 MB, in the way that still holds figures; null for one that cannot grow (one run a file). */
function grown(path: string): Case | null {
  const full = join(folder, path)
  const small = readFileSync(full, 'utf8')
  const siblings = (name: string) => {
    try {
      return readFileSync(join(full, '..', name), 'utf8')
    } catch {
      return null
    }
  }
  const before = read({ path, text: small, siblings })
  for (const inflate of inflations(small, BYTES)) {
    const text = inflate()
    const after = read({ path, text, siblings })
    if (after.format === before.format && after.measurements.length > 20 * before.measurements.length)
      return { name: relative(folder, full), input: { path, text, siblings } }
  }
  return null
}

/** Ratios to JSON.parse: of reading, and of reading and looking at each figure. */
function times({ input }: Case): { ratio: number; looked: number } {
  const text = input.text as string
  const isLines = text.trimEnd().split('\n', 2)[1]?.startsWith('{') === true
  const parse = () =>
    isLines
      ? text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
      : (JSON.parse(text) as unknown)
  const measured = { parse: [] as number[], read: [] as number[], looked: [] as number[] }
  for (let round = 0; round < RUNS; round++) {
    globalThis.gc?.()
    const parses = performance.now()
    parse()
    measured.parse.push(performance.now() - parses)
    globalThis.gc?.()
    const reads = performance.now()
    const reading = read(input)
    measured.read.push(performance.now() - reads)
    if (Number.isNaN(sumOf(reading))) throw new Error(`${input.path}: a figure is no number`)
    measured.looked.push(performance.now() - reads)
  }
  const parsing = median(measured.parse)
  return { ratio: median(measured.read) / parsing, looked: median(measured.looked) / parsing }
}

function sumOf({ measurements }: Reading): number {
  return measurements.reduce((sum, { benchmark, value, unit }) => sum + benchmark.length + value + unit.length, 0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

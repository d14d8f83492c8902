import type { Better } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { FlagCode } from '../flag-codes.ts'
import { sideOf } from '../prose/side.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'

/** https://github.com/golang/proposal/blob/master/design/14313-benchmark-format.md */
export const goBench: Reader = {
  name: 'go-bench',
  title: 'Go testing.B',
  docs: 'Text of `go test -bench`; each row of `-count` is a run, `Unit … better=` lines are obeyed.',
  primary: ['sec/op', 'B/s', 'B/op', 'allocs/op'],
  detect: (document) => matches(document, /^Benchmark\S*[ \t]+\d+[ \t]+[-+.\deE]+[ \t]+\S/m),
  parse(document, found) {
    const { blocks, rows, units } = benchmarkRows(document, found)
    const manyPackages = new Set(blocks.map(({ configuration }) => configuration.get('pkg'))).size > 1
    const contexts = new Map(blocks.map((block) => [block, contextOf(block, manyPackages)]))
    const measuredAs = remember((unit) => measuredIn(unit, units))
    for (const row of rows) readRow(row, contexts.get(row.block) ?? {}, measuredAs, found)
  },
}

/** Rows under one configuration, which may stand in several places. */
interface Block {
  readonly configuration: ReadonlyMap<string, string>
  readonly key: string
  /** How often each benchmark was run. */
  readonly runs: Map<string, number>
}

interface Row {
  readonly line: Line
  readonly name: string
  readonly iterations: number
  /** Where in the line values and units begin, alternating. */
  readonly from: number
  readonly block: Block
}

const environmentKeys = new Map([
  ['goos', 'os'],
  ['goarch', 'arch'],
  ['cpu', 'cpu'],
])

/** Of one line: to find each figure in a megabyte takes its time. */
const longest = 20_000

function benchmarkRows(document: Document, found: Findings): { blocks: Block[]; rows: Row[]; units: ReadonlyMap<string, string> } {
  const rows: Row[] = []
  const units = new Map<string, string>()
  const blocks = new Map<string, Block>()
  let configuration = new Map<string, string>()
  let block: Block | null = null
  for (const line of document.lines) {
    if (line.text.startsWith('Benchmark')) {
      const row = line.text.length > longest ? null : rowOf(line.text)
      if (line.text.length > longest)
        found.flag('malformed-row', `A line of ${line.text.length} characters is not read: no benchmark has so many figures.`, { line })
      if (row === null) continue
      block ??= blockOf(configuration, blocks)
      block.runs.set(row.name, (block.runs.get(row.name) ?? 0) + 1)
      rows.push({ line, block, name: row.name, iterations: row.iterations, from: row.from })
      continue
    }
    const setting = /^([a-z][^\s:A-Z]*):(?:[ \t]+(.*))?$/.exec(line.text)
    const unit = /^Unit[ \t]+(\S+)[ \t]+(.*)$/.exec(line.text)
    if (setting?.[1] !== undefined) {
      configuration = new Map(configuration).set(setting[1], setting[2]?.trim() ?? '')
      block = null
      const key = environmentKeys.get(setting[1])
      if (key !== undefined) found.environment(key, setting[2] ?? '')
    } else if (unit?.[1] !== undefined) {
      const better = /\bbetter=(higher|lower)\b/.exec(unit[2] ?? '')?.[1]
      if (better !== undefined) units.set(unit[1], better)
    } else if (/^(?:--- FAIL|FAIL\b)/.test(line.text)) {
      found.flag('skipped-or-errored-row', `The run failed: ${line.text.trim()}.`, { line })
    }
  }
  return { blocks: [...blocks.values()], rows, units }
}

/** `BenchmarkGet/shards=4-8  5000000  214.9 ns/op`: the name, how often, and where the figures begin; null for a line without them. */
function rowOf(line: string): Pick<Row, 'name' | 'iterations' | 'from'> | null {
  const behind = endOfWord(line, 'Benchmark'.length)
  const start = startOfWord(line, behind)
  const end = endOfWord(line, start)
  const from = startOfWord(line, end)
  const iterations = line.slice(start, end)
  if (!/^\d+$/.test(iterations) || from >= line.length) return null
  const path = line.slice('Benchmark'.length, behind)
  return { name: path.startsWith('/') || path === '' ? `Benchmark${path}` : path, iterations: Number(iterations), from }
}

function blockOf(configuration: ReadonlyMap<string, string>, blocks: Map<string, Block>): Block {
  const key = [...configuration.values()].join()
  const block = blocks.get(key) ?? { configuration, key, runs: new Map() }
  blocks.set(key, block)
  return block
}

function readRow(
  { line, name, iterations, from, block }: Row,
  context: Context,
  measuredAs: (unit: string) => Measured,
  found: Findings,
): void {
  const { text: whole } = line
  const repeated = (block.runs.get(name) ?? 0) > 1
  const { side = 'unknown', condition = '' } = context
  const ran: Ran = repeated
    ? { benchmark: name, side, condition, samples: 1, sampleKind: 'repetition' }
    : { benchmark: name, side, condition, samples: iterations, sampleKind: 'iteration' }
  let start = from
  while (start < whole.length) {
    const behind = endOfWord(whole, start)
    const unitStart = startOfWord(whole, behind)
    const end = endOfWord(whole, unitStart)
    const unit = whole.slice(unitStart, end)
    const value = unit === '' ? null : toValue(whole.slice(start, behind))
    const say = (code: FlagCode, message: string) =>
      found.flag(code, message, { line, text: whole.slice(start, unit === '' ? behind : end) })
    if (value === null) say('malformed-row', `${name}: "${whole.slice(start, end).trim()}" is no pair of a value and a unit.`)
    else {
      const measured = measuredAs(unit)
      found.stretch(line, start, end, value, ran, measured)
      if (measured.better === 'unknown') say('direction-unknown', `Nothing says whether more or less ${unit} is better.`)
      if (value < 1 && value > 0 && unit === 'ns/op')
        say('implausible', `${name} takes less than a nanosecond: the compiler may have removed the work.`)
    }
    start = startOfWord(whole, end)
  }
}

function toValue(word: string): number | null {
  const value = /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : (readCell(word)?.value ?? null)
  return value !== null && Number.isFinite(value) ? value : null
}

function startOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) > 32) at++
  return at
}

/** Names of benchstat (golang.org/x/perf/benchunit), so that files and benchstat tables pair; the unit stays as written. */
const tidy: Record<string, { metric: string; better: Better }> = {
  'ns/op': { metric: 'sec/op', better: 'lower' },
  'MB/s': { metric: 'B/s', better: 'higher' },
  'B/op': { metric: 'B/op', better: 'lower' },
  'allocs/op': { metric: 'allocs/op', better: 'lower' },
}

function measuredIn(unit: string, declared: ReadonlyMap<string, string>): Measured {
  const known = entryOf(tidy, unit) ?? { metric: unit, better: betterOfUnit(unit) }
  const said = declared.get(unit) ?? declared.get(known.metric)
  return { metric: known.metric, unit, better: said === 'higher' || said === 'lower' ? said : known.better, statistic: 'mean' }
}

type Context = Pick<Ran, 'side' | 'condition'>

/**
 * File configuration that sets a row apart: the package when there are several, and keys of the author's own. One that
 * names a side (`note: before`) says just that.
 */
function contextOf({ configuration }: Block, manyPackages: boolean): Context {
  const own = [...configuration].filter(([key, value]) => value !== '' && (key === 'pkg' ? manyPackages : !environmentKeys.has(key)))
  const side = own.map(([key, value]) => (key === 'pkg' ? 'unknown' : sideOf(value).side)).find((one) => one !== 'unknown') ?? 'unknown'
  const rest = own.filter(([key, value]) => key === 'pkg' || sideOf(value).side === 'unknown')
  return { side, condition: rest.map(([key, value]) => `${key}: ${value}`).join(', ') }
}

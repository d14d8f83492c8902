import type { Better } from '../../model.ts'
import { betterOfUnit } from '../direction.ts'
import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { FlagCode } from '../flag-codes.ts'
import { sideOf } from '../prose/side.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { endOfWord, figuresOf, iterationsOf, nameOf, prefix, startOfWord, valueAt } from './go-bench-row.ts'

/** https://github.com/golang/proposal/blob/master/design/14313-benchmark-format.md */
export const goBench: Reader = {
  name: 'go-bench',
  title: 'Go testing.B',
  docs: 'Text of `go test -bench`; each row of `-count` is a run, `Unit … better=` lines are obeyed.',
  primary: ['sec/op', 'B/s', 'B/op', 'allocs/op'],
  detect: (document) => matches(document, /^Benchmark\S*[ \t]+\d+[ \t]+[-+.\deE]+[ \t]+\S/m),
  parse(document, found) {
    const units = declaredUnits(document)
    readLines(
      document,
      remember((unit) => measuredIn(unit, units)),
      found,
    )
  },
}

/** Rows under one configuration, which may stand in several places. */
interface Block {
  readonly configuration: ReadonlyMap<string, string>
  readonly rows: Line[]
  /** What was run in one of its rows; asked when all rows are known. */
  readonly ran: (row: Line) => Ran
}

const environmentKeys = new Map([
  ['goos', 'os'],
  ['goarch', 'arch'],
  ['cpu', 'cpu'],
])

/** Of one line: to find each figure in a megabyte takes its time. */
const longest = 20_000

type MeasuredAs = (unit: string) => Measured

/** What `Unit … better=` lines say, wherever they stand. */
function declaredUnits({ text, lines }: Document): ReadonlyMap<string, string> {
  const units = new Map<string, string>()
  if (!text.includes('better=')) return units
  for (const line of lines) {
    const [, unit, said = ''] = /^Unit[ \t]+(\S+)[ \t]+(.*)$/.exec(line.text) ?? []
    const better = /\bbetter=(higher|lower)\b/.exec(said)?.[1]
    if (unit !== undefined && better !== undefined) units.set(unit, better)
  }
  return units
}

/** Rows are read where they stand in the text: of hundreds of thousands no line is cut out before somebody looks. */
function readLines({ text, firstLine }: Document, measuredAs: MeasuredAs, found: Findings): void {
  const blocks = new Map<string, Block>()
  const columns: Column[] = []
  let configuration = new Map<string, string>()
  let block: Block | null = null
  eachLine(text, firstLine, (from, to, number) => {
    if (text.startsWith(prefix, from)) {
      const line = new LateLine(number, text, from, to)
      const figures = to - from > longest ? null : figuresOf(text, from, to)
      if (to - from > longest)
        found.flag('malformed-row', `A line of ${to - from} characters is not read: no benchmark has so many figures.`, { line })
      if (figures === null) return
      block ??= blockOf(configuration, blocks)
      block.rows.push(line)
      readRow({ line, text, from, to }, figures, block, columns, measuredAs, found)
      return
    }
    const words = text.slice(from, to)
    const setting = /^([a-z][^\s:A-Z]*):(?:[ \t]+(.*))?$/.exec(words)
    if (setting?.[1] !== undefined) {
      configuration = new Map(configuration).set(setting[1], setting[2]?.trim() ?? '')
      block = null
      const key = environmentKeys.get(setting[1])
      if (key !== undefined) found.environment(key, setting[2] ?? '')
    } else if (/^(?:--- FAIL|FAIL\b)/.test(words)) {
      found.flag('skipped-or-errored-row', `The run failed: ${words.trim()}.`, { line: { number, text: words } })
    }
  })
}

function blockOf(configuration: ReadonlyMap<string, string>, blocks: Map<string, Block>): Block {
  const key = [...configuration.values()].join()
  const block = blocks.get(key) ?? openBlock(configuration, blocks)
  blocks.set(key, block)
  return block
}

function openBlock(configuration: ReadonlyMap<string, string>, blocks: ReadonlyMap<string, Block>): Block {
  const rows: Line[] = []
  let said: { context: Context; repeated: ReadonlySet<string> } | null = null
  function ran({ text }: Line): Ran {
    said ??= { context: contextOf(configuration, blocks), repeated: repeatedAmong(rows) }
    const { side = 'unknown', condition = '' } = said.context
    const benchmark = nameOf(text)
    return said.repeated.has(benchmark)
      ? { benchmark, side, condition, samples: 1, sampleKind: 'repetition' }
      : { benchmark, side, condition, samples: iterationsOf(text), sampleKind: 'iteration' }
  }
  return { configuration, rows, ran }
}

/** The benchmarks that were run more than once. */
function repeatedAmong(rows: readonly Line[]): ReadonlySet<string> {
  const once = new Set<string>()
  const repeated = new Set<string>()
  let last = ''
  for (const { text } of rows) {
    const name = nameOf(text)
    // Most runs of `-count` stand below each other.
    if (name === last || once.has(name)) repeated.add(name)
    else once.add(name)
    last = name
  }
  return repeated
}

/** The unit that stood at a place among the figures of the row before, and most likely stands there again. */
interface Column {
  readonly unit: string
  readonly measured: Measured
}

/** Where a row stands. */
interface Row {
  readonly line: Line
  readonly text: string
  readonly from: number
  readonly to: number
}

function readRow(row: Row, figures: number, block: Block, columns: Column[], measuredAs: MeasuredAs, found: Findings): void {
  const { line, text, from, to } = row
  for (let start = figures, count = 0; start < to; count++) {
    const behind = endOfWord(text, start)
    const unitStart = startOfWord(text, behind, to)
    const end = endOfWord(text, unitStart)
    const value = end === unitStart ? null : valueAt(text, start, behind)
    if (value === null) {
      const message = `${nameOf(line.text)}: "${text.slice(start, end).trim()}" is no pair of a value and a unit.`
      found.flag('malformed-row', message, { line, text: text.slice(start, end === unitStart ? behind : end) })
    } else {
      let column = columns[count]
      if (column === undefined || end - unitStart !== column.unit.length || !text.startsWith(column.unit, unitStart)) {
        const unit = text.slice(unitStart, end)
        column = { unit, measured: measuredAs(unit) }
        columns[count] = column
      }
      found.stretch(line, start - from, end - from, value, block.ran, column.measured)
      judge(value, column, row, start, end, found)
    }
    start = startOfWord(text, end, to)
  }
}

function judge(value: number, { unit, measured }: Column, { line, text }: Row, start: number, end: number, found: Findings): void {
  const say = (code: FlagCode, message: string) => found.flag(code, message, { line, text: text.slice(start, end) })
  if (measured.better === 'unknown') say('direction-unknown', `Nothing says whether more or less ${unit} is better.`)
  if (value < 1 && value >= 0 && unit === 'ns/op')
    say('implausible', `${nameOf(line.text)} takes less than a nanosecond: the compiler may have removed the work.`)
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
function contextOf(configuration: Block['configuration'], blocks: ReadonlyMap<string, Block>): Context {
  const isOneOfMany = new Set([...blocks.values()].map((block) => block.configuration.get('pkg'))).size > 1
  const own = [...configuration].filter(([key, value]) => value !== '' && (key === 'pkg' ? isOneOfMany : !environmentKeys.has(key)))
  const side = own.map(([key, value]) => (key === 'pkg' ? 'unknown' : sideOf(value).side)).find((one) => one !== 'unknown') ?? 'unknown'
  const rest = own.filter(([key, value]) => key === 'pkg' || sideOf(value).side === 'unknown')
  return { side, condition: rest.map(([key, value]) => `${key}: ${value}`).join(', ') }
}

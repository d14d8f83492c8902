import type { Better } from '../../model.ts'
import { betterOfUnit } from '../direction.ts'
import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran, TakeRow } from '../findings.ts'
import { sideOf } from '../prose/side.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { endOfLine, endOfWord, figuresOf, iterationsOf, nameAt, prefix, startOfWord, valueAt } from './go-bench-row.ts'

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
  /** Where its rows begin in the text. */
  readonly rows: number[]
  /** What was run in one of its rows; asked when all rows are known. */
  readonly ran: (row: Line) => Ran
  /** Takes one of its rows apart. */
  readonly take: TakeRow
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
  const columns = columnsOf(text, measuredAs)
  let configuration = new Map<string, string>()
  let block: Block | null = null
  eachLine(text, firstLine, (from, to, number) => {
    if (text.startsWith(prefix, from)) {
      if (to - from > longest) {
        const line = new LateLine(number, text, from, to)
        found.flag('malformed-row', `A line of ${to - from} characters is not read: no benchmark has so many figures.`, { line })
        return
      }
      const figures = figuresOf(text, from, to)
      if (figures === null) return
      block ??= openBlock(text, configuration, blocks, measuredAs)
      block.rows.push(from)
      const plain = plainFigures(text, figures, to, columns)
      if (plain > 0) found.row(from, number, plain, block.take)
      else readRow({ line: new LateLine(number, text, from, to), text, from, to }, figures, block, columns, found)
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

type Configuration = Block['configuration']

function openBlock(text: string, configuration: Configuration, blocks: Map<string, Block>, measuredAs: MeasuredAs): Block {
  const key = [...configuration.values()].join()
  const known = blocks.get(key)
  if (known !== undefined) return known
  const rows: number[] = []
  const columns = columnsOf(text, measuredAs)
  let said: { context: Context; repeated: ReadonlySet<string> } | null = null
  function ran({ text: row }: Line): Ran {
    said ??= { context: contextOf(configuration, blocks), repeated: repeatedAmong(text, rows) }
    const { side = 'unknown', condition = '' } = said.context
    const benchmark = nameAt(row, 0)
    return said.repeated.has(benchmark)
      ? { benchmark, side, condition, samples: 1, sampleKind: 'repetition' }
      : { benchmark, side, condition, samples: iterationsOf(row), sampleKind: 'iteration' }
  }
  const take: TakeRow = (from, number, add) => {
    const to = endOfLine(text, from)
    const line = new LateLine(number, text, from, to)
    const run = ran(line)
    for (let start = figuresOf(text, from, to) ?? to, count = 0; start < to; count++) {
      const behind = endOfWord(text, start)
      const unit = startOfWord(text, behind, to)
      const end = endOfWord(text, unit)
      add(line, start - from, end - from, valueAt(text, start, behind) ?? Number.NaN, run, columns(count, unit, end).measured)
      start = startOfWord(text, end, to)
    }
  }
  const block = { configuration, rows, ran, take }
  blocks.set(key, block)
  return block
}

/** The benchmarks that were run more than once. */
function repeatedAmong(text: string, rows: readonly number[]): ReadonlySet<string> {
  const once = new Set<string>()
  const repeated = new Set<string>()
  let last = ''
  for (const row of rows) {
    const name = nameAt(text, row)
    // Most runs of `-count` stand below each other.
    if (name === last || once.has(name)) repeated.add(name)
    else once.add(name)
    last = name
  }
  return repeated
}

interface Column {
  readonly unit: string
  readonly measured: Measured
}

/** The unit that stands from `start` to before `end`, as one of a row's figures: most likely it stood there in the row before. */
type Columns = (figure: number, start: number, end: number) => Column

function columnsOf(text: string, measuredAs: MeasuredAs): Columns {
  const columns: Column[] = []
  return (figure, start, end) => {
    const last = columns[figure]
    if (last !== undefined && end - start === last.unit.length && text.startsWith(last.unit, start)) return last
    const unit = text.slice(start, end)
    const column = { unit, measured: measuredAs(unit) }
    columns[figure] = column
    return column
  }
}

/** How many figures a row holds of which nothing is to be said; 0 for one that is read at once. */
function plainFigures(text: string, figures: number, to: number, columns: Columns): number {
  let count = 0
  for (let start = figures; start < to; count++) {
    const behind = endOfWord(text, start)
    const unit = startOfWord(text, behind, to)
    const end = endOfWord(text, unit)
    const value = end === unit ? null : valueAt(text, start, behind)
    if (value === null || remarkOn(value, columns(count, unit, end)) !== null) return 0
    start = startOfWord(text, end, to)
  }
  return count
}

/** Where a row stands. */
interface Row {
  readonly line: Line
  readonly text: string
  readonly from: number
  readonly to: number
}

function readRow({ line, text, from, to }: Row, figures: number, block: Block, columns: Columns, found: Findings): void {
  for (let start = figures, count = 0; start < to; count++) {
    const behind = endOfWord(text, start)
    const unitStart = startOfWord(text, behind, to)
    const end = endOfWord(text, unitStart)
    const value = end === unitStart ? null : valueAt(text, start, behind)
    if (value === null) {
      const message = `${nameAt(text, from)}: "${text.slice(start, end).trim()}" is no pair of a value and a unit.`
      found.flag('malformed-row', message, { line, text: text.slice(start, end === unitStart ? behind : end) })
    } else {
      const column = columns(count, unitStart, end)
      found.stretch(line, start - from, end - from, value, block.ran, column.measured)
      const remark = remarkOn(value, column)
      if (remark === 'direction-unknown')
        found.flag(remark, `Nothing says whether more or less ${column.unit} is better.`, { line, text: text.slice(start, end) })
      else if (remark === 'implausible')
        found.flag(remark, `${nameAt(text, from)} takes less than a nanosecond: the compiler may have removed the work.`, {
          line,
          text: text.slice(start, end),
        })
    }
    start = startOfWord(text, end, to)
  }
}

function remarkOn(value: number, { unit, measured }: Column): 'direction-unknown' | 'implausible' | null {
  if (measured.better === 'unknown') return 'direction-unknown'
  return value < 1 && value > 0 && unit === 'ns/op' ? 'implausible' : null
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

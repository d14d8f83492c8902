import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { type Block, differsAmong, environmentKeys, openBlock } from './go-bench-block.ts'
import { type Columns, columnsOf, plainFigures, remarkOn } from './go-bench-figures.ts'
import { endOfWord, figuresOf, nameAt, prefix, startOfWord, valueAt } from './go-bench-row.ts'
import { measuredAsIn } from './go-bench-units.ts'

/** https://github.com/golang/proposal/blob/master/design/14313-benchmark-format.md */
export const goBench: Reader = {
  name: 'go-bench',
  title: 'Go testing.B',
  docs: 'Text of `go test -bench`; each row of `-count` is a run, `Unit … better=` lines are obeyed.',
  primary: ['sec/op', 'B/s', 'B/op', 'allocs/op'],
  // A number is no unit: benchcmp's table has two in a row.
  detect: (document) => matches(document, /^Benchmark\S*[ \t]+\d+[ \t]+[-+.\deE]+[ \t]+(?![-+.\d])\S/m),
  parse: readLines,
}

/** Settings of a file: lines that look like more of them are a log's own, and each row would be told from others by all. */
const mostSettings = 100

/** Of one line: to find each figure in a megabyte takes its time. */
const longest = 20_000

/** Rows are read where they stand in the text: of hundreds of thousands no line is cut out before somebody looks. */
function readLines(document: Document, found: Findings): void {
  const { text, firstLine } = document
  const measuredAs = measuredAsIn(document)
  const blocks = new Map<string, Block>()
  const differs = differsAmong(blocks)
  const columns = columnsOf(text, measuredAs)
  let configuration = new Map<string, string>()
  // As it was at the last row: words of a log that look like configuration hold for no row that other words part them from.
  let held = configuration
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
      block ??= openBlock(text, configuration, blocks, differs, measuredAs)
      block.rows.push(from)
      held = configuration
      const plain = plainFigures(text, figures, to, columns)
      if (plain > 0) found.row(from, number, plain, block.take)
      else readRow({ line: new LateLine(number, text, from, to), text, from, to }, figures, block, columns, found)
      return
    }
    const words = text.slice(from, to)
    const setting = /^([a-z][^\s:A-Z]*):(?:[ \t]+(.*))?$/.exec(words)
    if (setting?.[1] !== undefined) {
      // `go: downloading …` is a message of the tool.
      if (setting[1] === 'go' && !/^(?:go)?\d/.test(setting[2] ?? '')) return
      if (configuration.size >= mostSettings && !configuration.has(setting[1])) return
      // Rows hold on to the one they stand under; one that none stands under yet may change.
      if (configuration === held) configuration = new Map(held)
      configuration.set(setting[1], setting[2]?.trim() ?? '')
      block = null
      const key = environmentKeys.get(setting[1])
      if (key !== undefined) found.environment(key, setting[2] ?? '')
    } else if (/^(?:--- FAIL|FAIL\b)/.test(words)) {
      found.flag('skipped-or-errored-row', `The run failed: ${words.trim()}.`, { line: { number, text: words } })
    } else if (configuration !== held && !/^\s*$|^(?:PASS|ok|Unit)\b|^(?:---|===)/.test(words)) {
      const own = ([key]: readonly [string, string]) => key === 'pkg' || environmentKeys.has(key)
      configuration = new Map([...held, ...[...configuration].filter(own)])
      block = null
    }
  })
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
    // A number is no unit: `100  90  -10.00%` is what benchcmp writes, of two runs.
    const value = end === unitStart || /[-+\d.]/.test(text.charAt(unitStart)) ? null : valueAt(text, start, behind)
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

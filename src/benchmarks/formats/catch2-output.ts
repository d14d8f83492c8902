import type { Spread } from '../../model.ts'
import { type Cell, readCell } from '../cells.ts'
import { splitColumns } from '../document/columns.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { convert } from '../units.ts'
import { nextLine } from './next-line.ts'

/** `benchmark name   samples   iterations   est run time`; up to 2.11 the last one is called `estimated`. */
const header = /^benchmark name +samples +iterations +(?:est(?: run time|imated)|mean)\s*$/m

export function isCatch2Output(document: Document): boolean {
  return matches(document, header, 'benchmark name ')
}

/** A benchmark: its name and counts, then a line of the mean and one of the deviation, each with its bounds. */
interface Row {
  name: string
  samples: string
  /** What stands behind the counts: the estimated run time, or with --benchmark-no-analysis the mean. */
  time: string
  line: Line
  figures: { line: Line; texts: readonly string[] }[]
}

/** The console reporter's tables; the sections above a table are part of its names. */
export function readCatch2Output(document: Document, found: Findings): void {
  const { lines } = document
  const rows: (Row & { isAnalysed: boolean })[] = []
  let sections: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    if (isRule('-')(line.text) && isHeading(lines[index + 1])) {
      sections = headingsBelow(lines, index + 1)
      // And the rule below them, behind which the place in the source stands.
      index += sections.length + 1
    } else if (header.test(line.text)) {
      const rule = nextLine(lines, index, isRule('-'))
      const end = nextLine(lines, rule, (text) => isRule('-')(text) || isRule('=')(text) || header.test(text))
      const body = rule < 0 ? [] : lines.slice(rule + 1, end < 0 ? lines.length : end)
      const isAnalysed = !/ mean\s*$/.test(line.text)
      rows.push(...rowsOf(body, found).map((row) => ({ ...row, name: [...sections, row.name].join('/'), isAnalysed })))
      index = rule < 0 ? lines.length : rule + body.length
    }
  }
  const repeated = Map.groupBy(rows, ({ name }) => name)
  for (const row of rows) readRow(row, (repeated.get(row.name)?.length ?? 0) > 1, found)
}

function isRule(mark: '-' | '='): (text: string) => boolean {
  const rule = mark === '-' ? /^\s*-{20,}\s*$/ : /^\s*={20,}\s*$/
  return (text) => rule.test(text)
}

function isHeading(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() !== '' && !header.test(line.text)
}

/** The test case, and indented below it its sections, up to the next rule; the place in the source follows behind. */
function headingsBelow(lines: readonly Line[], start: number): string[] {
  const end = nextLine(lines, start, isRule('-'))
  return end < 0 || end - start > 20 ? [] : lines.slice(start, end).map((line) => line.text.trim())
}

function rowsOf(lines: readonly Line[], found: Findings): Row[] {
  const rows: Row[] = []
  // Lines of a wrapped name; no name fills a page.
  let above: string[] = []
  for (const line of lines) {
    const cells = splitColumns(line.text)
    const texts = cells.slice(-3)
    const [samples = '', iterations = '', time = ''] = texts
    const last = rows.at(-1)
    const failed = cells.findIndex((cell) => cell.startsWith('Benchmark failed ('))
    if (isCount.test(samples) && isCount.test(iterations) && isTime.test(time)) {
      rows.push({ name: [...above, ...cells.slice(0, -3)].join(' ').trim(), samples, time, line, figures: [] })
      above = []
    } else if (failed >= 0) {
      const name = [...above, ...cells.slice(0, failed)].join(' ').trim()
      found.flag('skipped-or-errored-row', `"${name}" has no figures: ${cells[failed]}.`, { line })
    } else if (last !== undefined && texts.length === 3 && texts.every((text) => isTime.test(text))) {
      last.figures.push({ line, texts })
      // Older versions let a long name go on beside the figures.
      last.name = [last.name, ...cells.slice(0, -3)].filter(Boolean).join(' ')
    } else above = line.text.trim() === '' ? [] : [...above.slice(-9), line.text.trim()]
  }
  return rows
}

const isCount = /^\d+$/
const isTime = /^\d[\d.]* (?:[pnumµμ]?s|m|h)$/

/** A benchmark outside of the sections runs once for each of them: those are repetitions. */
function readRow(row: Row & { isAnalysed: boolean }, isRepeated: boolean, found: Findings): void {
  const runs = isRepeated
    ? ({ samples: 1, sampleKind: 'repetition' } as const)
    : ({ samples: Number(row.samples), sampleKind: 'iteration' } as const)
  const shared: Figure = { benchmark: row.name, metric: 'time', better: 'lower', ...runs }
  const [mean, deviation] = row.isAnalysed ? row.figures : [{ line: row.line, texts: [row.time] }]
  if (mean !== undefined) readLine(mean.line, mean.texts, { ...shared, statistic: 'mean' }, found)
  if (deviation !== undefined) readLine(deviation.line, deviation.texts, { ...shared, statistic: 'stddev', role: 'derived' }, found)
  const units = new Set([...(mean?.texts ?? []), ...(deviation?.texts ?? [])].map((text) => readCell(text)?.unit))
  if (units.size > 1) found.flag('mixed-units', 'Figures of one benchmark have units of their own.', mean)
}

function readLine(line: Line, texts: readonly string[], figure: Figure, found: Findings): void {
  const [text = ''] = texts
  const [middle, low, high] = texts.map(readCell)
  const unit = middle?.unit ?? ''
  found.line(line, text, { ...figure, unit, spread: intervalOf(unit, low ?? null, high ?? null) })
  if (figure.statistic === 'mean' && middle?.value === 0)
    found.flag('implausible', `${figure.benchmark} takes no time: the compiler removed the work, or the clock is too coarse.`, {
      line,
      text,
    })
}

/** In the unit of the figure; 0.95 is the default of `--benchmark-confidence-interval`, which is not printed. */
function intervalOf(unit: string, low: Cell | null, high: Cell | null): Spread | null {
  const [from, to] = [low, high].map((cell) => (cell === null ? null : convert(cell.value, cell.unit, unit)))
  return from == null || to == null ? null : { kind: 'interval', low: from, high: to, level: 0.95 }
}

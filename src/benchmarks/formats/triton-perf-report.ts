import { betterOf } from '../direction.ts'
import { splitColumns } from '../document/columns.ts'
import { type CsvRow, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { type Line, linesBelow } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { condition, splitUnit } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/triton-lang/triton/blob/main/python/triton/testing.py (`perf_report`) */
export const tritonPerfReport: Reader = {
  name: 'triton-perf-report',
  title: 'Triton perf_report',
  docs: 'CSV of `run(save_path=…)` and the printed table; new versions write the unit into the header, old ones nowhere.',
  primary: ['value'],
  detect: (document) => sheetOf(document) !== null || (matches(document, printed, '\n0') && printedTables(document.lines).length > 0),
  parse(document, found) {
    const sheet = sheetOf(document)
    if (sheet !== null) readTable(sheet, found)
    else for (const table of printedTables(document.lines)) readTable(table, found)
  },
}

interface Table {
  /** The plot's name, where it is printed above the table. */
  plot: string
  header: readonly string[]
  rows: readonly CsvRow[]
}

/**
 * A CSV without a signature of its own: pandas wrote it with one number of decimals for all floats, the varied arguments
 * first. Files of another making are left to a mapping.
 */
function sheetOf(document: Document): Table | null {
  // Most files are told apart by their first two lines.
  if (document.json !== null || !/^\s*[^\n,]+,[^\n]+\n-?\d+\.\d+,/.test(document.text.slice(0, 4096))) return null
  const tables = readCsv(document)
  const [table] = tables
  if (tables.length !== 1 || table === undefined || table.ragged.length > 0) return null
  const { header, rows } = table
  const named = header.length > 1 && header.every((name) => /[A-Za-z]/.test(name)) && new Set(header).size === header.length
  if (!named || rows.length < 2) return null
  // What did not run (a provider out of memory) is an empty cell; an argument never is.
  const decimals = new Set(rows.flatMap(({ cells }) => cells.filter((cell, index) => index === 0 || cell !== '').map(decimalsOf)))
  const [first] = decimals
  return decimals.size === 1 && (first === 6 || first === 1) ? { plot: '', header, rows } : null
}

/** How many decimals a cell has; null for what pandas does not write as a float. */
function decimalsOf(cell: string): number | null {
  return /^-?\d+\.(\d+)$/.exec(cell)?.[1]?.length ?? null
}

const printed = /^\S[^:\n]{0,120}: *\n[ \t]+\S[^\n]*\n0[ \t]+[-\d]/m

/** `softmax-performance:`, a header without a name for the index, and rows that count from 0. */
function printedTables(lines: readonly Line[]): Table[] {
  return lines.flatMap((line, index) => {
    const plot = /^(\S[^:]{0,120}):$/.exec(line.text)?.[1]
    const head = lines[index + 1]?.text ?? ''
    if (plot === undefined || !/^\s+\S/.test(head)) return []
    const header = splitColumns(head)
    const rows: CsvRow[] = []
    for (const row of linesBelow(lines, index + 1)) {
      const [count, ...cells] = splitColumns(row.text)
      if (count !== String(rows.length) || cells.length !== header.length) break
      rows.push({ cells, line: row })
    }
    return rows.length > 0 && header.length > 1 && header.every((name) => /[A-Za-z]/.test(name)) ? [{ plot, header, rows }] : []
  })
}

/** `Triton-min (Execution time (ms))` → what is measured, of whom, in what. */
function columnOf(label: string): { provider: string; statistic: string; metric: string; unit: string } {
  const open = label.endsWith(')') ? label.indexOf(' (') : -1
  const name = open < 0 ? label : label.slice(0, open)
  const axis = open < 0 ? '' : label.slice(open + 2, -1)
  const { name: metric, unit } = splitUnit(axis)
  const bound = /-(min|max)$/.exec(name)?.[1]
  const spelt = unit === '' ? { metric: 'value', unit: axis } : { metric, unit }
  return { provider: bound === undefined ? name : name.slice(0, -4), statistic: bound ?? 'value', ...spelt }
}

/** The arguments that vary stand first. Old files do not say where they end: there, one does. */
function argumentCount(header: readonly string[]): number {
  const first = header.findIndex((label) => label.endsWith(')') && label.includes(' ('))
  return Math.max(first, 1)
}

function readTable({ plot, header, rows }: Table, found: Findings): void {
  const count = argumentCount(header)
  for (const { cells, line } of rows) {
    const where = condition(header.slice(0, count).map((name, index) => [name, plainNumber(cells[index] ?? '')]))
    for (const [index, label] of header.entries()) {
      if (index < count) continue
      const text = cells[index] ?? ''
      if (text === '') {
        found.flag('skipped-or-errored-row', `${columnOf(label).provider} has no figure for ${where}: nothing was measured.`, { line })
        continue
      }
      const column = columnOf(label)
      // The difference of the two columns before it is written without their unit.
      const isDifference = column.provider === 'Diff' && index === header.length - 1
      const { provider, statistic, metric, unit } = isDifference ? { ...columnOf(header[index - 1] ?? ''), provider: 'Diff' } : column
      const better = unit === '' || isDifference ? 'unknown' : betterOf(metric, unit)
      const measured = found.line(line, text, {
        benchmark: provider,
        metric,
        statistic,
        unit: unit === '' ? 'unknown' : unit,
        better,
        condition: [plot, where].filter((part) => part !== '').join(', '),
        role: isDifference ? 'derived' : 'result',
      })
      if (measured !== null && !isDifference) warn(unit, better, { line, text }, found)
    }
  }
}

function warn(unit: string, better: string, place: { line: Line; text: string }, found: Findings): void {
  if (unit === '') found.flag('unit-unknown', 'The file does not say what its figures are: the unit is on the plot only.', place)
  if (better === 'unknown') found.flag('direction-unknown', 'The file does not say whether more or less is better.', place)
}

/** `256.000000` is 256. */
function plainNumber(cell: string): string {
  return /^-?\d+\.0+$/.test(cell) ? cell.replace(/\.0+$/, '') : cell
}

import { splitColumns } from '../document/columns.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { type ColumnSide, columnSides, delta, rowFigure, samplesOf, spreadOf, withPrefix } from './benchstat-sides.ts'

interface Column extends ColumnSide {
  /** `sec/op`. */
  unit: string
  /** Where the column lies in a line. */
  from: number
  to: number
}

/** Positions of the bars `│` that divide a table's head. */
function bars(line: Line | undefined): number[] {
  return line === undefined ? [] : [...line.text.matchAll(/│/g)].map(({ index }) => index)
}

function cellsBetween(line: Line, at: readonly number[]): string[] {
  return at.slice(0, -1).map((from, index) => line.text.slice(from + 1, at[index + 1]).trim())
}

/** A head of two lines: files, then a unit each, with `vs base` behind it in the columns that are compared. */
function headAt(lines: readonly Line[], index: number): Column[] | null {
  const [files, units] = [lines[index], lines[index + 1]]
  const at = bars(units)
  if (files === undefined || units === undefined || at.length < 2 || bars(files).length !== at.length) return null
  const cells = cellsBetween(units, at)
  if (!cells.every((cell) => /^\S+(?:\s+vs base.*)?$/.test(cell)) || !cells.some((cell) => /\/|^sec|^B$|vs base/.test(cell))) return null
  const sides = columnSides(
    cellsBetween(files, bars(files)),
    cells.some((cell) => cell.includes('vs base')),
  )
  return cells.map((cell, column) => ({
    unit: cell.split(/\s/)[0] ?? '',
    from: at[column] ?? 0,
    to: at[column + 1] ?? 0,
    ...(sides[column] ?? { side: 'unknown', condition: '' }),
  }))
}

export function isTable(document: Document): boolean {
  return document.text.includes('│') && document.lines.some((_, index) => headAt(document.lines, index) !== null)
}

const environmentKeys = new Map([
  ['goos', 'os'],
  ['goarch', 'arch'],
  ['cpu', 'cpu'],
])

export function readTable(document: Document, found: Findings): void {
  const { lines } = document
  const packages = new Set(lines.flatMap(({ text }) => (text.startsWith('pkg: ') ? [text] : [])))
  let columns: Column[] = []
  let where = ''
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    const head = headAt(lines, index)
    const [, key = '', value = ''] = /^([a-z][^\s:A-Z]{0,60}): (.*)$/.exec(line.text) ?? []
    if (head !== null) {
      columns = head
      index++
    } else if (line.text.trim() === '') columns = []
    else if (key === 'pkg' && packages.size > 1) where = line.text
    else if (environmentKeys.has(key)) found.environment(environmentKeys.get(key) ?? key, value)
    else if (columns.length > 0 && !/^[¹²³⁴⁵⁶⁷⁸⁹⁰]/.test(line.text)) readRow(line, columns, where, found)
  }
}

interface Value {
  index: number
  digits: string
  prefix: string
  plusMinus: string | undefined
  text: string
}

/** A number with its prefix and interval, standing free: `46.55n ± 9%`, `1.156Ki`. */
const value = /(?<=\s)(\d{1,20}(?:\.\d{1,20})?)([npµμumkKMGT]?i?)(?:[ \t]{1,8}±[ \t]{1,8}(\d{1,9}%|∞))?(?=\s|$)/g

/** A line of so many is no row of a table, and each of them would be said to stand under no column. */
const MOST_FIGURES = 200

function readRow(line: Line, columns: readonly Column[], where: string, found: Findings): void {
  const benchmark = splitColumns(line.text)[0] ?? ''
  // What stands in round brackets is about the comparison: (p=0.000 n=10).
  const plain = line.text.replace(/\([^()]{0,80}\)/g, (note) => ' '.repeat(note.length))
  const values: Value[] = [...plain.matchAll(value)].map(({ 0: text, 1: digits = '', 2: prefix = '', 3: plusMinus, index }) => ({
    index,
    digits,
    prefix,
    plusMinus,
    text,
  }))
  const [before, after] = samplesOf(line.text)
  // Left of the figures stands one name; a line of a log that follows the table has several words there.
  if (!/^\S+$/.test(line.text.slice(0, values[0]?.index ?? 0).trim())) return
  if (values.length > MOST_FIGURES) {
    found.flag('malformed-row', `A row has ${values.length} figures under ${columns.length} columns.`, { line })
    return
  }
  values.forEach((one, order) => {
    // A row without a figure on one side: where the figure stands tells whose it is.
    const column = values.length === columns.length ? columns[order] : columns.find(({ from, to }) => one.index >= from && one.index < to)
    if (column === undefined) {
      found.flag('malformed-row', `${benchmark}: "${one.text}" stands under no column.`, { line, text: one.text })
      return
    }
    const { unit, side, condition } = column
    const samples = columns.indexOf(column) === 0 ? before : after
    const conditions = [where, condition].filter(Boolean).join(', ')
    found.line(line, one.text, {
      ...rowFigure(benchmark, unit, samples),
      unit: withPrefix(one.prefix, unit),
      spread: spreadOf(one.plusMinus),
      side,
      condition: conditions,
    })
  })
  for (const { 1: text = '', index } of plain.matchAll(delta)) {
    const unit = columns.find(({ from, to }) => index >= from && index < to)?.unit ?? columns[0]?.unit ?? ''
    found.line(line, text, { benchmark, metric: unit, statistic: 'change', unit: '%', role: 'derived', condition: where })
  }
}

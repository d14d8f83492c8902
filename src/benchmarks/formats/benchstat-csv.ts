import { csvCells } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { type ColumnSide, columnSides, rowFigure, samplesOf, spreadOf } from './benchstat-sides.ts'

/** A line of files, a line of units, then rows; values are not scaled: seconds, bytes. */
const units = /^,[^,\n]{1,80},CI(?:,|$)/m

export function isBenchstatCsv(document: Document): boolean {
  return units.test(document.text)
}

interface Column extends ColumnSide {
  cell: number
  unit: string
}

export function readBenchstatCsv(document: Document, found: Findings): void {
  let columns: Column[] = []
  let files: readonly string[] = []
  let width = 0
  for (const line of document.lines) {
    const cells = csvCells(line, ',')
    if (units.test(line.text)) {
      columns = columnsOf(cells, files)
      width = cells.length
    } else if (line.text.startsWith(',')) files = cells
    else if (line.text.trim() === '') columns = []
    // A line of a log below the table has a comma too.
    // Behind the last figure of a row nothing is written, not even commas.
    else if (columns.length > 0 && (cells.length === width || isShortRow(cells))) readRow(line, cells, columns, found)
  }
}

/** `Only-8,1e-05,1%`: a benchmark that one file has alone. */
function isShortRow([name = '', value = '', interval = '', ...more]: readonly string[]): boolean {
  return more.length === 0 && /^\S+$/.test(name) && /^\d[\d.]*(?:e[-+]\d+)?$/.test(value) && /^(?:\d[\d.]*%|∞)$/.test(interval)
}

function columnsOf(cells: readonly string[], files: readonly string[]): Column[] {
  const at = cells.flatMap((cell, index) => (cell === 'CI' ? [index - 1] : []))
  const sides = columnSides(
    at.map((index) => files[index] ?? ''),
    cells.includes('vs base'),
  )
  return at.map((cell, index) => ({ cell, unit: cells[cell] ?? '', ...(sides[index] ?? { side: 'unknown', condition: '' }) }))
}

function readRow(line: Line, cells: readonly string[], columns: readonly Column[], found: Findings): void {
  const benchmark = cells[0] ?? ''
  const [before, after] = samplesOf(line.text)
  columns.forEach(({ cell, unit, side, condition }, index) => {
    const text = cells[cell] ?? ''
    if (text === '') return
    found.line(line, text, {
      ...rowFigure(benchmark, unit, index === 0 ? before : after),
      unit,
      spread: spreadOf(cells[cell + 1]),
      side,
      condition,
    })
  })
  const change = cells.find((text) => /^[-+]\d[\d.]*%$/.test(text))
  if (change !== undefined)
    found.line(line, change, { benchmark, metric: columns[0]?.unit ?? '', statistic: 'change', unit: '%', role: 'derived' })
}

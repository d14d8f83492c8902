import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { sideOf } from '../prose/side.ts'
import { torchName } from './torch-measurement.ts'

/** Lines of the longest table that is looked for its end. */
const longest = 5000

const unitLine = /^Times are in \w+ \(([a-z]+)\)\.$/

/** Reads the tables of `Compare`. A figure that `measured` names is printed in full above: the table only repeats it. */
export function readCompareTables({ lines }: Document, measured: ReadonlySet<string>, found: Findings): void {
  for (const [index, title] of lines.entries()) {
    const label = labelOf(title.text)
    const head = lines[index + 1]
    if (label === null || head === undefined || !head.text.includes('|')) continue
    const rest = lines.slice(index + 2, index + longest)
    const end = rest.findIndex(({ text }) => text.trim() === '' || unitLine.test(text))
    const unit = rest.slice(Math.max(end, 0), end < 0 ? 0 : end + 3).flatMap(({ text }) => unitLine.exec(text)?.[1] ?? [])[0]
    if (unit === undefined) {
      found.problem('A table without the line below it that says its unit: it is not read.', { line: title })
      continue
    }
    readTable({ label, columns: cellsOf(head).slice(1), rows: rest.slice(0, end), unit }, measured, found)
  }
}

/** `[----- matmul -----]` → `matmul`; null for another line. */
function labelOf(text: string): string | null {
  const plain = text.trim()
  if (!plain.startsWith('[-') || !plain.endsWith('-]')) return null
  const [from, to] = [1, plain.length - 1].map((end, index) => pastDashes(plain, end, index === 0 ? 1 : -1))
  return plain.slice(from, to).trim()
}

/** The end of a run of dashes, looked for from one of its ends. */
function pastDashes(text: string, from: number, step: 1 | -1): number {
  let at = from
  while (text[step === 1 ? at : at - 1] === '-') at += step
  return at
}

function cellsOf({ text }: Line): string[] {
  return text.split('|').map((cell) => cell.trim())
}

interface Table {
  label: string
  columns: readonly string[]
  rows: readonly Line[]
  unit: string
}

function readTable({ label, columns, rows, unit }: Table, measured: ReadonlySet<string>, found: Findings): void {
  const sides = columns.map((column) => sideOf(column))
  const compares = (['baseline', 'candidate'] as const).every((side) => sides.filter((one) => one.side === side).length === 1)
  let threads = ''
  for (const line of rows) {
    const group = /^(\d+) threads: ?-*$/.exec(line.text.trim())?.[1]
    if (group !== undefined) threads = group
    else if (line.text.includes('|')) readRow(line)
  }

  function readRow(line: Line): void {
    const [name = '', ...cells] = cellsOf(line)
    for (const [index, cell] of cells.entries()) {
      if (cell === '') continue
      // Columns "main" and "this PR" are the sides of one thing, all others are things of their own.
      const { side, rest } = (compares ? sides[index] : undefined) ?? { side: 'unknown', rest: columns[index] ?? '' }
      const figure = torchName(label, [name, side === 'unknown' ? (columns[index] ?? '') : rest], threads)
      const again = measured.has(`${figure.benchmark} | ${figure.condition}`)
      const shared = { ...figure, side, metric: 'time', statistic: 'median', unit, better: 'lower' } as const
      const text = readCell(cell)?.text ?? cell
      found.line(line, text, { ...shared, role: again ? 'derived' : 'result' })
      found.flag('low-precision', 'The table of Compare rounds its figures.', { line, text })
      const share = /\(! (\d+)%\)/.exec(cell)?.[1]
      if (share !== undefined)
        found.flag('high-variance', `${name}: the interquartile range is ${share} % of the median.`, { line, text: cell })
    }
  }
}

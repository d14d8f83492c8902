/** The figures of a row, pairs of a value and a unit: most rows have the units of the one before. */
import { LateLine, type Line } from '../document/lines.ts'
import type { Measured, Ran, TakeRow } from '../findings.ts'
import { endOfLine, endOfWord, figuresOf, startOfWord, valueAt } from './go-bench-row.ts'
import type { MeasuredAs } from './go-bench-units.ts'

interface Column {
  readonly unit: string
  readonly measured: Measured
}

/** The unit that stands from `start` to before `end`, as one of a row's figures: most likely it stood there in the row before. */
export type Columns = (figure: number, start: number, end: number) => Column

export function columnsOf(text: string, measuredAs: MeasuredAs): Columns {
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
export function plainFigures(text: string, figures: number, to: number, columns: Columns): number {
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

/** What is to be said of a figure. */
export function remarkOn(value: number, { unit, measured }: Column): 'direction-unknown' | 'implausible' | null {
  if (measured.better === 'unknown') return 'direction-unknown'
  return value < 1 && value >= 0 && unit === 'ns/op' ? 'implausible' : null
}

/** Takes rows of one block apart, of each of which `ran` says what was run. */
export function rowTaker(text: string, ran: (row: Line) => Ran, measuredAs: MeasuredAs): TakeRow {
  const columns = columnsOf(text, measuredAs)
  return (from, number, add) => {
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
}

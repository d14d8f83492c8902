/** How far figures of a table spread, where a column of its own says it. */
import type { Measurement } from '../../model.ts'
import type { Column } from './columns.ts'
import { type Figure, figure } from './figure.ts'
import { type CellReading, lineWithin } from './grid.ts'

/** The deviation or standard error in the column right after a value. */
export function spreadBeside(columns: readonly Column[], row: readonly CellReading[], column: Column, unit: string): Measurement['spread'] {
  const next = columns.slice(column.index + 1).find((other) => other.kind !== 'empty' && other.kind !== 'name')
  const q = next?.kind === 'spread' ? row[next.index]?.figures[0] : undefined
  if (q === undefined || next === undefined) return null
  // "812 ns" beside "1.2 us"
  const own = q.unit || next.name.unit
  if (own !== '' && own !== unit) return null
  if (/err/i.test(next.header) && q.unit !== '%')
    return { kind: /std|standard/i.test(next.header) ? 'standard-error' : 'half-width', value: q.value }
  return /std|dev|σ|sigma/i.test(next.header) && q.unit !== '%' ? { kind: 'standard-deviation', value: q.value } : null
}

/** Deviations with a unit of their own (console.table of a benchmark) stand as derived figures too. */
export function spreads(columns: readonly Column[], row: readonly CellReading[], benchmark: string, condition: string): Figure[] {
  return columns
    .filter((column) => column.kind === 'spread')
    .flatMap((column) => {
      const cell = row[column.index]
      const [q] = cell?.figures ?? []
      if (cell === undefined || q === undefined || q.unit === '' || cell.figures.length > 1) return []
      const text = cell.cell.text.slice(q.start, q.end).trim()
      const fields = {
        benchmark,
        metric: column.header,
        statistic: 'spread',
        value: q.value,
        unit: q.unit,
        better: 'unknown',
        side: 'unknown',
      } as const
      return [figure({ ...fields, condition, line: lineWithin(cell, q.start), text, role: 'derived' })]
    })
}

import type { Column } from './columns.ts'
import { type Context, type Found, figure, joinConditions } from './figure.ts'
import { type CellReading, lineWithin } from './grid.ts'
import { betterOf, isDerived } from './metric.ts'
import { labelOfRow } from './row-label.ts'

/** A table of ratios or percentages only: ratios are derived figures, percentages stated changes. */
export function readRatios(columns: readonly Column[], cells: readonly CellReading[][], context: Context): Found {
  const found: Found = { figures: [], changes: [] }
  const corner = columns[0]?.header ?? ''
  const inherited: string[] = []
  for (const row of cells) {
    const label = labelOfRow(columns, row, inherited, new Set())
    for (const column of columns.filter((one) => one.kind === 'derived')) {
      const cell = row[column.index]
      const q = cell?.figures[0]
      if (cell === undefined || q === undefined) continue
      const metric = isDerived(corner)
        ? corner
        : isDerived(column.header)
          ? column.header
          : (/speed-?up|slow-?down/i.exec(context.caption)?.[0].toLowerCase() ?? 'ratio')
      const condition = joinConditions(context.condition, label.condition, metric === column.header ? '' : column.header)
      const text = cell.cell.text.slice(q.start, q.end).trim()
      if (q.unit === '%') found.changes.push({ metric: label.name || metric, condition, text })
      else
        found.figures.push(
          figure({
            benchmark: label.name,
            metric,
            statistic: 'ratio',
            value: q.value,
            unit: q.unit || 'x',
            better: betterOf(metric, q.unit),
            side: 'unknown',
            condition,
            line: lineWithin(cell, q.start),
            text,
            role: 'derived',
          }),
        )
    }
  }
  return found
}

/** What a row of a table says of its figures. */

import type { CellReading } from './grid.ts'
import type { Table } from './grid-table.ts'
import {
  isConfigured,
  isDerived,
  isMeasured,
  isPercentile,
  isSetting,
  isThreshold,
  isTimed,
  isWorkload,
  type MetricName,
  metricName,
} from './metric.ts'
import type { Quantity } from './quantity.ts'
import { labelOfRow, type RowLabel } from './row-label.ts'

export interface GridRow {
  readonly cells: readonly CellReading[]
  readonly label: RowLabel
  /** The metric that its label names, where it names one. */
  readonly metric: MetricName
  /** "p99" alone is a statistic of what the table measures; "max" may be a function that was measured. */
  readonly isPercentile: boolean
  /** Whether its label is the metric, as it is where columns are sides. */
  readonly isMetric: boolean
  /** The conditions under which its figures stand: one, but for a baseline that several variants are held against. */
  readonly conditions: readonly string[]
}

/** `groupby.Apply.time_frame`, `cache::get`: the name of a benchmark, whatever words are in it. */
const identifier = /[A-Za-z_]\.[A-Za-z_]\w*[.(]|::/

/** The row at `index`; null for one that holds no results. `inherited` carries names over blank cells. */
export function rowOf(table: Table, index: number, cells: readonly CellReading[], inherited: string[]): GridRow | null {
  const { columns, values, rows, bySide, variants } = table
  const label = labelOfRow(columns, cells, inherited, rows?.labels ?? new Set())
  if (isThreshold(label.name) || isConfigured(label.name)) return null
  const figuresOf = (column: number) => cells[column]?.figures ?? []
  // Settings as rows: `batch size | 8 | 8`.
  const isSettings = bySide && isSetting(label.name) && !isWorkload(label.name)
  if (isSettings && !values.some((column) => figuresOf(column.index).some(({ unit }) => isTimed(label.name, unit)))) return null
  // "Δ | -25 % | -9 %" below the two sides.
  const isChange = isDerived(label.name || (rows?.conditions[index]?.[0] ?? ''))
  if (isChange && values.every((column) => figuresOf(column.index).every(isShare))) return null
  const metric = metricName(label.metric || label.name)
  const percentile = isPercentile(label.name)
  const named = label.metric !== '' || metric.unit !== '' || (isMeasured(metric.metric) && !identifier.test(label.name))
  return {
    cells,
    label,
    metric,
    isPercentile: percentile,
    isMetric: percentile || variants.length > 0 || named,
    conditions: rows?.conditions[index] ?? [label.condition],
  }
}

/** A share or a ratio: a change between figures, beside them. */
export function isShare({ unit }: Quantity): boolean {
  return /^[%xX×]$/.test(unit)
}

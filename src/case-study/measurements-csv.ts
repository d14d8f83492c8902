/** `data/measurements.csv`: the measurements an entry uses, one a line, as written, so that anybody can recompute. */
import type { LedgerMeasurement } from '../model.ts'

const COLUMNS = [
  'id',
  'side',
  'benchmark',
  'metric',
  'statistic',
  'value',
  'unit',
  'samples',
  'condition',
  'file',
  'line',
  'pointer',
] as const

/** RFC 4180; a cell that a spreadsheet would take for a formula is set in quotes behind an apostrophe. */
function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const plain = /^[=+@\t\r-]/.test(value) ? `'${value}` : value
  return /[",\n\r']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** The file's text. */
export function measurementsCsv(measurements: readonly LedgerMeasurement[]): string {
  const rows = measurements.map((m) =>
    [
      m.id,
      m.side,
      m.benchmark,
      m.metric,
      m.statistic,
      m.value,
      m.unit,
      m.samples,
      m.condition,
      m.file ?? m.source,
      m.locator.line,
      m.locator.pointer,
    ]
      .map(csvCell)
      .join(','),
  )
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`
}

import { type CellReading, type Grid, readCell } from './grid.ts'
import { isDerived, isMeasured, isSetting, isSpread, isThreshold, type MetricName, metricName } from './metric.ts'
import { type SideLabel, type SideNames, sideOf } from './side.ts'

/** What a column of a table is for. */
export interface Column {
  index: number
  header: string
  kind: 'name' | 'metric' | 'unit' | 'direction' | 'setting' | 'value' | 'derived' | 'spread' | 'threshold' | 'empty'
  side: SideLabel['side']
  /** Its header says "current": the other columns decide the side. */
  current: boolean
  /** From the header without its side. */
  name: MetricName
}

/** The columns of a table and its cells, read. */
export function columnsOf(grid: Grid, names: SideNames): { columns: Column[]; cells: CellReading[][] } {
  const cells = grid.rows.map((row) => row.map(readCell))
  const columns = grid.header.map((cell, index): Column => {
    const header = readCell(cell).text.replace(/\s+/g, ' ').trim()
    const label = sideOf(header, names)
    const name = metricName(label.side === 'unknown' && !label.current ? header : label.rest)
    const body = cells.flatMap((row) => row[index] ?? [])
    return { index, header, side: label.side, current: label.current, name, kind: kindOf(header, label, name, index, body) }
  })
  // Whole numbers without unit or known name, left of the first value, say where a figure belongs.
  const first = columns.findIndex(
    (column) => column.kind === 'value' && (column.name.unit !== '' || column.side !== 'unknown' || isMeasured(column.header)),
  )
  for (const column of columns) {
    const bare = column.kind === 'value' && column.side === 'unknown' && column.name.unit === '' && !isMeasured(column.header)
    const whole = cells.every((row) => (row[column.index]?.figures ?? []).every((q) => q.unit === '' && Number.isInteger(q.value)))
    if (bare && whole && (column.index === 0 || column.index < first)) column.kind = 'setting'
  }
  return { columns, cells }
}

function kindOf(header: string, label: SideLabel, name: MetricName, index: number, body: CellReading[]): Column['kind'] {
  const filled = body.filter((cell) => cell.kind !== 'empty')
  const all = [...body].map((cell) => cell.text.trim()).filter((text) => text !== '')
  if (all.length > 0 && all.every((text) => /^[↑↓]$/.test(text))) return 'direction'
  if (filled.length === 0) return 'empty'
  const bare = header.toLowerCase()
  if (isDerived(header)) return 'derived'
  const wordy = filled.filter((cell) => cell.kind === 'words').length * 2 > filled.length
  if (wordy) return /^metrics?$/.test(bare) ? 'metric' : /^units?$/.test(bare) ? 'unit' : 'name'
  if (isThreshold(header)) return 'threshold'
  if (isSpread(header)) return 'spread'
  const figures = filled.flatMap((cell) => cell.figures)
  if (figures.length > 0 && figures.every((q) => (q.unit === '%' && q.signed) || /^[x×X]$/.test(q.unit)) && !isMeasured(header))
    return 'derived'
  if (label.side !== 'unknown' || name.unit !== '' || figures.some((q) => q.unit !== '')) return 'value'
  if (isSetting(header) || (index === 0 && header === '')) return 'setting'
  return 'value'
}

import type { Side } from '../../model.ts'
import type { Column } from './columns.ts'
import { joinConditions } from './figure.ts'
import type { CellReading } from './grid.ts'
import { type SideNames, sideOf } from './side.ts'

export interface SidedRows {
  sides: Side[]
  /** The other names and settings of a row, and what its side label says besides. */
  conditions: string[]
  /** The columns that hold the side labels. */
  labels: Set<number>
}

/**
 * Sides of rows: `main` and `this PR` as rows, or a column of variants with an `original` among them. Null when no
 * column has labels of both sides, or one whole label beside exactly one other row.
 */
export function sidesOfRows(columns: readonly Column[], cells: readonly CellReading[][], names: SideNames): SidedRows | null {
  for (const column of columns) {
    if (column.kind !== 'name') continue
    const labels = cells.map((row) => sideOf((row[column.index]?.text ?? '').trim(), names))
    const around = columns.filter((other) => other !== column)
    const settings = cells.map((row) =>
      words(
        around.filter((other) => other.kind === 'setting'),
        row,
      ),
    )
    const others = cells.map((row) =>
      words(
        around.filter((other) => /setting|name|metric/.test(other.kind)),
        row,
      ),
    )
    const sides: Side[] = cells.map(() => 'unknown')
    const conditions = labels.map((label, i) =>
      joinConditions(label.side === 'unknown' ? (cells[i]?.[column.index]?.text ?? '') : label.rest, others[i] ?? ''),
    )
    for (const group of new Set(others)) {
      const rows = others.flatMap((other, i) => (other === group ? [i] : []))
      const baseline = rows.filter((i) => labels[i]?.side === 'baseline')
      const candidate = rows.filter((i) => labels[i]?.side === 'candidate')
      if (baseline.length === 0 && candidate.length === 0) continue
      for (const i of [...baseline, ...candidate]) sides[i] = labels[i]?.side ?? 'unknown'
      // Exactly one of each: what else the two labels say is a gloss.
      if (baseline.length === 1 && candidate.length === 1 && rows.length === 2) for (const i of rows) conditions[i] = settings[i] ?? ''
      const [whole] = [...baseline, ...candidate]
      if (rows.length === 2 && baseline.length + candidate.length === 1 && whole !== undefined && labels[whole]?.rest === '') {
        const other = rows.find((i) => i !== whole)
        if (other !== undefined) sides[other] = labels[whole]?.side === 'baseline' ? 'candidate' : 'baseline'
        for (const i of rows) conditions[i] = settings[i] ?? ''
      }
    }
    if (sides.includes('baseline') && sides.includes('candidate')) return { sides, conditions, labels: new Set([column.index]) }
  }
  return null
}

function words(columns: readonly Column[], row: readonly CellReading[]): string {
  return columns
    .map((column) => `${column.header}=${(row[column.index]?.text ?? '').replace(/\s+/g, ' ').trim()}`)
    .filter((text) => !text.endsWith('='))
    .join(', ')
}

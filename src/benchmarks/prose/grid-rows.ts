import type { Side } from '../../model.ts'
import type { Column } from './columns.ts'
import { joinConditions } from './figure.ts'
import type { CellReading } from './grid.ts'
import { type SideNames, sideOf } from './side.ts'

export interface SidedRows {
  sides: Side[]
  /**
   * The settings of a row and what its side label says besides. A baseline that several variants are held against
   * stands once for each of them, since two variants are not two runs of one thing.
   */
  conditions: string[][]
  /** The columns that hold the side labels. */
  labels: Set<number>
}

/**
 * Sides of rows: `main` and `this PR` as rows, or a column of variants with an `original` among them. Null when no
 * column has labels of both sides, or one whole label beside exactly one other row.
 */
export function sidesOfRows(columns: readonly Column[], cells: readonly CellReading[][], names: SideNames): SidedRows | null {
  for (const column of columns.filter((one) => one.kind === 'name')) {
    const texts = cells.map((row) => (row[column.index]?.text ?? '').replace(/\s+/g, ' ').trim())
    const labels = texts.map((text) => sideOf(text, names))
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
    const conditions = cells.map((_, i) => [
      joinConditions(labels[i]?.side === 'unknown' ? (texts[i] ?? '') : (labels[i]?.rest ?? ''), settings[i] ?? ''),
    ])
    for (const group of new Set(others)) {
      const rows = others.flatMap((other, i) => (other === group ? [i] : []))
      const on = (side: Side): number[] => rows.filter((i) => labels[i]?.side === side)
      const [base, candidates] = [on('baseline'), on('candidate')]
      const [only] = base
      if (base.length === 1 && candidates.length === 1 && rows.length === 2) {
        // Exactly one of each: what else the two labels say is a gloss.
        for (const i of rows) conditions[i] = [settings[i] ?? '']
      } else if (base.length === 1 && only !== undefined && candidates.length > 1) {
        for (const i of candidates) conditions[i] = [joinConditions(texts[i] ?? '', settings[i] ?? '')]
        conditions[only] = candidates.flatMap((i) => conditions[i] ?? [])
      } else if (rows.length === 2 && base.length + candidates.length === 1) {
        const [whole] = [...base, ...candidates]
        const other = rows.find((i) => i !== whole)
        if (whole === undefined || other === undefined || labels[whole]?.rest !== '') continue
        sides[other] = labels[whole]?.side === 'baseline' ? 'candidate' : 'baseline'
        for (const i of rows) conditions[i] = [settings[i] ?? '']
      }
      for (const i of [...base, ...candidates]) sides[i] = labels[i]?.side ?? 'unknown'
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

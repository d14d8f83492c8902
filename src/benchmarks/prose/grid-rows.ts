import type { Side } from '../../model.ts'
import type { Column } from './columns.ts'
import { joinConditions } from './figure.ts'
import type { CellReading } from './grid.ts'
import { betterOf } from './metric.ts'
import { agree, baseByRatio, centreOf } from './ratio.ts'
import { settingsDiffer } from './settings-differ.ts'
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
  /** A row without a label is one of the sides. */
  variants: boolean
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
    let variants = false
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
        const [a = '', b = ''] = rows.map((i) => labels[i]?.rest ?? '')
        if (!settingsDiffer(a, b)) for (const i of rows) conditions[i] = [settings[i] ?? '']
      } else if (base.length === 1 && only !== undefined && candidates.length > 1) {
        for (const i of candidates) conditions[i] = [joinConditions(texts[i] ?? '', settings[i] ?? '')]
        conditions[only] = candidates.flatMap((i) => conditions[i] ?? [])
      } else if (rows.length === 2 && base.length + candidates.length === 1) {
        const [whole] = [...base, ...candidates]
        const other = rows.find((i) => i !== whole)
        if (whole === undefined || other === undefined || labels[whole]?.rest !== '') continue
        sides[other] = labels[whole]?.side === 'baseline' ? 'candidate' : 'baseline'
        for (const i of rows) conditions[i] = [settings[i] ?? '']
        variants = true
      }
      for (const i of [...base, ...candidates]) sides[i] = labels[i]?.side ?? 'unknown'
    }
    if (sides.includes('baseline') && sides.includes('candidate')) return { sides, conditions, labels: new Set([column.index]), variants }
  }
  return variantsByRatio(columns, cells, names)
}

/**
 * Variants as rows with a column of ratios to one of them: the row of 1.00, and every other row fits. "Without labels
 * the table itself says what is held against what."
 */
function variantsByRatio(columns: readonly Column[], cells: readonly CellReading[][], names: SideNames): SidedRows | null {
  const ratio = columns.find((column) => column.kind === 'derived')
  const value = columns.findLast((column) => column.kind === 'value' && ratio !== undefined && column.index < ratio.index)
  const label = columns.find((column) => column.kind === 'name')
  if (ratio === undefined || value === undefined || label === undefined) return null
  const around = columns.filter((other) => other !== label && /setting|name|metric/.test(other.kind))
  const others = cells.map((row) => words(around, row))
  const sides: Side[] = cells.map(() => 'unknown')
  const conditions = cells.map((row, i) => [joinConditions(textOf(row, label), others[i] ?? '')])
  for (const group of new Set(others)) {
    const rows = others.flatMap((other, i) => (other === group ? [i] : []))
    const ones = rows.filter((i) => centreOf(cells[i]?.[ratio.index])?.value === 1)
    const labelled = rows.filter((i) => sideOf(textOf(cells[i], label), names).side === 'baseline')
    const [base] = ones.length === 1 ? ones : ones.filter((i) => labelled.includes(i))
    if (base === undefined || rows.length < 2 || (labelled.length > 0 && !labelled.includes(base))) continue
    const variants = rows.filter((i) => i !== base)
    const votes = variants.map((i) => {
      const [x, y, r] = [centreOf(cells[base]?.[value.index]), centreOf(cells[i]?.[value.index]), centreOf(cells[i]?.[ratio.index])]
      if (x === undefined || y === undefined || r === undefined) return null
      return baseByRatio(x, y, r, ratio.header, betterOf(value.name.metric || value.header, x.unit || value.name.unit))
    })
    if (agree(votes) !== 'x') continue
    sides[base] = 'baseline'
    for (const i of variants) sides[i] = 'candidate'
    conditions[base] = variants.flatMap((i) => conditions[i] ?? [])
  }
  return sides.includes('candidate') ? { sides, conditions, labels: new Set([label.index]), variants: true } : null
}

function textOf(row: readonly CellReading[] | undefined, column: Column): string {
  return (row?.[column.index]?.text ?? '').replace(/\s+/g, ' ').trim()
}

function words(columns: readonly Column[], row: readonly CellReading[]): string {
  return columns
    .map((column) => `${column.header}=${(row[column.index]?.text ?? '').replace(/\s+/g, ' ').trim()}`)
    .filter((text) => !text.endsWith('='))
    .join(', ')
}

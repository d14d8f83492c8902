import type { Side } from '../../model.ts'
import type { Column } from './columns.ts'
import type { CellReading } from './grid.ts'
import { betterOf } from './metric.ts'

/** How a table's columns came by their sides; `variants` when only its own ratio column says what is held against what. */
export interface SidedColumns {
  sides: Map<number, Side>
  /** Columns whose metric is the other side's: `fused avg us` beside `baseline avg us`. */
  metrics: Map<number, Column['name']>
  variants: boolean
}

/** Sides of value columns: from labels; the one column beside a labelled one; else from the table's own ratio column. */
export function sidesOfColumns(columns: readonly Column[], cells: readonly CellReading[][]): SidedColumns {
  const values = columns.filter((column) => column.kind === 'value')
  const sides = new Map(values.map((column) => [column.index, column.side]))
  const metrics = new Map(values.map((column) => [column.index, column.name]))
  const sided = values.filter((column) => column.side !== 'unknown')
  const open = values.filter((column) => column.side === 'unknown')
  if (sided.length === 0) return byRatio(values, columns, cells, { sides, metrics, variants: false })
  for (const column of sided) {
    if (sided.some((other) => other.side !== column.side && sameKey(other, column))) continue
    const opposite = sided.filter((other) => other.side !== column.side)
    // "previous (cublas)" and "ours": what else the two headers say is a gloss when they are the only two.
    if (opposite.length === 1 && sided.length === 2) {
      metrics.set(column.index, { ...column.name, metric: '' })
      continue
    }
    const partners = open.filter((other) => other.name.unit === column.name.unit && other.name.statistic === column.name.statistic)
    const rivals = sided.filter((other) => other.name.unit === column.name.unit && other.name.statistic === column.name.statistic)
    if (opposite.length === 0 && partners.length === 1 && rivals.length === 1) {
      const [partner] = partners
      if (partner !== undefined && (column.name.metric === '' || partner.name.metric.endsWith(column.name.metric))) {
        sides.set(partner.index, column.side === 'baseline' ? 'candidate' : 'baseline')
        metrics.set(partner.index, column.name)
      }
    }
  }
  return { sides, metrics, variants: false }
}

function sameKey(a: Column, b: Column): boolean {
  return a.name.metric.toLowerCase() === b.name.metric.toLowerCase() && a.name.unit === b.name.unit && a.name.statistic === b.name.statistic
}

/**
 * Without labels a table may still say what it holds against what: `speedup` or `Δ` beside two columns of one unit is
 * an arithmetic statement. The side follows when one reading fits the figures and the other does not.
 */
function byRatio(
  values: readonly Column[],
  columns: readonly Column[],
  cells: readonly CellReading[][],
  plain: SidedColumns,
): SidedColumns {
  let variants = false
  for (const [i, a] of values.entries()) {
    const b = values[i + 1]
    if (b === undefined || a.name.unit !== b.name.unit || a.name.statistic !== b.name.statistic) continue
    const base = columns
      .filter((column) => column.kind === 'derived')
      .map((ratio) => baseOf(a, b, ratio, cells))
      .find((found) => found !== null)
    if (base === undefined || base === null) continue
    const [from, to] = base === a ? [a, b] : [b, a]
    plain.sides.set(from.index, 'baseline')
    plain.sides.set(to.index, 'candidate')
    plain.metrics.set(from.index, { ...from.name, metric: '' })
    plain.metrics.set(to.index, { ...to.name, metric: '' })
    variants = true
  }
  return { ...plain, variants }
}

function baseOf(a: Column, b: Column, ratio: Column, cells: readonly CellReading[][]): Column | null {
  let rows = 0
  const votes = { a: 0, b: 0 }
  for (const row of cells) {
    const [x, y, r] = [a, b, ratio].map((column) => centre(row[column.index]))
    if (x === undefined || y === undefined || r === undefined || x.value === y.value || x.value === 0 || y.value === 0) continue
    rows++
    const better = betterOf(a.name.metric || a.header, x.unit || a.name.unit)
    const vote = fits(x.value, y.value, r, better === 'unknown' ? betterOf(ratio.header, x.unit) : better, row[ratio.index]?.text ?? '')
    if (vote !== null) votes[vote]++
  }
  if (rows === 0) return null
  if (votes.a > 0 && votes.a * 3 >= rows * 2 && votes.b === 0) return a
  if (votes.b > 0 && votes.b * 3 >= rows * 2 && votes.a === 0) return b
  return null
}

type Figure = CellReading['figures'][number]

/** The figure of a cell, the middle one of `min / mean ± sd / max`. */
function centre(cell: CellReading | undefined): Figure | undefined {
  const figures = cell?.figures ?? []
  return figures.length === 3 ? figures[1] : figures.length === 1 ? figures[0] : undefined
}

/** Which of the two is the base, when the ratio as written tells; null when neither or both fit. */
function fits(x: number, y: number, r: Figure, better: string, text: string): 'a' | 'b' | null {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0
  const near = (value: number): boolean => Math.abs(value - Math.abs(r.value)) <= 0.6 * 10 ** -decimals + Math.abs(r.value) * 0.004
  const exact = (value: number): boolean => Math.abs(value - r.value) <= 0.6 * 10 ** -decimals + Math.abs(r.value) * 0.004
  if (r.unit === '%') {
    const a = exact((100 * (y - x)) / x) || (!/[+−-]/.test(text) && near((100 * (y - x)) / x))
    const b = exact((100 * (x - y)) / y) || (!/[+−-]/.test(text) && near((100 * (x - y)) / y))
    return a === b ? null : a ? 'a' : 'b'
  }
  if (!/^[x×X]?$/.test(r.unit)) return null
  const faster = /faster|slower/i.exec(text)?.[0].toLowerCase()
  const down = near(x / y)
  const up = near(y / x)
  if (down === up || better === 'unknown') return null
  // A speed-up is base over new for times and new over base for rates; "slower" turns it round.
  const speed = (better === 'lower') !== (faster === 'slower')
  return down === speed ? 'a' : 'b'
}

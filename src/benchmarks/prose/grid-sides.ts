import type { Side } from '../../model.ts'
import type { Column } from './columns.ts'
import type { CellReading } from './grid.ts'
import { betterOf, isMeasured, metricName } from './metric.ts'
import { agree, agreeOnSigns, baseByRatio, centreOf } from './ratio.ts'

/** How a table's columns came by their sides; `variants` when a column without a label is one of the sides. */
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
  let variants = false
  if (sided.length === 0) return byRatio(values, columns, cells, { sides, metrics, variants: false })
  for (const column of open.filter((one) => one.current)) {
    const partner = sided.find((other) => sameKey(other, column))
    if (partner !== undefined) sides.set(column.index, partner.side === 'baseline' ? 'candidate' : 'baseline')
  }
  for (const column of sided) {
    if (sided.some((other) => other.side !== column.side && sameKey(other, column))) continue
    const opposite = sided.filter((other) => other.side !== column.side)
    // "previous (cublas)" and "ours": what else the two headers say is a gloss when they are the only two.
    const [other] = opposite
    if (other !== undefined && opposite.length === 1 && sided.length === 2) {
      // Two measured names are two things, "old latency" and "new overhead".
      if (isMeasured(column.name.metric) && isMeasured(other.name.metric)) continue
      metrics.set(column.index, { ...column.name, metric: '' })
      continue
    }
    const partners = open.filter(
      (other) =>
        sides.get(other.index) === 'unknown' && other.name.unit === column.name.unit && other.name.statistic === column.name.statistic,
    )
    const rivals = sided.filter((other) => other.name.unit === column.name.unit && other.name.statistic === column.name.statistic)
    if (opposite.length === 0 && partners.length === 1 && rivals.length === 1) {
      const [partner] = partners
      if (partner !== undefined && isVariantOf(partner, column)) {
        sides.set(partner.index, column.side === 'baseline' ? 'candidate' : 'baseline')
        const metric = partner.name.metric.endsWith(column.name.metric) ? column.name.metric : ''
        metrics.set(partner.index, { ...column.name, metric })
        metrics.set(column.index, { ...column.name, metric })
        variants = true
      }
    }
  }
  return { sides, metrics, variants }
}

/** Whether an unlabelled column is the labelled one's other side: `fused avg us` beside `baseline avg us`, `new kernel` beside `cuBLAS (baseline)`. */
function isVariantOf(partner: Column, column: Column): boolean {
  const [own, other] = [column.name.metric, partner.name.metric]
  if (/\b(?:worker|slave|replica|secondary|follower|standby|thread|process|peer|client|server|node)s?\b/i.test(partner.header)) return false
  // Sizes and makes of a model: its "base" is none of a change.
  if (/^base$/i.test(column.header) && /\b(?:instruct|chat|it|small|medium|large|xl|tiny|mini|distil\w*)\b/i.test(partner.header))
    return false
  return own === '' || other.endsWith(own) || (!isMeasured(own) && !isMeasured(other))
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
  const ratios = columns.filter((column) => column.kind === 'derived')
  for (const [i, a] of values.entries()) {
    for (const b of values.slice(i + 1)) {
      if (a.name.unit !== b.name.unit || a.name.statistic !== b.name.statistic) continue
      // Three variants and a ratio: which two the ratio means is not said.
      if (
        values.filter((other) => other.name.unit === a.name.unit && other.name.statistic === a.name.statistic && kin(other, a)).length !== 2
      )
        continue
      const base = ratios.map((ratio) => baseOf(a, b, ratio, cells)).find((found) => found !== null)
      if (base === undefined || base === null) continue
      return { ...assign(base === a ? [a, b] : [b, a], values, plain), variants: true }
    }
  }
  return plain
}

/** Whether two headers could be variants of one quantity: `ASM us` and `HK us`, `freeze=0` and `freeze=1`. */
function kin(a: Column, b: Column): boolean {
  return isMeasured(a.name.metric) === isMeasured(b.name.metric)
}

/** Gives the two columns their sides, and every other pair that begins with the same two words: `ASM err`, `HK err`. */
function assign([from, to]: [Column, Column], values: readonly Column[], plain: SidedColumns): SidedColumns {
  const [before, after] = [from.header.split(' ')[0] ?? '', to.header.split(' ')[0] ?? '']
  const take = (column: Column, side: Side, metric: string): void => {
    plain.sides.set(column.index, side)
    plain.metrics.set(column.index, { ...column.name, metric })
  }
  take(from, 'baseline', '')
  take(to, 'candidate', '')
  // "overlap off" and "overlap on" differ in what follows.
  if (before === after) return plain
  for (const column of values) {
    const rest = column.header.slice(before.length).trim()
    const partner = values.find((other) => other.header === `${after} ${rest}`)
    if (column === from || rest === '' || !column.header.startsWith(`${before} `) || partner === undefined) continue
    const metric = metricName(rest).metric
    take(column, 'baseline', metric)
    take(partner, 'candidate', metric)
  }
  return plain
}

function baseOf(a: Column, b: Column, ratio: Column, cells: readonly CellReading[][]): Column | null {
  const rows = cells.flatMap((row) => {
    const [x, y, r] = [a, b, ratio].map((column) => centreOf(row[column.index]))
    if (x === undefined || y === undefined || r === undefined) return []
    const label = row.find((cell) => cell.kind === 'words')?.text ?? ''
    const own = betterOf(a.name.metric || a.header, x.unit || a.name.unit)
    return [{ x, y, r, better: own === 'unknown' ? betterOf(label, metricName(label).unit) : own }]
  })
  const votes = rows.map(({ x, y, r, better }) => baseByRatio(x, y, r, ratio.header, better))
  const plain = /diff|delta|\u0394|\u2206|change/i.test(ratio.header) && votes.every((vote) => vote === null)
  const base = plain ? agreeOnSigns(rows) : agree(votes)
  return base === null ? null : base === 'x' ? a : b
}

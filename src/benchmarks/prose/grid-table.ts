/** What a table says as a whole, before its rows are read. */
import type { Better } from '../../model.ts'
import { statisticName } from '../labels.ts'
import { type Caption, captionMetric, captionUnit } from './cell-parts.ts'
import { type Column, columnsOf } from './columns.ts'
import type { Context } from './figure.ts'
import { type CellReading, type Grid, withWholeHeader } from './grid.ts'
import { type SidedRows, sidesOfRows } from './grid-rows.ts'
import { type SidedColumns, sidesOfColumns } from './grid-sides.ts'
import { isMeasured, type MetricName, metricName } from './metric.ts'
import { labelOfRow } from './row-label.ts'
import type { SideNames } from './side.ts'

export interface Table {
  readonly grid: Grid
  readonly columns: readonly Column[]
  readonly cells: readonly CellReading[][]
  /** The columns that hold figures. */
  readonly values: readonly Column[]
  readonly caption: Caption
  /** What the words above say of figures without a unit. */
  readonly shared: { readonly unit: string; readonly better: Better | null }
  /** Whether its numbers are ratios, by themselves or by the words above. */
  readonly holdsRatios: boolean
  readonly sided: SidedColumns
  /** Whether columns are sides. */
  readonly bySide: boolean
  /** Else rows may be. */
  readonly rows: SidedRows | null
  /** What the header above the rows' names says that all of them measure. */
  readonly corner: MetricName | null
  /** Columns that hold variants of what was run, while the rows are metrics. */
  readonly variants: readonly Column[]
  /** Rows of several things that have one kind of unit: "Requests per second" above "Frames per second". */
  readonly severalRates: boolean
}

/** Null for a table that holds no results: settings, versions, defaults. */
export function tableOf(written: Grid, context: Context, names: SideNames): Table | null {
  const grid = withWholeHeader(written)
  const { columns, cells } = columnsOf(grid, names, `${context.caption} ${context.condition}`)
  const values = columns.filter((column) => column.kind === 'value')
  if (holdsNoResults(columns, values, cells)) return null
  const caption = captionMetric(context.caption)
  const rowNames = cells.map((row) => labelOfRow(columns, row, [], new Set()).name)
  const allBare = values.every((column) => isBare(column, cells)) && !rowNames.some(isMeasured)
  // "Speed-up over eager": bare numbers below it are ratios.
  const ratios =
    /speed-?up|slow-?down|\bratio\b/i.test(context.caption) && values.every((column) => isBare(column, cells) && column.side === 'unknown')
  if (ratios) for (const column of values) column.kind = 'derived'
  const sided = sidesOfColumns(columns, cells)
  const bySide = values.some((column) => sided.sides.get(column.index) !== 'unknown')
  const rows = bySide ? null : sidesOfRows(columns, cells, names)
  return {
    grid,
    columns,
    cells,
    values,
    caption,
    shared: caption.unit === '' && allBare ? captionUnit(context.caption) : { unit: '', better: null },
    holdsRatios: values.length === 0 || ratios,
    sided,
    bySide,
    rows,
    corner: bySide ? cornerOf(columns, rowNames) : null,
    variants: bySide || rows !== null ? [] : variantsAmong(columns, values),
    severalRates: new Set(rowNames.map(metricName).flatMap(({ metric, unit }) => (metric === '' && unit !== '' ? [unit] : []))).size > 1,
  }
}

/** Tables of settings: their numbers are no results. */
const settings =
  /^(?:param|parameter|setting|option|config(?:uration)?(?: key)?|argument|arg|flag|env(?:ironment)?(?: variable)?|field|key|property)s?$/i

function holdsNoResults(columns: readonly Column[], values: readonly Column[], cells: readonly (readonly CellReading[])[]): boolean {
  const measures = values.some(({ header, name }) => name.unit !== '' || isMeasured(header))
  if (settings.test(columns[0]?.header ?? '') && columns.length <= 3 && !measures) return true
  return holdsVersions(values, cells) || (values.length > 0 && values.every(({ header }) => /\bdefaults?\b/i.test(header)))
}

/** "5.4.1" among bare numbers under the sides: what was upgraded, and nothing measured. */
function holdsVersions(values: readonly Column[], cells: readonly (readonly CellReading[])[]): boolean {
  const sided = values.filter((column) => column.side !== 'unknown')
  const all = sided.flatMap(({ index }) => cells.flatMap((row) => row[index] ?? []))
  return (
    all.some(({ text }) => /^\s*v?\d+\.\d+\.\d+(?:[-+]\S*)?\s*$/.test(text)) &&
    all.every(({ figures }) => figures.every(({ unit }) => unit === ''))
  )
}

/** A first column of this name holds what was measured, the others hold variants of what was run. */
const metricsBelow = /^metrics?$/i

function variantsAmong(columns: readonly Column[], values: readonly Column[]): Column[] {
  // The B of "Variant B" is no byte.
  const variants = values.filter(({ header, name }) => (name.unit === '' || / [A-Z]$/.test(header)) && !isMeasured(header))
  return variants.length > 1 && metricsBelow.test(columns[0]?.header ?? '') ? variants : []
}

/**
 * Where columns are sides, the header above the rows' names may say what all of them measure: "ns/op", "Latency (ms)", or
 * "TTFT" above statistics of it.
 */
function cornerOf([first]: readonly Column[], rowNames: readonly string[]): MetricName | null {
  if (first?.kind !== 'name') return null
  const isAbove = isMeasured(first.header) && rowNames.every((name) => statisticName(name) !== null)
  return first.name.unit !== '' || isAbove ? first.name : null
}

/** Numbers without unit under a header that names no metric. */
function isBare(column: Column, cells: readonly (readonly CellReading[])[]): boolean {
  const figures = cells.flatMap((row) => row[column.index]?.figures ?? [])
  return column.name.unit === '' && !isMeasured(column.header) && figures.length > 0 && figures.every((q) => q.unit === '')
}

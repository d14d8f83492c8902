import type { Better, Flag, Side } from '../../model.ts'
import { partsOf } from './cell-parts.ts'
import type { Column } from './columns.ts'
import { type Context, type Figure, type Found, figure, joinConditions } from './figure.ts'
import { type CellReading, type Grid, lineWithin } from './grid.ts'
import { type GridRow, isShare, rowOf } from './grid-row.ts'
import { spreadBeside, spreads } from './grid-spread.ts'
import { type Table, tableOf } from './grid-table.ts'
import { betterOf, isMeasured, isWorkload, kindOf } from './metric.ts'
import { readRatios } from './read-ratios.ts'
import type { SideNames } from './side.ts'
import { isRate, isTime } from './unit-words.ts'
import { sidesUnknown, variantsCompared } from './variants.ts'

/** The figures of a table. Settings become conditions; ratios stand for themselves only where no values do. */
export function readGrid(written: Grid, context: Context, names: SideNames): Found & { flags: Flag[] } {
  const table = tableOf(written, context, names)
  if (table === null) return { figures: [], changes: [], flags: [] }
  const { grid, columns, cells, values, sided, rows } = table
  if (table.holdsRatios) return { ...readRatios(columns, cells, context), flags: [] }
  const inherited: string[] = []
  const figures = cells.flatMap((row, index) => {
    const read = rowOf(table, index, row, inherited)
    if (read === null) return []
    const side = rows?.sides[index] ?? 'unknown'
    const found = values.flatMap((column) => figuresIn(table, read, column, side, context))
    return [...found, ...spreads(columns, row, read.label.name, joinConditions(context.condition, read.label.condition))]
  })
  if (figures.length === 0) return { figures, changes: [], flags: [] }
  const paired = figures.some((one) => one.side !== 'unknown')
  const flag = sided.variants || rows?.variants ? variantsCompared(grid, values) : paired ? null : sidesUnknown(grid, values)
  return { figures, changes: [], flags: [...(flag === null ? [] : [flag]), ...leftOut(values, cells)] }
}

/** The figures of one cell. */
function figuresIn(table: Table, row: GridRow, column: Column, sideOfRow: Side, context: Context): Figure[] {
  const { bySide, caption, corner, shared, sided } = table
  const { label } = row
  const own = bySide ? (sided.sides.get(column.index) ?? 'unknown') : sideOfRow
  if (bySide && saysOfOthers(table, row, column, own)) return []
  const isVariant = table.variants.includes(column)
  const name = isVariant ? { ...column.name, metric: '', unit: '' } : (sided.metrics.get(column.index) ?? column.name)
  const side: Side = own === 'unknown' && !bySide ? context.side : own
  const bare = name.metric === '' && name.unit === ''
  const transposed = bare && row.isMetric
  const cornered = bare ? corner : null
  const isKnown = cornered !== null || own !== 'unknown' || row.isMetric || caption.metric !== '' || isMeasured(column.header)
  return partsOf(row.cells[column.index], name, caption, column).flatMap(([q, part, inCell]) => {
    const given = part.unit || (transposed ? row.metric.unit : '') || label.unit || caption.unit || (cornered?.unit ?? '') || shared.unit
    const unit = scaled(q.unit, given)
    if (unit === '' && !isKnown && part.statistic === 'value') return []
    const fallback = row.isMetric && row.metric.metric !== '' ? row.metric.metric : caption.metric || (cornered?.metric ?? '')
    const metric = (transposed && !row.isPercentile ? row.metric.metric : part.metric || fallback) || kindOf(unit)
    const isNamed = label.metric === '' && row.isMetric && part.metric === '' && !(table.severalRates && row.metric.metric === '')
    const ofPart = part.statistic !== 'value' || !(transposed || row.isPercentile || label.metric !== '')
    return row.conditions.map((condition) =>
      figure({
        benchmark: isNamed ? '' : label.name,
        metric: metric === '' ? 'value' : metric,
        statistic: ofPart ? part.statistic : row.metric.statistic,
        value: q.value,
        unit,
        better: label.better ?? shared.better ?? wayOf(`${metric} ${column.header}`, unit, label.arrow ?? column.better),
        side: inCell ?? side,
        condition: joinConditions(context.condition, condition, isVariant || caption.parts.length > 0 ? column.header : ''),
        line: lineWithin(row.cells[column.index], q.start),
        text: (row.cells[column.index]?.cell.text ?? '').slice(q.start, q.end).trim(),
        spread: q.spread ?? spreadBeside(table.columns, row.cells, column, unit),
        role: isAggregate(label.name) ? 'aggregate' : transposed && isWorkload(label.metric || label.name) ? 'workload' : 'result',
      }),
    )
  })
}

/** Whether a cell beside two sides says how they compare, or what the other rows come to. */
function saysOfOthers({ cells }: Table, row: GridRow, column: Column, own: Side): boolean {
  const figures = row.cells[column.index]?.figures ?? []
  // Percentages under a header that measures nothing.
  if (own === 'unknown' && !isMeasured(column.header) && figures.every(isShare)) return true
  // "1.02x faster" below times: the mean of what the other rows say.
  return figures[0]?.unit === 'x' && cells.some((other) => isTime(other[column.index]?.figures[0]?.unit ?? ''))
}

/** A mean over the table's other rows. */
function isAggregate(name: string): boolean {
  return /^(?:geo(?:metric)?[ -]?mean|gmean|harmonic mean)$/i.test(name)
}

/** What the name and the unit say; an arrow beside the name may be how it went, and counts where they say nothing. */
function wayOf(name: string, unit: string, arrow: Better | null): Better {
  const better = betterOf(name, unit)
  return better === 'unknown' ? (arrow ?? better) : better
}

/** "1.9k" under "tok/s" is in thousands of them. */
function scaled(unit: string, given: string): string {
  return /^[kKMG]$/.test(unit) && isRate(given) ? `${unit} ${given}` : unit || given
}

/** Cells among figures that say less than a figure: whoever looks for their row is told. */
function leftOut(values: readonly Column[], cells: readonly (readonly CellReading[])[]): Flag[] {
  return cells.flatMap((row) =>
    values.flatMap(({ index }): Flag[] => {
      const cell = row[index]
      if (cell === undefined || cell.noFigure === null) return []
      const text = cell.cell.text
      return [
        {
          code: 'not-a-number',
          message: `"${text}" is a ${cell.noFigure}, not a figure: it is left out.`,
          locator: { line: cell.cell.line, text },
        },
      ]
    }),
  )
}

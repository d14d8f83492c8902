import type { Better, Flag, Measurement, Side } from '../../model.ts'
import { captionMetric, captionUnit, partsOf } from './cell-parts.ts'
import { type Column, columnsOf } from './columns.ts'
import { type Context, type Figure, type Found, figure, joinConditions } from './figure.ts'
import { type CellReading, type Grid, lineWithin, withWholeHeader } from './grid.ts'
import { sidesOfRows } from './grid-rows.ts'
import { sidesOfColumns } from './grid-sides.ts'
import {
  betterOf,
  isConfigured,
  isDerived,
  isMeasured,
  isPercentile,
  isSetting,
  isThreshold,
  isTimed,
  isWorkload,
  kindOf,
  metricName,
} from './metric.ts'
import type { Quantity } from './quantity.ts'
import { readRatios } from './read-ratios.ts'
import { labelOfRow } from './row-label.ts'
import type { SideNames } from './side.ts'
import { isRate, isTime } from './unit-words.ts'
import { sidesUnknown, variantsCompared } from './variants.ts'

/** Tables of settings: their numbers are no results. */
const settings =
  /^(?:param|parameter|setting|option|config(?:uration)?(?: key)?|argument|arg|flag|env(?:ironment)?(?: variable)?|field|key|property)s?$/i

/** `groupby.Apply.time_frame`, `cache::get`: the name of a benchmark, whatever words are in it. */
const identifier = /[A-Za-z_]\.[A-Za-z_]\w*[.(]|::/

/** A first column of this name holds what was measured, the others hold variants of what was run. */
const metricsBelow = /^metrics?$/i

/** The figures of a table. Settings become conditions; ratios stand for themselves only where no values do. */
export function readGrid(written: Grid, context: Context, names: SideNames): Found & { flags: Flag[] } {
  const grid = withWholeHeader(written)
  const { columns, cells } = columnsOf(grid, names, `${context.caption} ${context.condition}`)
  const values = columns.filter((column) => column.kind === 'value')
  const measures = columns.some(({ kind, header, name }) => kind === 'value' && (name.unit !== '' || isMeasured(header)))
  if (settings.test(columns[0]?.header ?? '') && columns.length <= 3 && !measures) return { figures: [], changes: [], flags: [] }
  if (holdsVersions(values, cells) || (values.length > 0 && values.every(({ header }) => /\bdefaults?\b/i.test(header))))
    return { figures: [], changes: [], flags: [] }
  const caption = captionMetric(context.caption)
  const allBare =
    values.every((column) => isBare(column, cells)) && !cells.some((row) => isMeasured(labelOfRow(columns, row, [], new Set()).name))
  const shared = caption.unit === '' && allBare ? captionUnit(context.caption) : { unit: '', better: null }
  // "Speed-up over eager": bare numbers below it are ratios.
  const ratios =
    /speed-?up|slow-?down|\bratio\b/i.test(context.caption) && values.every((column) => isBare(column, cells) && column.side === 'unknown')
  if (ratios) for (const column of values) column.kind = 'derived'
  if (values.length === 0 || ratios) return { ...readRatios(columns, cells, context), flags: [] }
  const sided = sidesOfColumns(columns, cells)
  const bySide = values.some((column) => sided.sides.get(column.index) !== 'unknown')
  const rows = bySide ? null : sidesOfRows(columns, cells, names)
  const corner = bySide ? cornerOf(columns) : null
  // The B of "Variant B" is no byte.
  const variants = values.filter(({ header, name }) => (name.unit === '' || / [A-Z]$/.test(header)) && !isMeasured(header))
  const byVariant = !bySide && rows === null && variants.length > 1 && metricsBelow.test(columns[0]?.header ?? '')
  // "Requests per second" above "Frames per second": two things, and one kind of unit.
  const unitsOnly = cells
    .map((row) => metricName(labelOfRow(columns, row, [], new Set()).name))
    .filter(({ metric, unit }) => metric === '' && unit !== '')
  const severalRates = new Set(unitsOnly.map(({ unit }) => unit)).size > 1
  const figures: Figure[] = []
  const inherited: string[] = []
  for (const [index, row] of cells.entries()) {
    const label = labelOfRow(columns, row, inherited, rows?.labels ?? new Set())
    if (isThreshold(label.name) || isConfigured(label.name)) continue
    // Settings as rows: `batch size | 8 | 8`.
    if (
      bySide &&
      isSetting(label.name) &&
      !isWorkload(label.name) &&
      !values.some(({ index }) => row[index]?.figures.some(({ unit }) => isTimed(label.name, unit)))
    )
      continue
    // "Δ | -25 % | -9 %" below the two sides.
    if (
      isDerived(label.name || (rows?.conditions[index]?.[0] ?? '')) &&
      values.every(({ index }) => row[index]?.figures.every(isShare) !== false)
    )
      continue
    const byRow = metricName(label.metric || label.name)
    // "p99" alone is a statistic of what the table measures; "max" may be a function that was measured.
    const rowIsPercentile = isPercentile(label.name)
    // Where columns are sides the row's label is the metric, if it is one.
    const rowIsMetric =
      rowIsPercentile || byVariant || label.metric !== '' || byRow.unit !== '' || (isMeasured(byRow.metric) && !identifier.test(label.name))
    for (const column of values) {
      const isVariant = byVariant && variants.includes(column)
      const name = isVariant ? { ...column.name, metric: '', unit: '' } : (sided.metrics.get(column.index) ?? column.name)
      const own = bySide ? (sided.sides.get(column.index) ?? 'unknown') : (rows?.sides[index] ?? 'unknown')
      // Percentages beside two sides, under a header that measures nothing: changes between them.
      if (bySide && own === 'unknown' && !isMeasured(column.header) && (row[column.index]?.figures ?? []).every(isShare)) continue
      // "1.02x faster" below times: the mean of what the other rows say.
      if (
        bySide &&
        row[column.index]?.figures[0]?.unit === 'x' &&
        cells.some((other) => isTime(other[column.index]?.figures[0]?.unit ?? ''))
      )
        continue
      const side: Side = own === 'unknown' && !bySide ? context.side : own
      const bare = name.metric === '' && name.unit === ''
      const transposed = bare && rowIsMetric
      const cornered = bare ? corner : null
      for (const [q, part, inCell] of partsOf(row[column.index], name, caption, column)) {
        const unit = scaled(
          q.unit,
          part.unit || (transposed ? byRow.unit : '') || label.unit || caption.unit || (cornered?.unit ?? '') || shared.unit,
        )
        const fallback = rowIsMetric && byRow.metric !== '' ? byRow.metric : caption.metric || (cornered?.metric ?? '')
        const metric = (transposed && !rowIsPercentile ? byRow.metric : part.metric || fallback) || kindOf(unit)
        const known =
          cornered !== null ||
          own !== 'unknown' ||
          rowIsMetric ||
          caption.metric !== '' ||
          part.statistic !== 'value' ||
          isMeasured(column.header)
        if (unit === '' && !known) continue
        for (const condition of rows?.conditions[index] ?? [label.condition])
          figures.push(
            figure({
              benchmark:
                label.metric === '' && rowIsMetric && part.metric === '' && !(severalRates && byRow.metric === '') ? '' : label.name,
              metric: metric === '' ? 'value' : metric,
              statistic:
                part.statistic !== 'value' || !(transposed || rowIsPercentile || label.metric !== '') ? part.statistic : byRow.statistic,
              value: q.value,
              unit,
              better: label.better ?? shared.better ?? wayOf(`${metric} ${column.header}`, unit, label.arrow ?? column.better),
              side: inCell ?? side,
              condition: joinConditions(context.condition, condition, isVariant || caption.parts.length > 0 ? column.header : ''),
              line: lineWithin(row[column.index], q.start),
              text: (row[column.index]?.cell.text ?? '').slice(q.start, q.end).trim(),
              spread: q.spread ?? spreadBeside(columns, row, column, unit),
              role: isAggregate(label.name) ? 'aggregate' : transposed && isWorkload(label.metric || label.name) ? 'workload' : 'result',
            }),
          )
      }
    }
    figures.push(...spreads(columns, row, label.name, joinConditions(context.condition, label.condition)))
  }
  if (figures.length === 0) return { figures, changes: [], flags: [] }
  const paired = figures.some((one) => one.side !== 'unknown')
  const flag = sided.variants || rows?.variants ? variantsCompared(grid, values) : paired ? null : sidesUnknown(grid, values)
  return { figures, changes: [], flags: [...(flag === null ? [] : [flag]), ...leftOut(values, cells)] }
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

/** A mean over the table's other rows. */
function isAggregate(name: string): boolean {
  return /^(?:geo(?:metric)?[ -]?mean|gmean|harmonic mean)$/i.test(name)
}

/** What the name and the unit say; an arrow beside the name may be how it went, and counts where they say nothing. */
function wayOf(name: string, unit: string, arrow: Better | null): Better {
  const better = betterOf(name, unit)
  return better === 'unknown' ? (arrow ?? better) : better
}

function isShare({ unit }: Quantity): boolean {
  return /^[%xX×]$/.test(unit)
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

/** Where columns are sides, the header above the rows' names may say what all of them measure: "ns/op", "Latency (ms)". */
function cornerOf([first]: readonly Column[]): { metric: string; unit: string } | null {
  return first?.kind === 'name' && first.name.unit !== '' ? first.name : null
}

/** Numbers without unit under a header that names no metric. */
function isBare(column: Column, cells: readonly (readonly CellReading[])[]): boolean {
  const figures = cells.flatMap((row) => row[column.index]?.figures ?? [])
  return column.name.unit === '' && !isMeasured(column.header) && figures.length > 0 && figures.every((q) => q.unit === '')
}

/** The deviation or standard error in the column right after a value. */
function spreadBeside(columns: readonly Column[], row: readonly CellReading[], column: Column, unit: string): Measurement['spread'] {
  const next = columns.slice(column.index + 1).find((other) => other.kind !== 'empty' && other.kind !== 'name')
  const q = next?.kind === 'spread' ? row[next.index]?.figures[0] : undefined
  if (q === undefined || next === undefined) return null
  // "812 ns" beside "1.2 us"
  const own = q.unit || next.name.unit
  if (own !== '' && own !== unit) return null
  if (/err/i.test(next.header) && q.unit !== '%')
    return { kind: /std|standard/i.test(next.header) ? 'standard-error' : 'half-width', value: q.value }
  return /std|dev|σ|sigma/i.test(next.header) && q.unit !== '%' ? { kind: 'standard-deviation', value: q.value } : null
}

/** Deviations with a unit of their own (console.table of a benchmark) stand as derived figures too. */
function spreads(columns: readonly Column[], row: readonly CellReading[], benchmark: string, condition: string): Figure[] {
  return columns
    .filter((column) => column.kind === 'spread')
    .flatMap((column) => {
      const cell = row[column.index]
      const [q] = cell?.figures ?? []
      if (cell === undefined || q === undefined || q.unit === '' || cell.figures.length > 1) return []
      const text = cell.cell.text.slice(q.start, q.end).trim()
      const fields = {
        benchmark,
        metric: column.header,
        statistic: 'spread',
        value: q.value,
        unit: q.unit,
        better: 'unknown',
        side: 'unknown',
      } as const
      return [figure({ ...fields, condition, line: lineWithin(cell, q.start), text, role: 'derived' })]
    })
}

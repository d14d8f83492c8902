import type { Flag, Side } from '../../model.ts'
import { type Column, columnsOf } from './columns.ts'
import { type Context, type Figure, type Found, figure, joinConditions } from './figure.ts'
import type { CellReading, Grid } from './grid.ts'
import { sidesOfRows } from './grid-rows.ts'
import { sidesOfColumns } from './grid-sides.ts'
import { betterOf, isDerived, isMeasured, isThreshold, isWorkload, type MetricName, metricName } from './metric.ts'
import type { Quantity } from './quantity.ts'
import type { SideNames } from './side.ts'
import { isBytes, isRate, isTime, isUnit } from './unit-words.ts'

/** The figures of a table. Settings become conditions; ratios stand for themselves only where no values do. */
export function readGrid(grid: Grid, context: Context, names: SideNames): Found & { flags: Flag[] } {
  const found: Found & { flags: Flag[] } = { figures: [], changes: [], flags: [] }
  const { columns, cells } = columnsOf(grid, names)
  if (
    /^(?:parameter|setting|option|config key|argument|arg|flag|env(?:ironment)?(?: variable)?|field|key|property)s?$/i.test(
      columns[0]?.header ?? '',
    )
  )
    return found
  const values = columns.filter((column) => column.kind === 'value')
  if (values.length === 0) return readRatios(columns, cells, context, found)
  const sided = sidesOfColumns(columns, cells)
  const bySide = values.some((column) => sided.sides.get(column.index) !== 'unknown')
  const rows = bySide ? null : sidesOfRows(columns, cells, names)
  const caption = captionMetric(context.caption)
  const inherited: string[] = []
  for (const [index, row] of cells.entries()) {
    const label = labelOf(columns, row, inherited, rows?.labels ?? new Set())
    const byRow = metricName(label.metric || label.name)
    const rowIsMetric = label.metric !== '' || byRow.unit !== '' || isMeasured(byRow.metric)
    if (isThreshold(label.name)) continue
    for (const column of values) {
      const name = sided.metrics.get(column.index) ?? column.name
      const side = bySide ? (sided.sides.get(column.index) ?? 'unknown') : (rows?.sides[index] ?? 'unknown')
      const aside = side === 'unknown' && !bySide ? context.side : side
      const transposed = name.metric === '' && name.unit === '' && rowIsMetric
      const bare = name.metric === '' && name.unit === '' && name.statistic === 'value'
      for (const [q, part] of partsOf(row[column.index], name, caption)) {
        const unit = q.unit || part.unit || (transposed ? byRow.unit : '') || label.unit || caption.unit
        const metric = transposed
          ? byRow.metric || kindOf(unit)
          : part.metric || (rowIsMetric && byRow.metric !== '' ? byRow.metric : caption.metric) || kindOf(unit)
        if (
          unit === '' &&
          side === 'unknown' &&
          !rowIsMetric &&
          !isMeasured(part.metric || column.header) &&
          caption.metric === '' &&
          part.statistic === 'value'
        )
          continue
        const better = label.better ?? betterOf(`${metric} ${column.header}`, unit)
        found.figures.push(
          figure({
            benchmark:
              transposed || (rowIsMetric && (bare || part.metric === '') && label.metric === '')
                ? ''
                : label.metric === ''
                  ? label.name
                  : label.name,
            metric: metric === '' ? 'value' : metric,
            statistic: part.statistic !== 'value' ? part.statistic : transposed || label.metric !== '' ? byRow.statistic : part.statistic,
            value: q.value,
            unit,
            better,
            side: aside,
            condition: joinConditions(context.condition, rows?.conditions[index] ?? label.condition),
            line: row[column.index]?.cell.line ?? 1,
            text: sliceOf(row[column.index], q),
            spread: q.spread ?? spreadOf(columns, row, column),
            role: isWorkload(`${label.metric || label.name}`) && transposed ? 'workload' : isDerived(column.header) ? 'derived' : 'result',
          }),
        )
      }
    }
  }
  if (sided.variants) {
    const [first] = found.figures
    const pair = values.map((column) => column.header).join(' and ')
    if (first !== undefined)
      found.flags.push({
        code: 'variants-compared',
        message: `A table holds ${pair} against each other by its own ratio column; no label says that one of them is this change.`,
        locator: { line: grid.header[0]?.line ?? 1, text: grid.header[0]?.text ?? '' },
      })
  }
  return found
}

interface RowLabel {
  name: string
  metric: string
  unit: string
  better: 'lower' | 'higher' | null
  condition: string
}

/** What the cells of a row that hold no figures say: the benchmark, the metric, its unit, its direction, its settings. */
function labelOf(columns: readonly Column[], row: readonly CellReading[], inherited: string[], skip: ReadonlySet<number>): RowLabel {
  const label: RowLabel = { name: '', metric: '', unit: '', better: null, condition: '' }
  const names: string[] = []
  const settings: string[] = []
  for (const column of columns) {
    const text = (row[column.index]?.text ?? '').replace(/\s+/g, ' ').trim()
    if (column.kind === 'name' && !skip.has(column.index)) {
      // A blank cell under a name repeats it (lm-eval's tables).
      if (text !== '' && !/^[±|-]+$/.test(text)) inherited[column.index] = text
      const name = inherited[column.index] ?? ''
      if (
        name !== '' &&
        !/^(?:pass(?:ed)?|ok|yes|no|✓|✅|—|-)$/i.test(name) &&
        !/^(?:note|notes|status|comment|remarks?|verdict)$/i.test(column.header)
      )
        names.push(name)
    } else if (column.kind === 'metric') label.metric = text
    else if (column.kind === 'unit' && isUnit(text)) label.unit = text
    else if (column.kind === 'direction') label.better = text === '↓' ? 'lower' : text === '↑' ? 'higher' : null
    else if (column.kind === 'setting' && text !== '' && !/^(?:status|rank|timing ranks|version|#)$/i.test(column.header)) {
      settings.push(column.header === '' ? text : `${column.header}=${text}`)
    }
  }
  label.name = names.join(' ')
  label.condition = settings.join(', ')
  return label
}

/** The figures of a cell with what each is: one, a list of repetitions, `min / mean ± sd / max`, or parts the header names. */
function partsOf(cell: CellReading | undefined, name: MetricName, caption: { parts: MetricName[] }): [Quantity, MetricName][] {
  if (cell === undefined || cell.kind !== 'figures') return []
  const figures = cell.figures
  const [first] = figures
  if (first === undefined) return []
  const slashes = cell.text.split('/').length
  if (slashes >= 3 && caption.parts.length > 0) return compositeParts(cell, caption.parts)
  if (figures.length === 1) return [[first, name]]
  const last = figures.at(-1)
  if (figures.length === 3 && figures[1]?.spread && slashes === 3) {
    return figures.map((q, i) => [
      { ...q, unit: q.unit || (last?.unit ?? '') },
      { ...name, statistic: ['min', 'mean', 'max'][i] ?? name.statistic },
    ])
  }
  if (/^[\s\d.,;]+$/.test(cell.text)) return figures.map((q) => [q, name])
  // "12.3 ms (+4 %)": a value and its own change.
  if (figures.slice(1).every((q) => q.unit === '%' || /^[x×X]$/.test(q.unit)) && first.unit !== '%') return [[first, name]]
  return []
}

function compositeParts(cell: CellReading, parts: readonly MetricName[]): [Quantity, MetricName][] {
  const pieces = cell.text.split('/')
  if (pieces.length !== parts.length) return []
  let at = 0
  return pieces.flatMap((piece, index): [Quantity, MetricName][] => {
    const start = at + piece.length - piece.trimStart().length
    at += piece.length + 1
    const value = Number(piece.trim().replace('%', ''))
    const part = parts[index]
    if (part === undefined || piece.trim() === '' || Number.isNaN(value)) return []
    return [[{ value, unit: part.unit, start, end: start + piece.trim().length, spread: null, signed: false }, part]]
  })
}

/** A metric with a unit that only the caption names: "the table gives e2e latency (us)", "FWD (ms / TFLOPS / MFU%)". */
export function captionMetric(caption: string): MetricName & { parts: MetricName[] } {
  const list = /([A-Za-z0-9 _-]{0,30}?)\s*\(([^()]{1,60}\/[^()]{1,60})\)/.exec(caption)
  if (list !== null && (list[2] ?? '').split(' / ').length >= 2) {
    const prefix = (list[1] ?? '').trim()
    const parts = (list[2] ?? '').split(' / ').map((part) => {
      const unit = part.trim().endsWith('%') ? '%' : part.trim()
      return { metric: joinWords(prefix, part.trim()), statistic: 'value', unit }
    })
    return { metric: '', statistic: 'value', unit: '', parts }
  }
  for (const match of caption.matchAll(/([A-Za-z0-9_.][A-Za-z0-9_. -]{1,40}?)\s*[([]([A-Za-zµμ/]{1,16})[)\]]/g)) {
    const words = (match[1] ?? '').split(' ').slice(-3)
    const from = words.findIndex((word) => isMeasured(word) || /^e2e$/i.test(word))
    if (from >= 0 && isUnit(match[2] ?? ''))
      return { metric: words.slice(from).join(' '), statistic: 'value', unit: match[2] ?? '', parts: [] }
  }
  return { metric: '', statistic: 'value', unit: '', parts: [] }
}

function joinWords(...words: string[]): string {
  return words.filter((word) => word !== '').join(' ')
}

/** What a bare unit measures. */
export function kindOf(unit: string): string {
  if (isTime(unit)) return 'time'
  if (isRate(unit)) return 'throughput'
  return isBytes(unit) ? 'size' : ''
}

function sliceOf(cell: CellReading | undefined, q: Quantity): string {
  return cell === undefined ? '' : cell.cell.text.slice(q.start, q.end).trim()
}

/** The σ or standard error in the column right after. */
function spreadOf(columns: readonly Column[], row: readonly CellReading[], column: Column): Figure['spread'] {
  const next = columns.slice(column.index + 1).find((other) => other.kind !== 'empty' && other.kind !== 'name')
  const q = next?.kind === 'spread' ? row[next.index]?.figures[0] : undefined
  if (q === undefined || next === undefined) return null
  if (/err/i.test(next.header)) return { kind: 'standard-error', value: q.value }
  return /std|dev|σ|sigma/i.test(next.header) && q.unit !== '%' ? { kind: 'standard-deviation', value: q.value } : null
}

/** A table of ratios or percentages only: ratios are derived figures, percentages stated changes. */
function readRatios(
  columns: readonly Column[],
  cells: readonly CellReading[][],
  context: Context,
  found: Found & { flags: Flag[] },
): Found & { flags: Flag[] } {
  const ratios = columns.filter((column) => column.kind === 'derived')
  const corner = columns[0]?.header ?? ''
  const inherited: string[] = []
  for (const row of cells) {
    const label = labelOf(columns, row, inherited, new Set())
    for (const column of ratios) {
      const cell = row[column.index]
      const q = cell?.figures[0]
      if (cell === undefined || q === undefined) continue
      const metric = isDerived(corner) ? corner : isDerived(column.header) ? column.header : 'ratio'
      const condition = joinConditions(context.condition, label.condition, metric === column.header ? '' : column.header)
      if (q.unit === '%') found.changes.push({ metric: label.name || metric, condition, text: sliceOf(cell, q) })
      else
        found.figures.push(
          figure({
            benchmark: label.name,
            metric,
            statistic: 'ratio',
            value: q.value,
            unit: q.unit,
            better: betterOf(metric, q.unit),
            side: 'unknown' satisfies Side,
            condition,
            line: cell.cell.line,
            text: sliceOf(cell, q),
            role: 'derived',
          }),
        )
    }
  }
  return found
}

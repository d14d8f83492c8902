import type { Better, Side } from '../../model.ts'
import { statisticName } from '../labels.ts'
import type { Column } from './columns.ts'
import type { CellReading } from './grid.ts'
import { isMeasured, type MetricName, metricName } from './metric.ts'
import type { Quantity } from './quantity.ts'
import { isBytes, isRate, isTime, isUnit } from './unit-words.ts'

/** One figure of a cell and what it is. */
export type Part = readonly [Quantity, MetricName, Side?]

/** A metric that only the words above a table name, and the names of the parts of its cells. */
export interface Caption extends MetricName {
  parts: readonly MetricName[]
}

/** The figures of a cell: one, a list of repetitions, `min / mean ± sd / max`, or the parts that the caption names. */
export function partsOf(cell: CellReading | undefined, name: MetricName, caption: Caption, { header, both }: Column): Part[] {
  if (cell === undefined || cell.kind !== 'figures') return []
  // "9.8 ms (n=10)": how many there were is no figure beside it.
  const figures = cell.figures.filter((q) => !/\b[np] ?[=<] ?$/i.test(cell.text.slice(Math.max(0, q.start - 5), q.start)))
  const [first] = figures
  if (first === undefined) return []
  const slashes = cell.text.split('/').length
  const { statistics, unit: shared } = statisticsOf(header)
  if (statistics.length > 0)
    return namedParts(
      cell,
      statistics.map((statistic) => ({ metric: '', statistic, unit: name.unit || shared })),
    )
  if (both !== null) return sidedParts(cell, figures, name, both)
  if (slashes >= 3 && caption.parts.length > 0) return namedParts(cell, caption.parts)
  // "10.1/12.1/15.0": which of them is meant is not said.
  if (figures.length === 1) return /\d ?\/ ?\d/.test(cell.text) ? [] : [[first, name]]
  const [, second] = figures
  // "51.2 µs → 38.7 µs (-24 %)": both sides in one cell.
  if (
    second !== undefined &&
    /^[^\w.]{0,4}(?:->|→|=>|⇒|⟶)[^\w.]{0,4}$/.test(cell.text.slice(first.end, second.start)) &&
    figures.slice(2).every(isChange)
  ) {
    return [
      [{ ...first, unit: first.unit || second.unit }, name, 'baseline'],
      [{ ...second, unit: second.unit || first.unit }, name, 'candidate'],
    ]
  }
  if (figures.length === 3 && slashes === 3 && figures[1]?.spread) {
    const unit = figures.at(-1)?.unit ?? ''
    return figures.map((q, i) => [
      { ...q, unit: q.unit || unit },
      { ...name, statistic: ['min', 'mean', 'max'][i] ?? '' },
    ])
  }
  // "12 345" may be two repetitions, and is a number in thousands more often.
  if (/^\d{1,3}(?: \d{3})+$/.test(cell.text.trim())) return []
  if (/^[\s\d.,;]+$/.test(cell.text)) return figures.map((q) => [q, name])
  // "12.3 ms (+4 %)": a value and its own change.
  return figures.slice(1).every(isChange) && first.unit !== '%' ? [[first, name]] : []
}

/** "12.3 s / 9.8 s" under "before / after": nothing of a cell with another number of figures. */
function sidedParts({ text }: CellReading, figures: readonly Quantity[], name: MetricName, both: readonly [Side, Side]): Part[] {
  const [first, second, ...rest] = figures
  if (first === undefined || second === undefined || !rest.every(isChange)) return []
  if (!/^\s*(?:\/|→|->|=>|⇒|\bvs\.?)\s*$/.test(text.slice(first.end, second.start))) return []
  return [
    [{ ...first, unit: first.unit || second.unit }, name, both[0]],
    [{ ...second, unit: second.unit || first.unit }, name, both[1]],
  ]
}

/** "main (min/avg/max ms)": the statistics of each cell; none for another header. */
function statisticsOf(header: string): { statistics: string[]; unit: string } {
  const [, list = '', unit = ''] = /([a-z0-9.]+(?:\s?\/\s?[a-z0-9.]+)+)(?:,? \(?([^\s()]{1,12}))?/i.exec(header) ?? []
  const words = list.split('/').flatMap((word) => statisticName(word) ?? [])
  const whole = words.length > 1 && words.length === list.split('/').length
  return { statistics: whole ? words : [], unit: isUnit(unit) ? unit : '' }
}

function isChange(q: Quantity): boolean {
  return q.unit === '%' || /^[x×X]$/.test(q.unit)
}

function namedParts(cell: CellReading, parts: readonly MetricName[]): Part[] {
  const pieces = cell.text.split('/')
  if (pieces.length !== parts.length) return []
  let at = 0
  return pieces.flatMap((piece, index): Part[] => {
    const start = at + piece.length - piece.trimStart().length
    at += piece.length + 1
    const digits = piece.trim().replace(/%$/, '')
    const part = parts[index]
    if (part === undefined || !/^\d+(?:\.\d+)?$/.test(digits)) return []
    return [[{ value: Number(digits), unit: part.unit, start, end: start + piece.trim().length, spread: null, signed: false }, part]]
  })
}

/** Bare figures under "All times in ms, lower is better": their unit, and which way is good. */
export function captionUnit(caption: string): { unit: string; better: Better | null } {
  const words = caption.replace(/[`*_]/g, '')
  const named = [
    ...words.matchAll(
      /\b(?:in|unit:|units:)\s([A-Za-zµμ]{1,16}(?:\/[A-Za-z]{1,10}|\sper\s[a-z]{1,10})?)(?=[\s.,;:)]|$)|,\s(seconds|milliseconds|microseconds|nanoseconds)(?=[.,;:)]|$)/g,
    ),
  ]
    .map(([, inUnit = '', listed = '']) => inUnit || listed)
    .filter((unit) => isUnit(unit) && unit.length > 1 && (isTime(unit) || isBytes(unit) || isRate(unit)))
  const [unit = ''] = new Set(named).size === 1 ? named : []
  const ways = new Set(
    [...words.matchAll(/\b(lower|smaller|less|higher|more|bigger) (?:is|=) better\b/gi)].map(([, way = '']) =>
      /lower|smaller|less/i.test(way),
    ),
  )
  return { unit, better: ways.size !== 1 ? null : ways.has(true) ? 'lower' : 'higher' }
}

/** "the table gives e2e latency (us)": a metric and unit; "FWD (ms / TFLOPS / MFU%)": the parts of each cell. */
export function captionMetric(caption: string): Caption {
  const none: Caption = { metric: '', statistic: 'value', unit: '', parts: [] }
  const list = /([A-Za-z0-9_-]{0,30}) ?\(([^()]{1,80})\)/.exec(caption)
  const pieces = (list?.[2] ?? '').split(' / ')
  if (list !== null && pieces.length >= 2) {
    const prefix = list[1] ?? ''
    const parts = pieces.map((piece) => ({
      metric: `${prefix} ${piece.trim()}`.trim(),
      statistic: 'value',
      unit: piece.trim().endsWith('%') ? '%' : piece.trim(),
    }))
    return { ...none, parts }
  }
  for (const match of caption.matchAll(/((?:[A-Za-z0-9_.-]{1,24} ){0,2}[A-Za-z0-9_.-]{1,24}) ?[([]([A-Za-zµμ/]{1,16})[)\]]/g)) {
    const words = (match[1] ?? '').split(' ')
    const from = words.findIndex((word) => isMeasured(word) || /^e2e$/i.test(word))
    if (from >= 0 && isUnit(match[2] ?? '')) return { ...none, ...metricName(`${words.slice(from).join(' ')} (${match[2]})`) }
  }
  return none
}

import type { Side } from '../../model.ts'
import type { CellReading } from './grid.ts'
import { isMeasured, type MetricName, metricName } from './metric.ts'
import type { Quantity } from './quantity.ts'
import { isUnit } from './unit-words.ts'

/** One figure of a cell and what it is. */
export type Part = readonly [Quantity, MetricName, Side?]

/** A metric that only the words above a table name, and the names of the parts of its cells. */
export interface Caption extends MetricName {
  parts: readonly MetricName[]
}

/** The figures of a cell: one, a list of repetitions, `min / mean ± sd / max`, or the parts that the caption names. */
export function partsOf(cell: CellReading | undefined, name: MetricName, caption: Caption): Part[] {
  if (cell === undefined || cell.kind !== 'figures') return []
  const figures = cell.figures
  const [first] = figures
  if (first === undefined) return []
  const slashes = cell.text.split('/').length
  if (slashes >= 3 && caption.parts.length > 0) return namedParts(cell, caption.parts)
  if (figures.length === 1) return [[first, name]]
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

/** Percentiles of one thing as a line: P50, P90, P99 and what lies between, evenly spaced. */
import type { ChartRow } from './row.ts'
import type { Sweep, SweepPoint } from './sweep.ts'

/** The rows in the order of their percentiles, as a sweep without a scale; null where a row is none, or fewer than three are. */
export function percentileSweep(rows: readonly ChartRow[]): Sweep | null {
  const found = rows.flatMap((row) => {
    const match = /(?:^|[ ,(])(P(\d{1,2}(?:\.\d+)?)|median)(?=$|[ ,)])/i.exec(row.label)
    const stem = match === null ? '' : row.label.slice(0, match.index) + row.label.slice(match.index + match[0].length)
    return match === null ? [] : [{ row, stem, text: match[1] ?? '', percent: Number(match[2] ?? 50) }]
  })
  const [first] = found
  const isOne = found.every(({ stem, row }) => stem === first?.stem && row.unit === first.row.unit)
  if (first === undefined || found.length !== rows.length || found.length < 3 || !isOne) return null
  const ordered = found.toSorted((a, b) => a.percent - b.percent)
  if (new Set(ordered.map(({ percent }) => percent)).size !== ordered.length) return null
  const points = ordered.map(({ row, text, percent }, x): SweepPoint => ({ x, text: text.startsWith('m') ? `P${percent}` : text, row }))
  return { title: trimmed(first.stem) || 'Value', parameter: 'percentile', points }
}

/** The words without the comma or space that joined the percentile to them. */
function trimmed(stem: string): string {
  return stem
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ')
}

/** The table that mitata prints and that Deno's `deno bench` took over from it. */
import { readCell } from '../cells.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'

/** `27.43 µs`, `4.59 ns/iter`; version 0.1 groups thousands: `7'890 ns`. */
const value = String.raw`(\d[\d,.']* (?:ps|ns|µs|μs|us|ms|s|m|h))`
const time = `${value}(?:/iter)?`

/** mitata 0.1 and Deno: `name  27.43 µs/iter  36,457.8  (23.5 µs … 2.4 ms)  27.5 µs  33.6 µs  37.2 µs`. */
const wide = new RegExp(String.raw`${time} +(?:([\d,.]+) +)?\( *${time} … +${time}\) +${time} +${time} +${time}\s*$`)
/** mitata 1: `name  4.59 ns/iter  4.44 ns █`, in its compact form with a third figure; a histogram stands behind. */
const upper = new RegExp(String.raw`${value}/iter +${value}(?: +${value})?\D*$`)
/** And below: `(4.33 ns … 25.86 ns)  6.91 ns ██▂`. */
const lower = new RegExp(String.raw`^ +\(${value} … ${value}\) +${value}`)

/** The statistics of a row, each as written. */
export type TimeRow = [statistic: string, text: string][]

interface TableRow {
  name: string
  times: TimeRow
  /** Iterations a second, as Deno prints them. */
  rate: string | null
  /** The mark "!": no slower than an empty function. */
  isOptimizedOut: boolean
}

/** One row of the table: its name and what stands behind it; null for any other line. The last column is p99.5 or p99.9. */
export function rowOf(line: Line, last: 'p99.5' | 'p99.9'): TableRow | null {
  if (line.text.length > 1000) return null
  const [whole, mean, rate, min, max, p75, p99, tail] = wide.exec(line.text) ?? []
  if (whole !== undefined && mean !== undefined)
    return {
      name: line.text.slice(0, line.text.length - whole.length).trim(),
      times: withTexts({ mean, min, max, p75, p99, [last]: tail }),
      rate: rate ?? null,
      isOptimizedOut: false,
    }
  const [part, average, quarter, rare] = upper.exec(line.text) ?? []
  if (part === undefined) return null
  return {
    name: line.text.slice(0, line.text.length - part.length).trim(),
    times: withTexts({ mean: average, p75: quarter, p99: rare }),
    rate: null,
    isOptimizedOut: / !\s*$/.test(part),
  }
}

/** The line below a row of mitata 1; null for any other line. */
export function rangeOf(line: Line): TimeRow | null {
  const [, min, max, p99] = line.text.length > 1000 ? [] : (lower.exec(line.text) ?? [])
  return min === undefined ? null : withTexts({ min, max, p99 })
}

function withTexts(texts: Record<string, string | undefined>): TimeRow {
  return Object.entries(texts).flatMap(([statistic, text]) => (text === undefined ? [] : [[statistic, text]]))
}

/** `name    error: message`, as a sentence; null for any other line. */
export function errorOf({ text }: Line): string | null {
  const cut = text.search(/\S {1,100}error: /)
  return cut < 0 || text.length > 1000 ? null : `"${text.slice(0, cut + 1)}" has no figures: ${text.slice(cut + 1).trim()}.`
}

/** Writes a row down; `m` is a minute. */
export function readTimes(line: Line, benchmark: string, times: TimeRow, found: Findings): void {
  for (const [statistic, text] of times)
    found.line(line, text, { ...timeOf(benchmark), statistic, unit: readCell(text)?.unit.replace(/^m$/, 'min') ?? '' })
}

function timeOf(benchmark: string): Figure {
  return { benchmark, metric: 'time', better: 'lower', sampleKind: 'iteration' }
}

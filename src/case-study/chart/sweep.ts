/** Finds a sweep in labels: the same words with one number that runs, "concurrency 1", "concurrency 2" … */
import type { ChartRow } from './row.ts'

export interface SweepPoint {
  /** The parameter's value and its spelling. */
  x: number
  text: string
  row: ChartRow
}

export interface Sweep {
  /** What the labels share, without the parameter: "Output throughput". Empty where the parameter is all there is. */
  title: string
  /** The parameter's name: "concurrency"; empty where the label gives none. */
  parameter: string
  /** In rising order of x; at least four, no x twice. */
  points: SweepPoint[]
}

const least = 4

/** The rows as at most four sweeps of at least four points each; null where any row belongs to none. */
export function sweeps(rows: readonly ChartRow[]): Sweep[] | null {
  const found = sweepsAmong(rows)
  return found !== null && found.others.length === 0 ? found.sweeps : null
}

/** At most four sweeps of at least four points each, those of the number by which most rows are placed, and the other rows; null without any. */
export function sweepsAmong(rows: readonly ChartRow[]): { sweeps: Sweep[]; others: ChartRow[] } | null {
  const most = Math.max(0, ...rows.map((row) => numbers(row.label).length))
  let best: { sweeps: Sweep[]; others: ChartRow[] } | null = null
  for (let position = 0; position < most; position++) {
    const groups = new Map<string, { stem: [string, string]; points: SweepPoint[] }>()
    for (const row of rows) {
      const number = numbers(row.label)[position]
      if (number === undefined) continue
      const stem: [string, string] = [row.label.slice(0, number.start), row.label.slice(number.start + number.text.length)]
      const key = JSON.stringify([stem, row.unit])
      const group = groups.get(key) ?? { stem, points: [] }
      group.points.push({ x: number.value, text: number.text, row })
      groups.set(key, group)
    }
    const found = [...groups.values()].filter(({ points }) => isSweep(points))
    const placed = new Set(found.flatMap(({ points }) => points.map(({ row }) => row)))
    const others = rows.filter((row) => !placed.has(row))
    if (found.length === 0 || found.length > 4 || (best !== null && best.others.length <= others.length)) continue
    best = { sweeps: found.map(({ stem, points }) => ({ ...named(stem), points: points.toSorted((a, b) => a.x - b.x) })), others }
  }
  return best
}

function isSweep(points: readonly SweepPoint[]): boolean {
  return points.length >= least && new Set(points.map(({ x }) => x)).size === points.length
}

/** Numbers that stand alone in a label: not the 8 of int8, the 99 of P99 or the 64 of 128x64. */
function numbers(label: string): { start: number; text: string; value: number }[] {
  const found: { start: number; text: string; value: number }[] = []
  for (const match of label.matchAll(/\d[\d,]*(?:\.\d+)?/g)) {
    const text = match[0].endsWith(',') ? match[0].slice(0, -1) : match[0]
    const before = label.slice(0, match.index).at(-1) ?? ' '
    const after = label.slice(match.index + text.length).at(0) ?? ' '
    if (/[\p{L}\d.]/u.test(before) || /[\p{L}\d.%]/u.test(after)) continue
    found.push({ start: match.index, text, value: Number(text.replaceAll(',', '')) })
  }
  return found
}

/** Splits "Output throughput, concurrency …" into what is measured and what runs. */
function named([before, after]: [string, string]): { title: string; parameter: string } {
  const cut = before.lastIndexOf(', ')
  const rest = after.indexOf(', ')
  const inside = `${before.slice(cut < 0 ? 0 : cut + 2)} ${rest < 0 ? after : after.slice(0, rest)}`
  const outside = [cut < 0 ? '' : before.slice(0, cut), rest < 0 ? '' : after.slice(rest + 2)].filter((part) => part !== '').join(', ')
  const words = trimMarks(inside)
  return outside === '' ? { title: words, parameter: '' } : { title: outside, parameter: words }
}

/** `batch_size=` → `batch_size`, `Get/parallel-` → `Get/parallel`. */
function trimMarks(text: string): string {
  const edge = new Set(' =:-/[]()_')
  let start = 0
  let end = text.length
  while (start < end && edge.has(text[start] ?? '')) start++
  while (end > start && edge.has(text[end - 1] ?? '')) end--
  return text.slice(start, end)
}

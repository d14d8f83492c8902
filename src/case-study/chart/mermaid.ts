/**
 * Before and after as Mermaid's bar charts, for GitHub's job summaries, which strip SVG. One diagram for each unit and
 * size, so that no bar is too short to see. https://mermaid.js.org/syntax/xyChart.html
 */
import type { ChartRow } from './row.ts'

/** Values further apart than this get a diagram of their own, as in our own charts. */
const SAME_SCALE = 8
/** Labels stand below the bars: more rows than this cannot be read. */
const MOST_ROWS = 6
const LONGEST_LABEL = 40

/** The diagrams' text, without fences; rows that cannot be drawn are left to the table. */
export function mermaidCharts(rows: readonly ChartRow[]): string[] {
  const groups: ChartRow[][] = []
  for (const row of rows.filter(isDrawable)) {
    const fitting = groups.find(
      (group) =>
        group.length < MOST_ROWS && group[0]?.unit === row.unit && group[0]?.better === row.better && spread([...group, row]) <= SAME_SCALE,
    )
    if (fitting) fitting.push(row)
    else groups.push([row])
  }
  return groups.map(diagram)
}

/** Mermaid reads no exponents and no negative bars. */
function isDrawable({ baseline, candidate }: ChartRow): boolean {
  return (
    [baseline.value, candidate.value].every((value) => Number.isFinite(value) && value >= 0 && value < 1e15) &&
    !(baseline.value === 0 && candidate.value === 0)
  )
}

function spread(rows: readonly ChartRow[]): number {
  const sizes = rows.map(({ baseline, candidate }) => Math.max(baseline.value, candidate.value))
  return Math.max(...sizes) / Math.min(...sizes)
}

function diagram(rows: readonly ChartRow[]): string {
  const [first] = rows
  const values = rows.flatMap(({ baseline, candidate }) => [baseline.value, candidate.value])
  const labels = rows.flatMap(({ label }) => ['before', 'after'].map((side) => `${words(label)}: ${side}`))
  const axis = [words(first?.unit ?? '') || 'value', direction(first)].filter((part) => part !== '').join(', ')
  return [
    'xychart-beta horizontal',
    '  title "Before and after"',
    `  x-axis [${labels.map((label) => `"${label}"`).join(', ')}]`,
    `  y-axis "${axis}" 0 --> ${decimal(Math.max(...values) * 1.05)}`,
    `  bar [${values.map(decimal).join(', ')}]`,
  ].join('\n')
}

function direction(row: ChartRow | undefined): string {
  return row === undefined || row.better === 'unknown' ? '' : `${row.better} is better`
}

/** Inside quotation marks nothing but letters, digits and a few signs is certain to be only text. */
function words(text: string): string {
  const safe = text
    .replaceAll(/[^\p{L}\p{N} .,()+/µ°-]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
  const characters = [...safe]
  return characters.length <= LONGEST_LABEL ? safe : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}

/** Four digits are enough to draw with; never an exponent. */
function decimal(value: number): string {
  if (value === 0) return '0'
  const places = Math.max(0, 3 - Math.floor(Math.log10(value)))
  const text = value.toFixed(Math.min(100, places))
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

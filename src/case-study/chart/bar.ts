/** Two bars a row, from zero. Rows of another unit or magnitude get a panel with an axis of their own. */
import { linearTicks, tickText } from './axis.ts'
import { type ChartInput, type ChartRow, verdictLooks } from './row.ts'
import { at, bar, head, label, large, notes, svg, whisker, width } from './svg.ts'
import { monoWidth, wrap } from './text.ts'

const labelRoom = 200
const thick = 16
const lineHeight = 19

/** Values further apart than this in one panel would leave the smaller bars too short to compare. */
const sameScale = 8

/** The figures of `rows` as horizontal bars, baseline over candidate, as SVG text. Axes start at zero; whiskers are 95 % intervals. */
export function barChart(input: ChartInput): string {
  const tones = [...new Set(input.rows.map((row) => verdictLooks[row.verdict].tone))]
  const top = head(input.title, input.names, tones)
  const values = Math.max(0, ...input.rows.flatMap((row) => [row.baseline, row.candidate]).map((side) => monoWidth(side.text, large)))
  const area = { left: labelRoom + 12, right: width - Math.min(values, 220) - 16 }
  const groups = panels(input.rows)
  let y = top.bottom
  let body = top.markup
  for (const group of groups) {
    const drawn = panel(group, area, y)
    body += `\n${drawn.markup}`
    y = drawn.bottom
  }
  const under = notes(sentences(input.rows, groups.length), y)
  return svg(input.title, input.description, under.bottom + 2, body + under.markup)
}

/** Rows that can share an axis, in the order of the table: one unit, and maxima within a factor of `sameScale`. */
function panels(rows: readonly ChartRow[]): ChartRow[][] {
  const groups: ChartRow[][] = []
  for (const row of rows) {
    const fitting = groups.find((group) => group[0]?.unit === row.unit && spread([...group, row]) <= sameScale)
    if (fitting) fitting.push(row)
    else groups.push([row])
  }
  return groups
}

function spread(rows: readonly ChartRow[]): number {
  const sizes = rows.map((row) => Math.max(Math.abs(row.baseline.value), Math.abs(row.candidate.value))).filter((size) => size > 0)
  return sizes.length === 0 ? 1 : Math.max(...sizes) / Math.min(...sizes)
}

function panel(rows: readonly ChartRow[], area: { left: number; right: number }, top: number): { markup: string; bottom: number } {
  const ends = rows.flatMap((row) => [row.baseline, row.candidate]).flatMap((side) => [side.value, side.low ?? 0, side.high ?? 0])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const unit = rows[0]?.unit ?? ''
  const ticks = fittingTicks(low, high === low ? low + 1 : high, unit, area.right - area.left)
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 1
  const x = (value: number) => area.left + ((value - first) / (last - first)) * (area.right - area.left)

  let y = top
  let bars = ''
  for (const row of rows) {
    const look = verdictLooks[row.verdict]
    const words = wrap(row.label, labelRoom, large)
    const lines = words.length + (look.word === '' ? 0 : 1)
    const tall = Math.max(2 * thick + 3, lines * lineHeight)
    const middle = y + 8 + tall / 2
    const firstLine = middle - (lines * lineHeight) / 2 + 14
    bars += words.map((line, index) => label(0, firstLine + index * lineHeight, '', line)).join('')
    if (look.word !== '') bars += label(0, firstLine + words.length * lineHeight, look.tone, look.word)
    for (const [side, tone, from] of [
      [row.baseline, 'base', middle - thick - 1.5],
      [row.candidate, look.tone, middle + 1.5],
    ] as const) {
      const start = Math.min(x(side.value), x(0))
      bars += bar(tone, start, from, Math.max(side.value === 0 ? 0 : 0.5, Math.abs(x(side.value) - x(0))), thick)
      if (side.low !== undefined && side.high !== undefined) bars += whisker(x(side.low), x(side.high), from + thick / 2)
      bars += label(width, from + thick - 3, 'n e', side.text)
    }
    y += tall + 16
  }
  const grid = ticks.filter((tick) => tick !== 0).map((tick) => `M${at(x(tick))} ${at(top)}V${at(y)}`)
  const numbers = ticks.map((tick) => {
    const edge = tick === last && unit !== '' ? ` ${unit}` : ''
    return label(x(tick) + (edge === '' ? 0 : monoWidth(edge, large) * 0.5), y + 17, 'n m c', tickText(tick) + edge)
  })
  return {
    markup: `<path class="g" d="${grid.join('')}"/>${bars}<path class="z" d="M${at(x(0))} ${at(top)}V${at(y)}"/>${numbers.join('')}`,
    bottom: y + 36,
  }
}

/** As many ticks as stand side by side without touching, also in large letters. */
function fittingTicks(low: number, high: number, unit: string, room: number): number[] {
  for (const count of [5, 4, 3, 2]) {
    const ticks = linearTicks(low, high, count)
    const widest = Math.max(...ticks.map((tick) => monoWidth(tickText(tick), large)))
    if (ticks.length * (widest + 18) + monoWidth(unit, large) <= room) return ticks
  }
  return linearTicks(low, high, 1)
}

function sentences(rows: readonly ChartRow[], groups: number): string[] {
  const ways = new Set(rows.map((row) => row.better))
  const found: string[] = []
  if (ways.size === 1 && ways.has('lower')) found.push('Lower is better.')
  if (ways.size === 1 && ways.has('higher')) found.push('Higher is better.')
  if (rows.some((row) => row.baseline.low !== undefined || row.candidate.low !== undefined)) found.push('Whiskers: 95 % intervals.')
  found.push(groups > 1 ? 'Every axis starts at zero; scales differ.' : 'The axis starts at zero.')
  return found
}

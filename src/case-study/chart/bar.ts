/** Two bars a row, from zero. Rows of another unit or magnitude get a panel with an axis of their own. */
import { fromZero, linearTicks, tickText } from './axis.ts'
import { type ChartInput, type ChartRow, hasIntervals, verdictLooks } from './row.ts'
import { directionNote, labelColumn, type RowLabel } from './row-label.ts'
import { at, bar, head, label, large, notes, sides, svg, tick, whisker, width } from './svg.ts'
import { monoWidth } from './text.ts'

const thick = 16

/** Values further apart than this in one panel would leave the smaller bars too short to compare. */
const sameScale = 8

/** A row with its words already set. */
interface Line {
  row: ChartRow
  words: RowLabel
}

/** The rows as horizontal bars, baseline over candidate, as SVG text. Axes start at zero; whiskers are 95 % intervals. */
export function barChart(input: ChartInput): string {
  const tones = [...new Set(input.rows.map((row) => verdictLooks[row.verdict].tone))]
  const top = head(input.title, sides(input.names, tones))
  const drawn = barPanels(input.rows, top.bottom)
  const under = notes(sentences(input.rows, drawn.panels), drawn.bottom)
  return svg(input.title, input.description, under.bottom + 2, top.markup + drawn.markup + under.markup)
}

/** The bars alone, below `top`. */
export function barPanels(rows: readonly ChartRow[], top: number): { markup: string; bottom: number; panels: number } {
  const column = labelColumn(rows)
  const area = { left: column.room + 12, right: width - valueRoom(rows) - 16 }
  const groups = panels(rows.flatMap((row, index) => (column.labels[index] ? [{ row, words: column.labels[index] }] : [])))
  let y = top
  let markup = ''
  for (const group of groups) {
    const drawn = panel(group, area, y)
    markup += `\n${drawn.markup}`
    y = drawn.bottom
  }
  return { markup, bottom: y, panels: groups.length }
}

function valueRoom(rows: readonly ChartRow[]): number {
  const widths = rows.flatMap((row) => [monoWidth(row.baseline.text, large), monoWidth(row.candidate.text, large)])
  return Math.min(220, Math.max(0, ...widths))
}

/** Rows that can share an axis, in the order of the table: one unit, and maxima within a factor of `sameScale`. */
function panels(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = []
  for (const line of lines) {
    const fitting = groups.find((group) => group[0]?.row.unit === line.row.unit && spread([...group, line]) <= sameScale)
    if (fitting) fitting.push(line)
    else groups.push([line])
  }
  return groups
}

function spread(lines: readonly Line[]): number {
  const sizes = lines.map(({ row }) => Math.max(Math.abs(row.baseline.value), Math.abs(row.candidate.value)))
  const seen = sizes.filter((size) => size > 0)
  return seen.length === 0 ? 1 : Math.max(...seen) / Math.min(...seen)
}

function panel(lines: readonly Line[], area: { left: number; right: number }, top: number): { markup: string; bottom: number } {
  const values = lines.flatMap(({ row }) => [row.baseline, row.candidate]).flatMap((side) => [side.value, side.low ?? 0, side.high ?? 0])
  const [low, high] = fromZero(values)
  const unit = lines[0]?.row.unit ?? ''
  const ticks = fittingTicks(low, high, unit, area.right - area.left)
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 1
  const x = (value: number) => area.left + ((value - first) / (last - first)) * (area.right - area.left)

  let y = top
  let rows = ''
  for (const { row, words } of lines) {
    const tall = Math.max(2 * thick + 3, words.height)
    rows += words.draw(y + 8 + tall / 2) + bars(row, x, y + 8 + tall / 2)
    y += tall + 16
  }
  const grid = ticks.filter((value) => value !== 0).map((value) => `M${at(x(value))} ${at(top)}V${at(y)}`)
  const numbers = ticks.map((value) => tick(x(value), y + 17, tickText(value), value === last ? unit : ''))
  return {
    markup: `<path class="g" d="${grid.join('')}"/>${rows}<path class="z" d="M${at(x(0))} ${at(top)}V${at(y)}"/>${numbers.join('')}`,
    bottom: y + 36,
  }
}

/** Both bars of a row around `middle`, with whiskers and, at the right edge, the values as the table prints them. */
function bars(row: ChartRow, x: (value: number) => number, middle: number): string {
  let markup = ''
  for (const [side, tone, top] of [
    [row.baseline, 'base', middle - thick - 1.5],
    [row.candidate, verdictLooks[row.verdict].tone, middle + 1.5],
  ] as const) {
    const across = Math.abs(x(side.value) - x(0))
    if (side.value !== 0) markup += bar(tone, Math.min(x(side.value), x(0)), top, Math.max(0.5, across), thick)
    if (side.low !== undefined && side.high !== undefined) markup += whisker(x(side.low), x(side.high), top + thick / 2)
    markup += label(width, top + thick - 3, 'n e', side.text)
  }
  return markup
}

/** As many ticks as stand side by side without touching, also in large letters. */
function fittingTicks(low: number, high: number, unit: string, room: number): number[] {
  for (const count of [5, 4, 3, 2]) {
    const ticks = linearTicks(low, high, count)
    const widest = Math.max(...ticks.map((value) => monoWidth(tickText(value), large)))
    if (ticks.length * (widest + 18) + monoWidth(unit, large) <= room) return ticks
  }
  return linearTicks(low, high, 1)
}

function sentences(rows: readonly ChartRow[], groups: number): string[] {
  return [
    ...directionNote(rows),
    ...(hasIntervals(rows) ? ['Whiskers: 95 % intervals.'] : []),
    groups > 1 ? 'Every axis starts at zero; scales differ.' : 'The axis starts at zero.',
  ]
}

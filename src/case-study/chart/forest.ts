/** Many metrics at once: candidate ÷ baseline with its interval, on a logarithmic axis around the no-change line. */
import { ratioTicks, tickText } from './axis.ts'
import { markLegend, verdictMark } from './mark.ts'
import type { ChartInput, ChartRow } from './row.ts'
import { directionNote, labelColumn } from './row-label.ts'
import { at, head, label, large, notes, svg, tick, whisker, width } from './svg.ts'
import { monoWidth, textWidth } from './text.ts'

/** The rows' ratios as SVG text; a row without a ratio (a baseline of zero) keeps its values and says so. Without `hasValues` no figure stands beside a mark. */
export function forestPlot(input: ChartInput, hasValues = true): string {
  const { rows, names } = input
  const top = head(input.title, markLegend(rows))
  const column = labelColumn(rows.map((row) => ({ ...row, verdict: 'none' })))
  const columns = [names.baseline, names.candidate].map((name) => textWidth(name, large))
  const widest = Math.min(220, Math.max(...columns.filter((room) => room < 130), ...texts(rows).map((text) => monoWidth(text, large))))
  const abreast = !hasValues || width - column.room - 2 * widest - 64 >= 150
  const room = hasValues ? widest * (abreast ? 2 : 1) + (abreast ? 44 : 24) : 24
  const area = { left: column.room + 20, right: width - room }
  const { x, ticks } = scale(rows, area)

  const heads = hasValues && abreast && columns.every((room) => room <= widest)
  let body = top.markup
  if (heads)
    body += label(width - widest - 20, top.bottom + 14, 'e m', names.baseline) + label(width, top.bottom + 14, 'e m', names.candidate)
  const start = top.bottom + (heads ? 24 : 0)
  let y = start
  for (const [index, row] of rows.entries()) {
    const set = column.labels[index]
    const tall = Math.max(abreast ? 19 : 38, set?.height ?? 0)
    const middle = y + tall / 2 + 4
    body += `\n${set?.draw(middle) ?? ''}${point(row, x, middle, area.left)}${hasValues ? values(row, middle, abreast ? widest : null) : ''}`
    y += tall + 8
  }
  const grid = ticks.filter((value) => value !== 1).map((value) => `M${at(x(value))} ${at(start)}V${at(y)}`)
  const numbers = ticks.map((value, index) => tick(x(value), y + 17, tickText(value), index === ticks.length - 1 ? '×' : ''))
  const lines = `<path class="g" d="${grid.join('')}"/><path class="z" d="M${at(x(1))} ${at(start)}V${at(y)}"/>`
  const under = notes(
    [
      `Axis: ${names.candidate} ÷ ${names.baseline}, logarithmic; the line at 1 × is no change.`,
      ...(rows.some((row) => row.interval !== null) ? ['Whiskers: 95 % intervals.'] : []),
      ...directionNote(rows),
      ...(heads || !hasValues ? [] : [`Figures: ${names.baseline}, then ${names.candidate}.`]),
    ],
    y + 22,
  )
  return svg(input.title, input.description, under.bottom + 2, lines + body + numbers.join('') + under.markup)
}

function texts(rows: readonly ChartRow[]): string[] {
  return rows.flatMap((row) => [row.baseline.text, row.candidate.text])
}

function point(row: ChartRow, x: (ratio: number) => number, middle: number, left: number): string {
  if (row.ratio === null || row.ratio <= 0) return label(left, middle + 5, 'm', 'no ratio')
  const interval = row.interval !== null && row.interval[0] > 0 ? whisker(x(row.interval[0]), x(row.interval[1]), middle) : ''
  return interval + verdictMark(row, x(row.ratio), middle)
}

/** Both figures: side by side where `room` for one is given, else one over the other. */
function values(row: ChartRow, middle: number, room: number | null): string {
  if (room === null) return label(width, middle - 4, 'n e m', row.baseline.text) + label(width, middle + 15, 'n e', row.candidate.text)
  return label(width - room - 20, middle + 5, 'n e m', row.baseline.text) + label(width, middle + 5, 'n e', row.candidate.text)
}

function scale(rows: readonly ChartRow[], area: { left: number; right: number }): { x: (ratio: number) => number; ticks: number[] } {
  const ends = rows.flatMap((row) => [row.ratio ?? 1, ...(row.interval ?? [])]).filter((end) => end > 0)
  const [low, high] = [Math.min(0.98, ...ends), Math.max(1.02, ...ends)]
  const across = area.right - area.left
  for (let count = Math.floor(across / 36); ; count--) {
    const found = ratioTicks(low, high, count)
    const ticks = found.includes(1) ? found : [...found, 1].sort((a, b) => a - b)
    const [first, last] = [ticks[0] ?? low, ticks.at(-1) ?? high]
    const x = (ratio: number) => area.left + (Math.log(ratio / first) / Math.log(last / first)) * across
    if (count <= 1 || standApart(ticks, x)) return { x, ticks }
  }
}

/** Whether no number touches the next, also in large letters. */
function standApart(ticks: readonly number[], x: (ratio: number) => number): boolean {
  const half = (tick: number) => monoWidth(tickText(tick), large) / 2
  return ticks.every((tick, index) => {
    const next = ticks[index + 1]
    return next === undefined || x(next) - half(next) - (x(tick) + half(tick)) >= 6
  })
}

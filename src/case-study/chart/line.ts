/** Sweeps: both sides as lines over a parameter, a panel for each thing measured, values from zero. */
import { fromZero, linearTicks, tickText } from './axis.ts'
import { barPanels } from './bar.ts'
import { markLegend, verdictMark } from './mark.ts'
import { type ChartInput, type ChartRow, type ChartValue, hasIntervals, verdictLooks } from './row.ts'
import { directionNote } from './row-label.ts'
import { at, head, label, large, notes, sides, svg, tick, upright, width } from './svg.ts'
import type { Sweep, SweepPoint } from './sweep.ts'
import { monoWidth, wrap } from './text.ts'

const tall = 170

/** The sweeps as SVG text, `others` as bars below. The x axis is logarithmic where the parameter spans a factor of 8 or more. */
export function lineChart(input: ChartInput, sweeps: readonly Sweep[], others: readonly ChartRow[] = []): string {
  const tones = [...new Set([...sweeps.map(lineTone), ...others.map(({ verdict }) => verdictLooks[verdict].tone)])]
  const legend = sides(input.names, tones)
  const top = head(input.title, input.rows.some((row) => row.verdict !== 'none') ? [...legend, ...markLegend(input.rows)] : legend)
  let y = top.bottom
  let body = top.markup
  for (const sweep of sweeps) {
    const drawn = panel(sweep, y)
    body += `\n${drawn.markup}`
    y = drawn.bottom
  }
  const bars = others.length === 0 ? { markup: '', bottom: y } : barPanels(others, y + 12)
  const direction = directionNote(others).map((sentence) => `Bars: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`)
  const under = notes(
    [
      ...direction,
      ...(hasIntervals(input.rows) ? ['Whiskers: 95 % intervals.'] : []),
      `${sweeps.length + others.length > 1 ? 'Every value axis starts' : 'The value axis starts'} at zero.`,
      ...(sweeps.some(isLogarithmic) ? ['The parameter is on a logarithmic axis.'] : []),
    ],
    bars.bottom,
  )
  return svg(input.title, input.description, under.bottom + 2, body + bars.markup + under.markup)
}

/** A line speaks for all its points: a verdict's tone only where every point has that verdict. */
function lineTone(sweep: Sweep): string {
  const tones = new Set(sweep.points.map(({ row }) => verdictLooks[row.verdict].tone))
  const [only] = tones
  return tones.size === 1 && only !== undefined ? only : 'plain'
}

/** "Time to first token, P99 (ms) by concurrency, lower is better". */
function heading({ title, parameter, points }: Sweep, unit: string): string {
  const ways = new Set(points.map(({ row }) => row.better))
  const [way] = ways
  const good = ways.size === 1 && way !== 'unknown' ? `, ${way} is better` : ''
  return `${title}${unit === '' ? '' : ` (${unit})`}${parameter === '' ? '' : ` by ${parameter}`}${good}`
}

function panel(sweep: Sweep, top: number): { markup: string; bottom: number } {
  const unit = sweep.points[0]?.row.unit ?? ''
  const titled = wrap(heading(sweep, unit), width, large, 3)
  const start = top + titled.length * 22 + 14
  const end = start + tall
  const values = sweep.points
    .flatMap(({ row }) => [row.baseline, row.candidate])
    .flatMap((side) => [side.value, side.low ?? 0, side.high ?? 0])
  const ticks = linearTicks(...fromZero(values), 4)
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 1
  const left = Math.max(...ticks.map((value) => monoWidth(tickText(value), large))) + 12
  const y = (value: number) => end - ((value - first) / (last - first)) * tall
  const x = across(sweep, left + 12, width - 20)

  const grid = ticks.map((value) => `M${at(left)} ${at(y(value))}H${width}`).join('')
  const numbers = ticks.map((value) => label(left - 8, y(value) + 5, 'n m e', tickText(value))).join('')
  const heads = titled.map((line, index) => label(0, top + index * 22 + 18, '', line)).join('')
  return {
    markup: `${heads}<path class="g" d="${grid}"/><path class="z" d="M${at(left)} ${at(y(0))}H${width}"/>${numbers}${parameterTicks(sweep, x, end + 19)}${curve(sweep.points, 'baseline', 'base', x, y)}${curve(sweep.points, 'candidate', lineTone(sweep), x, y)}`,
    bottom: end + 38,
  }
}

/** One side's line with its points and whiskers. */
function curve(
  points: readonly SweepPoint[],
  side: 'baseline' | 'candidate',
  line: string,
  x: (point: SweepPoint) => number,
  y: (value: number) => number,
): string {
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(x(point))} ${at(y(point.row[side].value))}`).join('')
  const dots = points.map((point) => {
    const value: ChartValue = point.row[side]
    const interval = value.low !== undefined && value.high !== undefined ? upright(x(point), y(value.low), y(value.high)) : ''
    const circle = `<circle class="base" cx="${at(x(point))}" cy="${at(y(value.value))}" r="4"/>`
    return interval + (side === 'baseline' ? circle : verdictMark(point.row, x(point), y(value.value)))
  })
  return `<path class="l ${line}" d="${path}"/>${dots.join('')}`
}

/** Where each point stands: by the logarithm where the parameter spans much, else by the value. */
function across(sweep: Sweep, left: number, right: number): (point: SweepPoint) => number {
  const map = isLogarithmic(sweep) ? Math.log2 : (value: number) => value
  const low = map(sweep.points[0]?.x ?? 0)
  const high = map(sweep.points.at(-1)?.x ?? 1)
  return ({ x }) => left + ((map(x) - low) / (high - low)) * (right - left)
}

function isLogarithmic(sweep: Sweep): boolean {
  const low = sweep.points[0]?.x ?? 0
  return low > 0 && (sweep.points.at(-1)?.x ?? 0) / low >= 8
}

/** The parameter's values as written; those that would touch the one before are left out. */
function parameterTicks(sweep: Sweep, x: (point: SweepPoint) => number, y: number): string {
  let markup = ''
  let free = 0
  for (const point of sweep.points) {
    const half = monoWidth(point.text, large) / 2
    if (x(point) - half < free) continue
    markup += tick(x(point), y, point.text, '')
    free = x(point) + half + 8
  }
  return markup
}

/** Throughput against latency over the load: one line a side, a point for each load. How a serving change is judged. */
import { fromZero, linearTicks, tickText } from './axis.ts'
import { beside, type Field, type Place, type Side } from './beside.ts'
import { markLegend, verdictMark } from './mark.ts'
import { type ChartInput, verdictLooks } from './row.ts'
import { at, head, label, large, notes, sides, svg, tick, width } from './svg.ts'
import type { Sweep, SweepPoint } from './sweep.ts'
import { monoWidth, wrap } from './text.ts'

/** What rises with the load, and what it costs at the same loads. */
export interface Tradeoff {
  throughput: Sweep
  costs: Sweep[]
}

const tall = 220

/** The sweeps as one throughput and its latencies, when that is what they are: more is better of one, less of all others, over the same loads. */
export function tradeoff(sweeps: readonly Sweep[]): Tradeoff | null {
  const isAll = (sweep: Sweep, better: 'lower' | 'higher') => sweep.points.every(({ row }) => row.better === better)
  const [throughput, ...more] = sweeps.filter((sweep) => isAll(sweep, 'higher'))
  const costs = sweeps.filter((sweep) => isAll(sweep, 'lower'))
  if (throughput === undefined || more.length > 0 || costs.length === 0 || costs.length + 1 !== sweeps.length) return null
  const loads = ({ parameter, points }: Sweep) => JSON.stringify([parameter, points.map(({ x }) => x)])
  return costs.every((cost) => loads(cost) === loads(throughput)) ? { throughput, costs } : null
}

/** The trade-off as SVG text, a panel for each latency; both axes start at zero. */
export function tradeoffChart(input: ChartInput, { throughput, costs }: Tradeoff): string {
  const tones = [...new Set(costs.map(toneOf))]
  const legend = sides(input.names, tones)
  const rows = costs.flatMap(({ points }) => points.map(({ row }) => row))
  const top = head(input.title, rows.some((row) => row.verdict !== 'none') ? [...legend, ...markLegend(rows)] : legend)
  let y = top.bottom
  let body = top.markup
  for (const cost of costs) {
    const drawn = panel(throughput, cost, y)
    body += `\n${drawn.markup}`
    y = drawn.bottom
  }
  const parameter = throughput.parameter === '' ? 'the load' : throughput.parameter
  const under = notes(
    [`A point for each ${parameter}, its number beside it; further right and further down is better.`, 'Both axes start at zero.'],
    y,
  )
  return svg(input.title, input.description, under.bottom + 2, body + under.markup)
}

/** A verdict's tone only where every point has that verdict. */
function toneOf({ points }: Sweep): string {
  const tones = new Set(points.map(({ row }) => verdictLooks[row.verdict].tone))
  const [only] = tones
  return tones.size === 1 && only !== undefined ? only : 'plain'
}

interface Pair {
  across: SweepPoint
  up: SweepPoint
}

function panel(throughput: Sweep, cost: Sweep, top: number): { markup: string; bottom: number } {
  const pairs = throughput.points.flatMap((across, i): Pair[] => (cost.points[i] === undefined ? [] : [{ across, up: cost.points[i] }]))
  const titled = wrap(titleOf(cost), width, large, 3)
  const start = top + titled.length * 22 + 14
  const end = start + tall
  const up = linearTicks(...fromZero(valuesOf(cost)), 4)
  const left = Math.max(...up.map((value) => monoWidth(tickText(value), large))) + 12
  const across = acrossTicks(throughput, width - left - 30)
  const [highest, furthest] = [up.at(-1) ?? 1, across.at(-1) ?? 1]
  const x = (value: number) => left + (value / furthest) * (width - 20 - left)
  const y = (value: number) => end - (value / highest) * tall

  const place = ({ across, up }: Pair, side: Side) => ({ x: x(across.row[side].value), y: y(up.row[side].value) })
  const points = pairs.flatMap((pair) => sideNames.map((side) => place(pair, side)))
  const field = { left, bottom: end, points, taken: [] }
  const line = (side: Side, look: string) => sideLine(pairs, side, look, (pair) => place(pair, side), field)
  const grid = up.map((value) => `M${at(left)} ${at(y(value))}H${width}`).join('')
  const numbers = up.map((value) => label(left - 8, y(value) + 5, 'n m e', tickText(value))).join('')
  const under = across.map((value) => tick(x(value), end + 19, tickText(value), '')).join('')
  const heads = titled.map((line, index) => label(0, top + index * 22 + 18, '', line)).join('')
  const foot = wrap(titleOf(throughput), width - left, large, 2)
  const feet = foot.map((line, index) => label(left, end + 42 + index * 22, 'm', line)).join('')
  return {
    markup: `${heads}<path class="g" d="${grid}"/><path class="z" d="M${at(left)} ${at(start)}V${at(end)}H${width}"/>${numbers}${under}${feet}${line('baseline', 'base')}${line('candidate', toneOf(cost))}`,
    bottom: end + 42 + foot.length * 22,
  }
}

function titleOf({ title, points }: Sweep): string {
  const unit = points[0]?.row.unit ?? ''
  return `${title}${unit === '' ? '' : ` (${unit})`}`
}

function valuesOf({ points }: Sweep): number[] {
  return points.flatMap(({ row }) => [row.baseline.value, row.candidate.value])
}

/** As many as stand side by side, also in large letters. */
function acrossTicks(sweep: Sweep, room: number): number[] {
  const [low, high] = fromZero(valuesOf(sweep))
  for (const count of [6, 5, 4, 3, 2]) {
    const ticks = linearTicks(low, high, count)
    if (ticks.length * (Math.max(...ticks.map((value) => monoWidth(tickText(value), large))) + 16) <= room) return ticks
  }
  return linearTicks(low, high, 1)
}

const sideNames = ['baseline', 'candidate'] as const

/** One side's line over the loads, each point with its load. */
function sideLine(pairs: readonly Pair[], side: Side, look: string, place: (pair: Pair) => Place, field: Field): string {
  const path = pairs.map((pair, index) => `${index === 0 ? 'M' : 'L'}${at(place(pair).x)} ${at(place(pair).y)}`).join('')
  let markup = `<path class="l ${look}" d="${path}"/>`
  for (const pair of pairs) {
    const here = place(pair)
    markup +=
      side === 'baseline' ? `<circle class="base" cx="${at(here.x)}" cy="${at(here.y)}" r="4"/>` : verdictMark(pair.up.row, here.x, here.y)
    markup += beside(pair.across.text, here, side, field)
  }
  return markup
}

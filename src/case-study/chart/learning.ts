/** Learning curves: what was measured over the steps of a training run, both sides as lines. */
import { linearTicks, tickText } from './axis.ts'
import { type ChartInput, verdictLooks } from './row.ts'
import { at, head, label, large, notes, sides, svg, tick, width } from './svg.ts'
import { monoWidth, wrap } from './text.ts'

interface Point {
  x: number
  y: number
}

/** One row's way to its last figure, on both sides. */
export interface LearningCurve {
  /** In the row's words: "val/loss". */
  title: string
  tone: string
  /** A line for each run. */
  baseline: readonly (readonly Point[])[]
  candidate: readonly (readonly Point[])[]
}

const tall = 200
/** More points than this of a side are no finer to the eye. */
const most = 240

/** The curves as SVG text, a panel for each row. Value axes do not start at zero, since a curve would lie flat, and that is said. */
export function learningChart(input: ChartInput, curves: readonly LearningCurve[]): string {
  const top = head(input.title, sides(input.names, [...new Set(curves.map(({ tone }) => tone))]))
  let y = top.bottom
  let body = top.markup
  for (const curve of curves) {
    const drawn = panel(curve, y)
    body += `\n${drawn.markup}`
    y = drawn.bottom
  }
  const several = curves.some(({ baseline, candidate }) => baseline.length > 1 || candidate.length > 1)
  const under = notes(
    [
      ...(several ? ['A line for each run.'] : []),
      'The figures of the table are those of the last step.',
      'Value axes do not start at zero.',
    ],
    y,
  )
  return svg(input.title, input.description, under.bottom + 2, body + under.markup)
}

/** The tone of a row's verdict. */
export function curveTone(verdict: ChartInput['rows'][number]['verdict']): string {
  return verdictLooks[verdict].tone
}

function panel({ title, tone, baseline, candidate }: LearningCurve, top: number): { markup: string; bottom: number } {
  const points = [...baseline, ...candidate].flat()
  const titled = wrap(`${title} by step`, width, large, 3)
  const start = top + titled.length * 22 + 14
  const end = start + tall
  const [low, high] = spanOf(points.map((point) => point.y))
  const ticks = linearTicks(low, high, 4)
  const [first, last] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const left = Math.max(...ticks.map((value) => monoWidth(tickText(value), large))) + 12
  const [from, to] = spanOf(points.map((point) => point.x))
  const x = (value: number) => left + 12 + ((value - from) / (to - from)) * (width - 32 - left)
  const y = (value: number) => end - ((value - first) / (last - first)) * tall
  const grid = ticks.map((value) => `M${at(left)} ${at(y(value))}H${width}`).join('')
  const numbers = ticks.map((value) => label(left - 8, y(value) + 5, 'n m e', tickText(value))).join('')
  const steps = linearTicks(from, to, 4).filter((value) => value >= from && value <= to)
  const heads = titled.map((line, index) => label(0, top + index * 22 + 18, '', line)).join('')
  return {
    markup: `${heads}<path class="g" d="${grid}"/>${numbers}${steps.map((value) => tick(x(value), end + 19, tickText(value), '')).join('')}${paths(baseline, 'base', x, y)}${paths(candidate, tone, x, y)}`,
    bottom: end + 38,
  }
}

/** Low and high, never equal. */
function spanOf(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = values.reduce((greatest, value) => Math.max(greatest, value), Number.NEGATIVE_INFINITY)
  return high > low ? [low, high] : [low - 1, low + 1]
}

/** Lines of several runs are thinner, so that they stay apart. */
function paths(runs: readonly (readonly Point[])[], look: string, x: (value: number) => number, y: (value: number) => number): string {
  const way = runs.map((points) => {
    const every = Math.ceil((points.length * runs.length) / most)
    const shown = points.filter((_, index) => index % every === 0 || index === points.length - 1)
    return shown.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(x(point.x))} ${at(y(point.y))}`).join('')
  })
  return `<path class="l ${look}"${runs.length > 1 ? ' style="stroke-width:1"' : ''} d="${way.join('')}"/>`
}

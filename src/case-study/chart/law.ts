/** Scaling laws: loss over one size at a time on two logarithmic axes, the runs around the line, what lies beyond them dashed. */
import { ratioTicks, tickText } from './axis.ts'
import { at, head, type LegendItem, label, large, notes, svg, tick, width } from './svg.ts'
import { monoWidth, textWidth, wrap } from './text.ts'

/** One panel: the law over one size. */
export interface LawPanel {
  /** "Loss (nats/token) by parameters N, with endless tokens". */
  title: string
  runs: readonly { x: number; y: number }[]
  /** Along x; low and high are the ends of the 95 % interval. */
  line: readonly { x: number; y: number; low: number; high: number }[]
  /** The largest run; the line goes on dashed. */
  largest: number
  /** The loss that no size takes away. */
  endless: number
}

interface LawChart {
  /** Stands above the chart and names it for a screen reader. */
  title: string
  /** For who cannot see it. */
  description: string
  /** Sentences under the panels. */
  notes: readonly string[]
  panels: readonly LawPanel[]
}

type Place = (value: number) => number

const tall = 220
/** Room at both ends of an axis, as a share of it. */
const AIR = 0.03
const dash = ' stroke-dasharray="7 6"'

/** The panels one below the other as SVG text. */
export function lawChart({ title, description, notes: said, panels }: LawChart): string {
  const top = head(title, legend)
  let y = top.bottom
  let body = top.markup
  for (const one of panels) {
    const drawn = panel(one, y)
    body += `\n${drawn.markup}`
    y = drawn.bottom
  }
  const dotted = panels.some(showsEndless) ? ['Dotted: E, the loss at endless sizes.'] : []
  const under = notes([...said, ...dotted, 'All axes are logarithmic and do not start at zero.'], y)
  return svg(title, description, under.bottom + 2, body + under.markup)
}

const legend: readonly LegendItem[] = [
  { marks: [(x, y) => dots(`M${at(x)} ${at(y)}h0`)], words: 'a run' },
  { marks: [(x, y) => `<path class="l plain" d="M${at(x - 6)} ${at(y)}h14"/>`], words: 'the law' },
  { marks: [(x, y) => `<path class="l plain" stroke-dasharray="4 3" d="M${at(x - 6)} ${at(y)}h14"/>`], words: 'beyond the runs' },
  {
    marks: [(x, y) => `<rect class="plain" fill-opacity="0.22" x="${at(x - 6)}" y="${at(y - 6)}" width="14" height="12"/>`],
    words: '95 % interval',
  },
]

/** Round dots, all in one path: hundreds of runs stay small. */
function dots(path: string): string {
  return `<path class="l base" style="stroke-width:5;stroke-linecap:round" d="${path}"/>`
}

function panel(one: LawPanel, top: number): { markup: string; bottom: number } {
  const { title, runs, line, largest, endless } = one
  const titled = wrap(title, width, large, 3)
  const start = top + titled.length * 22 + 26
  const end = start + tall
  const hasEndless = showsEndless(one)
  const seen = figuresOf(one)
  const [low, high] = spanOf(hasEndless ? [...seen, endless] : seen)
  const [from, to] = spanOf(line.map(({ x }) => x))
  const ticks = ratioTicks(low, high, 5).filter((value) => value >= low && value <= high)
  const left = Math.max(...ticks.map((value) => monoWidth(tickText(value), large)), 40) + 12
  const x: Place = (value) => left + 12 + (Math.log(value / from) / Math.log(to / from)) * (width - 32 - left)
  const y: Place = (value) => end - (Math.log(value / low) / Math.log(high / low)) * tall

  const grid = ticks.map((value) => `M${at(left)} ${at(y(value))}H${width}`).join('')
  const numbers = ticks.map((value) => label(left - 8, y(value) + 5, 'n m e', tickText(value))).join('')
  const under = ratioTicks(from, to, 7)
    .filter((value) => value >= from && value <= to)
    .map((value) => tick(x(value), end + 19, tickText(value), ''))
    .join('')
  const heads = titled.map((text, index) => label(0, top + index * 22 + 18, '', text)).join('')
  const within = line.filter((point) => point.x <= largest)
  const beyond = line.filter((point) => point.x >= largest)
  const runsPath = runs.map((run) => `M${at(x(run.x))} ${at(y(run.y))}h0`).join('')
  return {
    markup: [
      heads,
      `<path class="g" d="${grid}"/><path class="z" d="M${at(left)} ${at(start)}V${at(end)}H${width}"/>`,
      `<path class="g"${dash} d="M${at(x(largest))} ${at(start)}V${at(end)}"/>`,
      numbers,
      under,
      `<path class="plain" fill-opacity="0.22" d="${outline(line, x, y)}"/>`,
      dots(runsPath),
      `<path class="l plain" d="${way(within, x, y)}"/><path class="l plain"${dash} d="${way(beyond, x, y)}"/>`,
      beyondLabel(x(largest), start),
      hasEndless ? endlessLine(endless, left, y) : '',
    ].join(''),
    bottom: end + 38,
  }
}

function figuresOf({ runs, line }: LawPanel): number[] {
  return [...runs.map(({ y }) => y), ...line.flatMap(({ low, high }) => [low, high])]
}

/** An E far below all that was measured would press the curve flat. */
function showsEndless(one: LawPanel): boolean {
  return one.endless > figuresOf(one).reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY) / 2
}

function endlessLine(endless: number, left: number, y: Place): string {
  const words = `E ${tickText(Number(endless.toPrecision(3)))}`
  return `<path class="z" stroke-dasharray="1 4" d="M${at(left)} ${at(y(endless))}H${width}"/>${label(left + 16, y(endless) - 6, 'm', words)}`
}

/** Right of the last run where it fits at the chart's right edge, in letters of any size. */
function beyondLabel(x: number, top: number): string {
  const words = ['extrapolated', 'beyond'].find((one) => x + 2 + textWidth(one, large) <= width)
  return words === undefined ? '' : label(x + 2, top - 6, 'm', words)
}

function way(points: readonly { x: number; y: number }[], x: Place, y: Place): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(x(point.x))} ${at(y(point.y))}`).join('')
}

/** The band: along its upper edge and back along the lower one. */
function outline(line: LawPanel['line'], x: Place, y: Place): string {
  const upper = line.map((point) => ({ x: point.x, y: point.high }))
  const lower = line.map((point) => ({ x: point.x, y: point.low })).toReversed()
  return `${way([...upper, ...lower], x, y)}Z`
}

/** Low and high above 0, with a little air; never equal. */
function spanOf(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  const low = positive.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = positive.reduce((greatest, value) => Math.max(greatest, value), 0)
  return high > low ? [low / (high / low) ** AIR, high * (high / low) ** AIR] : [low / 2, low * 2]
}

/** A benchmark as Catch2 nearly always prints it: its lines are known by one pattern, and taken apart when somebody looks. */
import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { splitColumns } from '../document/columns.ts'
import { LateLine } from '../document/lines.ts'
import type { AddFigure, Measured, Ran } from '../findings.ts'
import { remember } from '../remember.ts'
import { convert } from '../units.ts'

/** A name, its counts and a time; below it the mean and the deviation, each with its bounds and all in one unit. */
const number = String.raw`\d{1,15}(?:\.\d{1,15})?`
const bounds = String.raw` \5 {2,}${number} \5 {2,}${number} \5 *`
const block = new RegExp(
  String.raw`((?:\S+ )*\S+) {2,}(\d+) {2,}\d+ {2,}${number} (?:[pnumµμ]?s|m|h) *\n` +
    // A mean of 0 is to be spoken of.
    String.raw`( *)(?![0.]+ )(${number})(?= ([pnumµμ]?s|m|h) )${bounds}\n` +
    String.raw`( *)(${number})${bounds}(?![^\n])`,
  'y',
)

export function isBlock(text: string, from: number): boolean {
  block.lastIndex = from
  return block.test(text)
}

export function nameOfBlock(text: string, from: number): string {
  return text.slice(from, text.indexOf('  ', from))
}

/** Hands over its two figures. */
export function takeBlock(text: string, from: number, line: number, ranOf: (name: string, samples: string) => Ran, add: AddFigure): void {
  block.lastIndex = from
  const [, name = '', samples = '', left = '', mean = '', unit = '', below = '', deviation = ''] = block.exec(text) ?? []
  const ran = ranOf(name, samples)
  const times = timesIn(unit)
  const meanFrom = text.indexOf('\n', from) + 1
  const deviationFrom = text.indexOf('\n', meanFrom) + 1
  const next = text.indexOf('\n', deviationFrom)
  const end = next < 0 ? text.length : next
  const behind = unit.length + 1
  add(
    new LateLine(line + 1, text, meanFrom, deviationFrom - 1),
    left.length,
    left.length + mean.length + behind,
    Number(mean),
    ran,
    times.mean,
  )
  add(
    new LateLine(line + 2, text, deviationFrom, end),
    below.length,
    below.length + deviation.length + behind,
    Number(deviation),
    ran,
    times.deviation,
  )
}

/** What the figures are that have a unit; `only` is the mean of a benchmark that was not analysed. */
export const timesIn = remember((unit) => {
  const time = { metric: 'time', unit, better: 'lower' } as const
  const mean: Measured = { ...time, statistic: 'mean', spread: intervalOf }
  const deviation: Measured = { ...time, statistic: 'stddev', role: 'derived', spread: intervalOf }
  const only: Measured = { ...time, statistic: 'mean' }
  return { mean, deviation, only }
})

/** Of a figure and its bounds. 0.95 is the default of `--benchmark-confidence-interval`, which is not printed. */
function intervalOf(words: string): Spread | null {
  const [middle, low, high] = splitColumns(words).map(readCell)
  const [from, to] = [low, high].map((cell) => (cell == null ? null : convert(cell.value, cell.unit, middle?.unit ?? '')))
  return from == null || to == null ? null : { kind: 'interval', low: from, high: to, level: 0.95 }
}

/** A benchmark as Catch2 nearly always prints it: its lines are known by one pattern, and taken apart when somebody looks. */
import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { splitColumns } from '../document/columns.ts'
import { LateLine } from '../document/lines.ts'
import type { Measured, Ran, TakeRow } from '../findings.ts'
import { remember } from '../remember.ts'
import { convert } from '../units.ts'
import { groupedDigits } from './grouped-digits.ts'

/** A name, its counts and a time; below it the mean and the deviation, each with its bounds and all in one unit. */
const number = String.raw`\d{1,15}(?:\.\d{1,15})?`
const bounds = String.raw` \1 {2,}${number} \1 {2,}${number} \1 *`
const block = new RegExp(
  String.raw`(?:\S+ )*\S+ {2,}\d+ {2,}\d+ {2,}${number} (?:[pnumµμ]?s|m|h) *\n` +
    // A mean of 0 is to be spoken of.
    String.raw` *(?![0.]+ )${number}(?= ([pnumµμ]?s|m|h) )${bounds}\n` +
    String.raw` *${number}${bounds}(?![^\n])`,
  'y',
)

/** Characters of its row: the engine gives up where a pattern repeats itself a million times. */
const longest = 20_000

/** Whether one begins with the line from `from` to before `to`. */
export function isBlock(text: string, from: number, to: number): boolean {
  block.lastIndex = from
  return to - from < longest && block.test(text)
}

/** Without the sections around it. */
export function nameOfBlock(text: string, from: number): string {
  return text.slice(from, text.indexOf('  ', from))
}

/** How many samples a block counts. */
export function samplesOfBlock(text: string, from: number): number {
  const line = text.slice(text.indexOf('  ', from), text.indexOf('\n', from))
  return Number.parseInt(line, 10)
}

const spaces = / */y

/** Takes blocks apart, which hold two figures; `ranOf` is asked what was run in one. */
export function blockTaker(text: string, ranOf: (from: number) => Ran): TakeRow {
  // Most have the unit of the one before.
  let times = timesIn('ns')
  return (block, number, add) => {
    const ran = ranOf(block)
    let from = text.indexOf('\n', block) + 1
    for (const which of ['mean', 'deviation'] as const) {
      const next = text.indexOf('\n', from)
      const to = next < 0 ? text.length : next
      spaces.lastIndex = from
      const start = spaces.test(text) ? spaces.lastIndex : from
      const end = text.indexOf(' ', start)
      if (!text.startsWith(times.word, end)) times = timesIn(text.slice(end + 1, text.indexOf(' ', end + 1)))
      const line = new LateLine(which === 'mean' ? number + 1 : number + 2, text, from, to)
      add(line, start - from, end + times.word.length - 1 - from, groupedDigits(text, start, end), ran, times[which])
      from = to + 1
    }
  }
}

/** What the figures are that have a unit; `only` is the mean of a benchmark that was not analysed. */
export const timesIn = remember((unit) => {
  const time = { metric: 'time', unit, better: 'lower' } as const
  const mean: Measured = { ...time, statistic: 'mean', spread: intervalOf }
  const deviation: Measured = { ...time, statistic: 'stddev', role: 'derived', spread: intervalOf }
  const only: Measured = { ...time, statistic: 'mean' }
  // With the spaces that set it apart in a row.
  return { word: ` ${unit} `, mean, deviation, only }
})

/** Of a figure and its bounds. 0.95 is the default of `--benchmark-confidence-interval`, which is not printed. */
function intervalOf(words: string): Spread | null {
  const [middle, low, high] = splitColumns(words).map(readCell)
  const [from, to] = [low, high].map((cell) => (cell == null ? null : convert(cell.value, cell.unit, middle?.unit ?? '')))
  return from == null || to == null ? null : { kind: 'interval', low: from, high: to, level: 0.95 }
}

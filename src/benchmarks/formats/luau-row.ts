/** The lines of luau's bench.py as they nearly always look: known by one pattern, and taken apart when somebody looks. */
import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { LateLine } from '../document/lines.ts'
import type { Measured, Ran, Runs, TakeRow } from '../findings.ts'
import { groupedDigits } from './grouped-digits.ts'

/** `SUCCESS: name  :   15.041ms +/-  0.636% on luau`. Faster or slower than another, it says so behind. */
const row = /SUCCESS: [^:\r\n]+: +\d{1,15}(?:\.\d{1,15})?ms \+\/- +\d+(?:\.\d+)?% on [^(\s]+(?= *(?![^\r\n])| \()/y
const head = 'SUCCESS: '

/** Where a row ends that begins at `from`, with the executable that ran the test; 0 for any other line. */
export function endOfRow(text: string, from: number): number {
  row.lastIndex = from
  return row.test(text) ? row.lastIndex : 0
}

/** The executable of the row that ends at `end`. */
export function driverAt(text: string, end: number): string {
  return text.slice(text.lastIndexOf(' ', end - 1) + 1, end)
}

/** The test of the row that begins at `from`. */
export function testAt(text: string, from: number): string {
  const start = from + head.length
  return text.slice(start, text.indexOf(':', start)).trim()
}

/** What a row measures, without its statistic. */
export const time = { metric: 'time', unit: 'ms', better: 'lower' } as const

const mean: Measured = { ...time, statistic: 'mean', spread: (words) => spreadOf(/\+\/- +([\d.]+)%/.exec(words)?.[1] ?? '') }

/** Takes the rows of one executable apart; `runs` is what there is to say of it late. */
export function rowTaker(text: string, driver: string, runs: (ran: Ran) => Runs): TakeRow {
  return (from, number, add) => {
    const nameEnd = text.indexOf(':', from + head.length)
    let start = nameEnd + 1
    while (text.charCodeAt(start) === 32) start++
    const end = text.indexOf('s', start) + 1
    const line = new LateLine(number, text, from, text.indexOf('%', end) + '% on '.length + driver.length)
    const benchmark = text.slice(from + head.length, nameEnd).trim()
    add(line, start - from, end - from, groupedDigits(text, start, end - 'ms'.length), { benchmark, runs }, mean)
  }
}

/** With scipy the "StdDev%" is half of a 95 % interval, without it a deviation: the text does not say which. */
export function spreadOf(percent: string): Spread | null {
  const cell = readCell(percent)
  return cell === null ? null : { kind: 'relative-half-width', value: cell.value / 100 }
}

/** A line of libtest as it nearly always looks: known by one pattern, and taken apart when somebody looks. */
import type { Better, Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import { LateLine } from '../document/lines.ts'
import type { Measured, Ran, Runs, TakeRow } from '../findings.ts'
import { remember } from '../remember.ts'
import { groupedDigits } from './grouped-digits.ts'

const whole = String.raw`(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})`
const number = String.raw`${whole}(?:\.\d{1,15})?`
const end = String.raw` *(?![^\r\n])`
/** Up to the end of its time. One of 0 is to be spoken of. */
const row = new RegExp(
  String.raw`test \S+ +\.\.\. bench: *(?![0.,]+ )${number} \S+ \(\+/- ${number}\)(?= = ${whole} MB/s${end}|${end})`,
  'y',
)
const head = 'test '

/** How many figures the line at `from` holds: a time, and perhaps a rate. 0 for any other line. */
export function figuresAt(text: string, from: number): number {
  row.lastIndex = from
  if (!row.test(text)) return 0
  return text.startsWith(' = ', row.lastIndex) ? 2 : 1
}

/** The name of the benchmark in the line at `from`. */
export function nameAt(text: string, from: number): string {
  return text.slice(from + head.length, endOfName(text, from))
}

function endOfName(text: string, from: number): number {
  return text.indexOf(' ', from + head.length)
}

/** Takes such lines apart; `runs` is what there is to say of a benchmark late. */
export function rowTaker(text: string, runs: (ran: Ran) => Runs): TakeRow {
  // Most have the unit of the one before.
  let time = timeIn('ns/iter')
  let word = ` ${time.unit} `
  return (from, number, add) => {
    const nameEnd = endOfName(text, from)
    const benchmark = text.slice(from + head.length, nameEnd)
    let start = text.indexOf(':', nameEnd) + 1
    while (text.charCodeAt(start) === 32) start++
    const behind = text.indexOf(' ', start)
    const unitEnd = text.indexOf(' ', behind + 1)
    if (!text.startsWith(word, behind)) {
      time = timeIn(text.slice(behind + 1, unitEnd))
      word = ` ${time.unit} `
    }
    const end = text.indexOf(')', unitEnd) + 1
    const rate = text.startsWith(' = ', end) ? end + ' = '.length : null
    const rateEnd = rate === null ? end : text.indexOf('/s', rate) + '/s'.length
    const line = new LateLine(number, text, from, rateEnd)
    add(line, start - from, end - from, groupedDigits(text, start, behind), { benchmark, runs }, time)
    if (rate !== null)
      add(line, rate - from, rateEnd - from, groupedDigits(text, rate, text.indexOf(' ', rate)), { benchmark }, rateOfBytes)
  }
}

/** What a line measures, without its unit and spread. */
export const time = { metric: 'time', statistic: 'median', better: 'lower' } as const satisfies Measured

const timeIn = remember(
  (unit) =>
    ({ ...time, unit, better: betterIn(unit), spread: (words) => rangeOf(readCell(words)?.plusMinus?.value ?? null) }) satisfies Measured,
)

/** Whether more or less of a unit is better: of a time an iteration, less. */
export function betterIn(unit: string): Better {
  return unit.endsWith('/iter') ? 'lower' : betterOfUnit(unit)
}

/** The deviation is the distance of the slowest from the fastest. */
export function rangeOf(deviation: number | null): Spread | null {
  return deviation === null ? null : { kind: 'range', value: deviation }
}

/** Bytes over the median, in powers of 1,000; the JSON calls them mebibytes and computes the same. */
export const rateOfBytes: Measured = {
  ...time,
  metric: 'throughput',
  unit: 'MB/s',
  better: 'higher',
  role: 'derived',
  sampleKind: 'iteration',
}

import type { Spread } from '../../model.ts'
import { toNumber } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import type { Findings, Measured, TakeRow } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { groupedDigits } from './grouped-digits.ts'

/** https://benchmarkjs.com/docs/#prototype_toString; the names may hold " x " themselves. */
export const benchmarkJs: Reader = {
  name: 'benchmark-js',
  title: 'Benchmark.js',
  docs: 'The lines that `String(event.target)` gives: `name x 1,431,759 ops/sec ±0.74% (93 runs sampled)`.',
  primary: ['throughput'],
  detect: (document) => matches(document, row, ' ops/sec'),
  parse: readLines,
}

/** The end of a line, from the last " x ": rates below 100 have two decimals. */
const row = / x (\d[\d,]*(?:\.\d+)? ops\/sec)(?: (?:±|\+\/-)(\d[\d.]*)%)? \((\d+) runs? sampled\)/m

/** A line as it nearly always looks, up to the mark behind its name. */
const plain =
  /(?:[^x\r\n]*x)+?(?<= x)(?= (?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,15})? ops\/sec ±\d+(?:\.\d+)?% \(\d+ runs? sampled\) *(?![^\r\n]))/y
const mark = ' x'

/** Characters of a plain line: the engine gives up where a pattern repeats itself a million times. */
const longest = 20_000

function readLines({ text, firstLine }: Document, found: Findings): void {
  const take = rowTaker(text)
  eachLine(text, firstLine, (from, to, number) => {
    plain.lastIndex = from
    const isPlain = to - from < longest && (from === 0 || text.charCodeAt(from - 1) === 10) && plain.test(text)
    if (isPlain) found.row(plain.lastIndex - mark.length, number, 1, take)
    else readOther(new LateLine(number, text, from, to), found)
  })
}

const throughput = { metric: 'throughput', statistic: '1/mean', unit: 'ops/sec', better: 'higher' } as const
const plainThroughput: Measured = { ...throughput, spread: (words) => spreadOf(/±([\d.]+)%/.exec(words)?.[1]) }

/** Takes such lines apart when somebody looks, from where their names end. */
function rowTaker(text: string): TakeRow {
  return (nameEnd, number, add) => {
    const from = text.lastIndexOf('\n', nameEnd) + 1
    const start = nameEnd + mark.length + 1
    const rateEnd = text.indexOf(' ', start)
    const open = text.indexOf('(', rateEnd) + 1
    const behind = text.indexOf(' ', open)
    const line = new LateLine(number, text, from, text.indexOf(')', behind) + 1)
    const ran = { benchmark: text.slice(from, nameEnd).trim(), samples: groupedDigits(text, open, behind), sampleKind } as const
    add(line, start - from, rateEnd + ' ops/sec'.length - from, groupedDigits(text, start, rateEnd), ran, plainThroughput)
  }
}

/** Each "run" is a cycle of many calls inside one process. */
const sampleKind = 'iteration'

function readOther(line: Line, found: Findings): void {
  const cut = line.text.lastIndexOf(' ops/sec')
  const start = cut < 0 ? -1 : line.text.lastIndexOf(' x ', cut)
  const [, rate, margin, runs] = (start < 0 ? null : row.exec(line.text.slice(start))) ?? []
  if (rate === undefined) return
  const benchmark = line.text.slice(0, start).trim()
  found.line(line, rate, { ...throughput, benchmark, samples: toNumber(runs ?? ''), sampleKind, spread: spreadOf(margin) })
}

function spreadOf(percent = ''): Spread | null {
  const half = toNumber(percent)
  return half === null ? null : { kind: 'relative-half-width', value: half / 100, level: 0.95 }
}

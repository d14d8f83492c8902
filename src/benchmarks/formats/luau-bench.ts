import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/luau-lang/luau/blob/master/bench/bench.py */
export const luauBench: Reader = {
  name: 'luau-bench',
  title: 'Luau bench.py',
  docs: 'The `SUCCESS:` lines and the table of results; how often each test ran is not printed.',
  primary: ['time'],
  detect: (document) => matches(document, success, 'SUCCESS: ') || matches(document, header, 'StdDev%'),
  parse: readOutput,
}

const success = /^SUCCESS: ([^:\n]+): +(\d[\d.]*ms) \+\/- +(\d[\d.]*)% on ([^(\n]+)/m
const header = /^Test +\| Min +\| Average +\| StdDev% +\| Driver/m

/** With scipy the "StdDev%" is half of a 95 % interval, without it a deviation: the text does not say which. */
function spreadOf(percent: string): Spread | null {
  const cell = readCell(percent)
  return cell === null ? null : { kind: 'relative-half-width', value: cell.value / 100 }
}

function readOutput(document: Document, found: Findings): void {
  const drivers = new Set(document.lines.flatMap(({ text }) => success.exec(text)?.[4]?.trim() ?? []))
  /** A test, and the executable that ran it where there are several. */
  const timeOf = (benchmark: string, driver: string): Figure => ({
    benchmark,
    metric: 'time',
    unit: 'ms',
    better: 'lower',
    condition: drivers.size > 1 ? condition([['driver', driver]]) : '',
  })
  const said = new Set<string>()
  let inTable = false
  for (const line of document.lines) {
    const [, name, mean = '', percent = '', driver = ''] = success.exec(line.text) ?? []
    if (/^FAILED:/.test(line.text)) found.flag('skipped-or-errored-row', 'A test failed: it has no figure.', { line })
    else if (header.test(line.text)) inTable = true
    else if (name !== undefined) {
      said.add(`${name.trim()} ${driver.trim()}`)
      found.line(line, mean, { ...timeOf(name.trim(), driver.trim()), statistic: 'mean', spread: spreadOf(percent) })
    } else if (inTable && line.text.includes('|')) {
      const [test = '', min = '', average = '', deviation = '', by = ''] = line.text.split('|').map((cell) => cell.trim())
      readRow(line, { ...timeOf(test, by) }, [min, average, said.has(`${test} ${by}`) ? '' : deviation], found)
    } else if (inTable && !/^[-+]+$/.test(line.text)) inTable = false
  }
}

/** The table repeats the means of the lines above it, if there are any, and adds the least times. */
function readRow(line: Line, time: Figure, [min = '', mean = '', percent = '']: readonly string[], found: Findings): void {
  if (readCell(mean) === null) return
  if (time.benchmark === 'Total') {
    found.flag('aggregate-row', 'The row "Total" is a sum over the tests: it is not compared.', { line })
    found.line(line, min, { ...time, statistic: 'min', role: 'aggregate' })
    found.line(line, mean, { ...time, statistic: 'mean', role: 'aggregate' })
    return
  }
  found.line(line, min, { ...time, statistic: 'min' })
  if (percent !== '') found.line(line, mean, { ...time, statistic: 'mean', spread: spreadOf(percent) })
}

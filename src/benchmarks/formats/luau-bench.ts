import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import type { Figure, Findings, Runs, TakeRow } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { driverAt, endOfRow, rowTaker, spreadOf, testAt, time } from './luau-row.ts'

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

/** An executable that ran tests. */
interface Driver {
  readonly name: string
  readonly runs: () => Runs
  readonly take: TakeRow
}

function readOutput({ text, firstLine }: Document, found: Findings): void {
  const drivers = new Map<string, Driver>()
  let driver: Driver | null = null
  /** Tests and drivers whose means are known when the table begins. */
  const said = new Set<string>()
  /** Where rows begin that look like nearly all, and are not among them yet. */
  const rows: number[] = []
  let inTable = false

  function runsOf(name: string): () => Runs {
    return () => ({ condition: drivers.size > 1 ? condition([['driver', name]]) : '' })
  }

  function driverOf(name: string): Driver {
    const runs = runsOf(name)
    const known = drivers.get(name) ?? { name, runs, take: rowTaker(text, name, runs) }
    drivers.set(name, known)
    return known
  }

  /** Of the row that ends at `end`: most likely that of the row before. */
  function driverBefore(end: number): Driver {
    const start = driver === null ? end : end - driver.name.length
    if (driver === null || text.charCodeAt(start - 1) !== 32 || !text.startsWith(driver.name, start)) driver = driverOf(driverAt(text, end))
    return driver
  }

  function isSaid(test: string, driver: string): boolean {
    for (const from of rows.splice(0)) said.add(`${testAt(text, from)} ${driverAt(text, endOfRow(text, from))}`)
    return said.has(`${test} ${driver}`)
  }

  function readOther(line: Line): void {
    const [, test, mean = '', percent = '', by = ''] = success.exec(line.text) ?? []
    if (/^FAILED:/.test(line.text)) found.flag('skipped-or-errored-row', 'A test failed: it has no figure.', { line })
    else if (header.test(line.text)) inTable = true
    else if (test !== undefined) {
      const { name, runs } = driverOf(by.trim())
      said.add(`${test.trim()} ${name}`)
      found.line(line, mean, { ...time, benchmark: test.trim(), runs, statistic: 'mean', spread: spreadOf(percent) })
    } else if (inTable && line.text.includes('|')) {
      const [test = '', min = '', mean = '', deviation = '', by = ''] = line.text.split('|').map((cell) => cell.trim())
      readRow(line, { ...time, benchmark: test, runs: runsOf(by) }, [min, mean, isSaid(test, by) ? '' : deviation], found)
    } else if (inTable && !/^[-+]+$/.test(line.text)) inTable = false
  }

  eachLine(text, firstLine, (from, to, number) => {
    const end = endOfRow(text, from)
    if (end === 0) return readOther(new LateLine(number, text, from, to))
    rows.push(from)
    found.row(from, number, 1, driverBefore(end).take)
  })
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

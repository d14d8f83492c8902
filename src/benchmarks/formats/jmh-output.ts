import { toNumber } from '../cells.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { jmhModes, modeCondition, scoreOf, secondaryOf } from './jmh-metrics.ts'

/** `Benchmark   (size)   Mode  Cnt   Score   Error  Units`; before 1.0 `Samples`, `Mean` and `Mean error`. */
const header = /^(?:\[INFO\] )?Benchmark .{0,999}\bMode +(?:Cnt|Samples) +(?:Score|Mean)\b.{0,99} Units *$/m

export function isJmhOutput(document: Document): boolean {
  return matches(document, header, 'Benchmark ')
}

/** Whether a CSV is JMH's (`-rf csv`, `-rf scsv`). */
export function isJmhCsv(document: Document): boolean {
  return /^Benchmark,Mode,Threads,Samples,Score,Score Error \(99[.,]9%\),Unit/.test(csvHeader(document).join())
}

/** One row of any of the tables; texts as written. */
interface Row {
  line: Line
  name: string
  mode: string
  parameters: readonly (readonly [string, string | null])[]
  count: string
  score: string
  error: string
  unit: string
}

/** The table at the end of a run. Names are shortened as far as they differ. */
export function readJmhOutput(document: Document, found: Findings): void {
  let columns: Column[] | null = null
  for (const line of document.lines) {
    const text = line.text.replace(/^\[INFO\] /, '')
    readPlace(text, found)
    if (header.test(line.text))
      columns = [...text.matchAll(/\(([^\s()]+)\)/g)].map((match) => ({ name: match[1] ?? '', end: match.index + match[0].length }))
    else if (columns !== null) {
      const row = rowOf(line, text, columns)
      if (row !== null) readRow(row, found)
      else if (text.trim() === '') columns = null
    }
  }
}

function readPlace(text: string, found: Findings): void {
  found.environment('jmh', /^# JMH version: (\S+)/.exec(text)?.[1] ?? null)
  const [, java, jvm] = /^# VM version: (?:JDK )?([^,]+), (.+)$/.exec(text) ?? []
  found.environment('java', java ?? null)
  found.environment('jvm', jvm ?? null)
}

const mode = new RegExp(`^(?:${jmhModes})$`)

/** A parameter's column is right-aligned below its head. */
interface Column {
  name: string
  end: number
}

/** Words from the right: units, `± error`, score, count, mode; what is left are the parameters and the name. */
function rowOf(line: Line, text: string, columns: readonly Column[]): Row | null {
  const words = text.trim().split(/\s+/)
  const at = words.findLastIndex((word) => mode.test(word))
  if (at < 1) return null
  const [name = ''] = words
  const behind = words.slice(at + 1)
  const unit = behind.pop() ?? ''
  const sign = behind.indexOf('±')
  // "≈ 10⁻⁶" is no figure but a magnitude.
  const near = behind.indexOf('≈')
  // Before 1.4 the error had a column of its own and no sign: samples, score, error.
  const bare = sign < 0 && near < 0 && behind.length > 2 ? behind.pop() : undefined
  const error = bare ?? (sign < 0 ? '' : (behind.splice(sign).at(1) ?? ''))
  const score = near < 0 ? (behind.pop() ?? '') : behind.splice(near).join(' ')
  // Values may hold spaces: then the columns tell them apart.
  const values =
    at === columns.length + 1
      ? words.slice(1, at)
      : columns.map(({ end }, index) => text.slice(columns[index - 1]?.end ?? name.length, end).trim())
  const parameters = columns.map((column, index) => [column.name, values[index] === 'N/A' ? null : (values[index] ?? null)] as const)
  return { line, name, mode: words[at] ?? '', parameters, count: behind.at(-1) ?? '', score, error, unit }
}

export function readJmhCsv(document: Document, found: Findings): void {
  for (const { header, rows, ragged } of readCsv(document)) {
    for (const { line } of ragged) found.flag('malformed-row', 'A row with another number of cells than the header was left out.', { line })
    const names = header.slice(7).map((name) => name.replace(/^Param: /, ''))
    for (const { cells, line } of rows) {
      const [name = '', mode = '', threads = '', count = '', score = '', error = '', unit = '', ...values] = cells
      const parameters = names.map((column, index) => [column, values[index] ?? null] as const)
      readRow({ line, name, mode, parameters, count, score, error, unit }, found)
      const identity = identityOf({ name, mode, parameters })
      if (!name.includes(':')) found.line(line, threads, { ...identity, metric: 'threads', role: 'workload' })
    }
  }
}

function identityOf({ name, mode, parameters }: Pick<Row, 'name' | 'mode' | 'parameters'>): Pick<Figure, 'benchmark' | 'condition'> {
  return { benchmark: name.split(':')[0] ?? name, condition: condition([...parameters, ['mode', modeCondition(mode)]]) }
}

/** `name:label` is a profiler's figure, a thread of a group, or a percentile of sampled times (`name:p0.99`). */
function readRow(row: Row, found: Findings): void {
  const { line, mode, score, error, unit } = row
  const label = row.name.includes(':') ? row.name.slice(row.name.indexOf(':') + 1) : ''
  const percentile = /^(?:.*·)?p(\d+\.\d+)$/.exec(label)?.[1]
  const primary = scoreOf(mode, unit)
  const own =
    label === '' ? primary : percentile === undefined ? secondaryOf(label, unit) : { ...primary, statistic: statisticOf(percentile) }
  const value = numberIn(score)
  if (value === null) {
    found.flag('malformed-row', `${row.name} was left out: "${score}" is no number.`, { line })
    return
  }
  const samples = toNumber(row.count)
  const half = numberIn(error)
  const sign = line.text.lastIndexOf('±')
  const text =
    half === null || sign < 0 ? score : line.text.slice(line.text.lastIndexOf(score, sign), line.text.indexOf(error, sign) + error.length)
  const figure: Figure = {
    ...identityOf(row),
    ...own,
    // Iterations of all forks together; how many forks there were is not in the table.
    samples: samples ?? (percentile === undefined ? 1 : null),
    sampleKind: samples === null && percentile !== undefined ? null : 'iteration',
    spread: half === null ? null : { kind: 'half-width', value: half, level: 0.999 },
  }
  found.line(line, text, figure, value)
  if (half !== null && half > value)
    found.flag('error-exceeds-score', `The error of ${row.name} is larger than its score: the score says nothing.`, { line })
}

/** JMH prints in the locale of the machine and never groups digits: a comma is its decimal mark (`100,512`). */
function numberIn(text: string): number | null {
  return /^\d+(?:[.,]\d+)?(?:E[-+]?\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** `p0.50` is the median, `p0.00` the least and `p1.00` the largest. */
function statisticOf(quantile: string): string {
  const percent = Number((Number(quantile) * 100).toFixed(4))
  return { 0: 'min', 50: 'median', 100: 'max' }[percent] ?? `p${percent}`
}

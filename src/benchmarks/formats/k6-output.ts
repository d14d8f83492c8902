/** The summary that k6 prints: internal/js/summary.js (since 1.0) and summary-legacy.js. */
import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { containsOf, type K6Kind, type K6Metric } from './k6-metrics.ts'
import { flagUnit, isShown, judgeRun, type K6Row, k6Row, measuredOf, ranOf } from './k6-run.ts'
import { lineAbove } from './line-above.ts'

/** A line of one of k6's own metrics, such as `http_reqs....: 1597   531.6/s`. */
export const printedMetric =
  /^[ \t]*(?:[✓✗✔✘] )?(?:iterations|iteration_duration|http_reqs|http_req_duration|vus|data_received|data_sent)\.{3,}: \S/m

const metricLine = /^\s*(?:([✓✗✔✘])\s+)?(\{.{1,200}\}|\w{1,200})\.{3,}:\s+(\S.*)$/
const sectionTitle = /^\s*█ (?:(GROUP|SCENARIO): )?(.*)$/

interface Row {
  line: Line
  metric: K6Metric
  values: string
  /** Marked as a metric whose threshold was crossed. */
  crossed: boolean
}

/** Reads every summary of a log. */
export function readPrinted({ lines }: Document, found: Findings): void {
  let section = ''
  let parent = ''
  let rows: Row[] = []
  const names = new Set<string>()
  let label: Pick<Ran, 'side' | 'condition'> = {}
  const finish = () => {
    readRun(rows.map(printedOf), label, found)
    for (const { line, metric, crossed } of rows)
      if (crossed) found.flag('declared-invalid', `k6 calls the run failed: a threshold of ${metric.name} was crossed.`, { line })
    rows = []
    names.clear()
  }
  for (const [index, line] of lines.entries()) {
    const title = sectionTitle.exec(line.text)
    const threshold = /^\s*[✗✘] ('[^']{1,200}') \S+=/.exec(line.text)
    const [, mark, full, values] = metricLine.exec(line.text) ?? []
    if (title !== null) section = title[1] === undefined ? '' : (title[2] ?? '').trim()
    else if (threshold !== null) found.flag('declared-invalid', `k6 calls the run failed: threshold ${threshold[1]} was crossed.`, { line })
    if (full === undefined || values === undefined) continue
    const tags = full.startsWith('{') ? full.slice(1, -1).trim() : ''
    if (tags === '') parent = full
    const kind = kindOf(values)
    const condition = [section, tags].filter(Boolean).join(', ')
    const metric = { name: parent, condition, kind, contains: containsOf(parent) }
    // A metric that comes again begins the next run.
    const name = `${parent} ${condition}`
    if (names.has(name)) finish()
    names.add(name)
    if (rows.length === 0) label = labelAbove(lineAbove(lines, topOf(lines, index)))
    rows.push({ line, metric, values, crossed: mark === '✗' || mark === '✘' })
  }
  finish()
}

/** k6 prints its checks, and sections, above the first metric. */
function topOf(lines: readonly Line[], index: number): number {
  let top = index
  while (/^\s*(?:$|[█✓✗✔✘↳]|running \(|\w+ +[✓✗↓] \[|[A-Z]+$|\w+$)/.test(lines[top - 1]?.text ?? '-')) top--
  return top
}

function kindOf(values: string): K6Kind {
  if (/^\w+(?:\([\d.]+\))?=/.test(values)) return 'trend'
  if (/^[-\d.]+%/.test(values)) return 'rate'
  return /\/s\s*$/.test(values) ? 'counter' : 'gauge'
}

/** A row with what it says under the keys of the JSON. */
interface Printed extends K6Row {
  readonly line: Line
  readonly tokens: ReadonlyMap<string, Token>
}

function printedOf({ line, metric, values }: Row): Printed {
  const tokens = new Map(tokensOf(metric.kind, values).map(([key, text]) => [key, tokenOf(text)]))
  return { ...k6Row(metric, (key) => tokens.get(key)?.value ?? null), line, tokens }
}

function readRun(rows: readonly Printed[], { side, condition }: Pick<Ran, 'side' | 'condition'>, found: Findings): void {
  const run = judgeRun((name, ...keys) => {
    const row = rows.find(({ metric }) => metric.condition === '' && metric.name === name)
    const token = keys.flatMap((key) => row?.tokens.get(key) ?? [])[0]
    return row && token && { number: token.value ?? null, place: { line: row.line, text: token.text } }
  }, found)
  for (const row of rows) {
    const { line, metric } = row
    const where = { condition: [condition, metric.condition].filter(Boolean).join(', '), ...(side !== undefined && { side }) }
    for (const [key, { text, value, unit }] of row.tokens) {
      const measured = measuredOf(row, key)
      if (measured === null || !isShown(measured, run)) continue
      found.line(line, text, { ...ranOf(row, key, run), ...measured, unit: unitOf(measured, unit, key), ...where }, value)
      flagUnit(metric, { line, text }, found)
    }
  }
}

interface Token {
  readonly text: string
  readonly value: number | undefined
  readonly unit: string
}

function tokenOf(text: string): Token {
  const composite = duration(text)
  const cell = readCell(text)
  return { text, value: composite ?? cell?.value, unit: composite === null ? (cell?.unit ?? '') : 's' }
}

/** What is printed rules: k6 scales times and bytes for people. */
function unitOf({ unit = '' }: Measured, printed: string, key: string): string {
  if (printed === '') return unit
  return key === 'rate' && unit.endsWith('/s') && !printed.includes('/') ? `${printed}/s` : printed === '/s' ? unit : printed
}

type Pair = [key: string, text: string]

/** The values of a line under the keys of the JSON. */
function tokensOf(kind: K6Kind, values: string): Pair[] {
  if (kind === 'trend') return pairsOf(values)
  const [first = ''] = /^\S+(?: [kMGTPE]?B)?/.exec(values) ?? []
  if (kind === 'gauge') return [['value', first], ...pairsOf(values.slice(first.length))]
  if (kind === 'counter')
    return [
      ['count', first],
      ['rate', values.slice(first.length).trim()],
    ]
  const [, passes, fails] = /[✓✔]\s*(\d+)\s+[✗✘]\s*(\d+)/.exec(values) ?? []
  const [, matches, total] = /(\d{1,20}) out of (\d{1,20})/.exec(values) ?? []
  const counts =
    passes !== undefined && fails !== undefined ? { passes, fails } : matches !== undefined && total !== undefined ? { matches, total } : {}
  return [['rate', first], ...Object.entries(counts)]
}

function pairsOf(values: string): Pair[] {
  return [...values.matchAll(/(\w+(?:\([\d.]+\))?)=(\S+(?: [kMGTPE]?B\b)?)/g)].map(([, key = '', value = '']) => [key, value])
}

/** `1m4s` and `1h2m3s` in seconds; null for a time of one unit. */
function duration(text: string): number | null {
  const [, hours = '0', minutes, seconds] = /^(?:(\d+)h)?(\d+)m([\d.]+)s$/.exec(text) ?? []
  return minutes === undefined || seconds === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

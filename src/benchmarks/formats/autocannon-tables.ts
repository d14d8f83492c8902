/** The tables that autocannon prints, with its words around them. */
import { readCell } from '../cells.ts'
import { type BoxTable, readBoxTables } from '../document/box-table.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { statisticName } from '../labels.ts'
import { flagClock, histograms, isBelowClock } from './autocannon-metrics.ts'
import { lineAbove } from './line-above.ts'
import { judgeRequests } from './requests.ts'
import { targetPath } from './target-path.ts'

export function readAutocannonTables({ lines }: Document, found: Findings): void {
  const starts = startsOf(lines)
  for (const [index, start] of starts.entries()) readRun(lines.slice(start, starts[index + 1]), labelAbove(lineAbove(lines, start)), found)
}

/** A run begins where it says so, or, without its words, with its table of latencies. */
function startsOf(lines: readonly Line[]): number[] {
  const said = lines.flatMap(({ text }, index) => (/^\s*Running .{1,40} test @ /.test(text) ? [index] : []))
  const tables = lines.flatMap(({ text }, index) => (/^\s*│ *Stat +│ *2\.5%/.test(text) ? [index] : []))
  return said.length === 0 ? tables.map((at) => Math.max(0, at - 1)) : said
}

const rows: ReadonlyMap<string, Figure> = new Map(
  Object.entries({
    Latency: histograms.latency,
    'Req/Sec': histograms.requests,
    'Bytes/Sec': histograms.throughput,
  }),
)

function readRun(lines: readonly Line[], label: Pick<Figure, 'side' | 'condition'>, found: Findings): void {
  const facts = factsOf(lines)
  const served = judge(facts, found)
  const target = targetPath(/ test @ (\S+)/.exec(lines[0]?.text ?? '')?.[1] ?? '')
  const condition = [label.condition, target].filter(Boolean).join(', ')
  const seconds = facts.get('samples')?.value ?? null
  for (const { line, text, figure } of facts.values()) if (figure !== null) found.line(line, text, { ...figure, ...label, condition })
  const sampled = seconds === null ? {} : ({ samples: seconds, sampleKind: 'iteration' } as const)
  const tables = readBoxTables(lines)
  for (const table of served ? tables : []) {
    if (table.header[0] === 'Percentile') readPercentiles(table, { ...histograms.latency, ...label, condition }, found)
    for (const { cells, line } of table.rows) {
      const figure = rows.get(cells[0] ?? '')
      if (figure !== undefined)
        readRow(table.header, cells, line, { ...figure, ...label, condition, ...(figure.metric === 'latency' ? {} : sampled) }, found)
    }
  }
}

/** The table of `--latency`; those that stand in the other table are there. */
function readPercentiles({ rows }: BoxTable, figure: Figure, found: Findings): void {
  for (const { cells, line } of rows) {
    const [percent = '', text = ''] = cells
    if (['2.5', '50', '97.5', '99'].includes(percent) || isBelowClock(Number(text))) continue
    found.line(line, text, { ...figure, statistic: `p${percent}` })
  }
}

function readRow(header: readonly string[], cells: readonly string[], line: Line, figure: Figure, found: Findings): void {
  const isTime = figure.metric === 'latency'
  const amountOf = (text: string) => (figure.metric === 'request_throughput' ? localNumber(text) : (readCell(text)?.value ?? null))
  const blind = isTime && isBelowClock(amountOf(cells[header.indexOf('50%')] ?? ''))
  if (blind) flagClock({ line, text: cells[header.indexOf('50%')] ?? '' }, found)
  const deviation = cells[header.indexOf('Stdev')] ?? ''
  for (const [column, text] of cells.entries()) {
    const statistic = column === 0 ? null : statisticName(header[column] ?? '')
    const value = amountOf(text)
    if (statistic === null || value === null || (blind && statistic.startsWith('p') && isBelowClock(value))) continue
    const unit = unitOf(figure, text)
    const near = unitOf(figure, deviation) === unit ? amountOf(deviation) : null
    const spread = statistic === 'mean' && near !== null ? ({ kind: 'standard-deviation', value: near } as const) : null
    const isDerived = statistic === 'stddev' || (statistic === 'mean' ? blind : !isTime)
    found.line(line, text, { ...figure, statistic, unit, spread, ...(isDerived ? { role: 'derived' } : {}) }, value)
  }
}

/**
 * Rates are printed in the locale of the machine, with two decimals at most: what stands before three digits divides
 * thousands, whichever sign it is.
 */
function localNumber(text: string): number | null {
  const [, whole = '', decimals = '0'] = /^([\d.,\s'’]{1,40}?)(?:[.,](\d{1,2}))?$/.exec(text) ?? []
  const digits = whole.replace(/\D/g, '')
  return digits === '' ? null : Number(`${digits}.${decimals}`)
}

function unitOf({ unit = '' }: Figure, text: string): string {
  const printed = text.split(' ')[1] ?? ''
  return printed === '' ? unit : unit === 'B/s' ? `${printed}/s` : printed
}

function judge(facts: ReadonlyMap<string, Fact>, found: Findings): boolean {
  const [total, good, refused, errors] = ['requests', '2xx', 'non2xx', 'errors'].map((name) => facts.get(name))
  const failed = (refused?.value ?? 0) + (errors?.value ?? 0)
  // Errors may be among the requests or beside them: where there are as many, nothing was answered.
  const completed = good?.value ?? (total === undefined ? null : Math.max(total.value - failed, 0))
  const known = good !== undefined || total !== undefined
  return judgeRequests(
    { completed, failed: known ? failed : null, included: refused !== undefined, place: refused ?? errors ?? total },
    found,
  )
}

interface Fact {
  line: Line
  text: string
  value: number
  /** Null for what only counts the samples of another figure. */
  figure: Figure | null
}

const failure = { statistic: 'count', better: 'lower', role: 'workload' } as const
const sentences: readonly { name: string; pattern: RegExp; figure: Figure | null }[] = [
  { name: 'duration', pattern: /^\s*Running (\d+s) test @ /, figure: { metric: 'duration', unit: 's', role: 'workload' } },
  { name: 'connections', pattern: /^\s*(\d+ connections)\b/, figure: { metric: 'connections', unit: 'connections', role: 'workload' } },
  { name: 'samples', pattern: /^\s*# of samples: (\d+)/, figure: null },
  { name: '2xx', pattern: /^\s*(\d+) 2xx responses/, figure: null },
  { name: 'non2xx', pattern: /responses, (\d+) non 2xx responses/, figure: { ...failure, metric: 'non2xx', unit: 'responses' } },
  { name: 'requests', pattern: /^\s*([\d.]+k?) requests in /, figure: { metric: 'requests', unit: 'requests', role: 'derived' } },
  { name: 'errors', pattern: /^\s*([\d.]+k?) errors \(/, figure: { ...failure, metric: 'errors', unit: 'requests' } },
  { name: 'timeouts', pattern: /errors \(([\d.]+k?) timeouts\)/, figure: { ...failure, metric: 'timeouts', unit: 'requests' } },
]

/** `180k requests in 3.01s, 24.3 MB read`, `10k errors (3 timeouts)`: in thousands from a thousand on. */
function factsOf(lines: readonly Line[]): Map<string, Fact> {
  const facts = new Map<string, Fact>()
  for (const line of lines) {
    for (const { name, pattern, figure } of sentences) {
      const text = pattern.exec(line.text)?.[1]
      const cell = text === undefined ? null : readCell(text)
      if (text === undefined || cell === null) continue
      const thousands = text.endsWith('k')
      const unit = thousands ? `k${figure?.unit ?? ''}` : (figure?.unit ?? '')
      facts.set(name, { line, text, value: cell.value * (thousands ? 1000 : 1), figure: figure && { ...figure, unit } })
    }
  }
  return facts
}

/** The CSV and the console table of GenAI-Perf and AIPerf: a row a metric, a column a statistic. */
import { readCell, toNumber } from '../cells.ts'
import { readBoxTables } from '../document/box-table.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { goodOf, isMissing, isMoment, judgeStatistics, labelledMetric, measuredOf, nvidiaFigure } from './nvidia-metrics.ts'
import { judgeRequests } from './requests.ts'

/** One metric as it is printed: cells by the column's name. */
interface Row {
  label: string
  line: Line
  cells: readonly (readonly [string, string])[]
}

/** Tables of metrics with statistics, and of metrics with one value; tables of GPUs are another matter. */
export function csvRows(document: Document, found: Findings): Row[] {
  return readCsv(document).flatMap(({ header, rows, ragged }) => {
    if (!isMetrics(header)) return []
    for (const { line } of ragged)
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
    return rows.map(({ cells, line }) => toRow(header, cells, line))
  })
}

export function consoleRows({ lines }: Document): Row[] {
  return readBoxTables(lines).flatMap(({ header, rows }) =>
    isMetrics(header) ? rows.map(({ cells, line }) => toRow(header, cells, line)) : [],
  )
}

function isMetrics([first = '', second = '']: readonly string[]): boolean {
  return /^(?:Metric|Statistic)$/i.test(first) && /^(?:avg|value)$/i.test(second)
}

function toRow([, ...columns]: readonly string[], [label = '', ...cells]: readonly string[], line: Line): Row {
  return { label, line, cells: columns.map((name, index) => [name === 'Value' ? 'avg' : name, cells[index] ?? ''] as const) }
}

/** Writes down the rows; `failures` says whether a row that is missing means that no request failed. */
export function readNvidiaRows(rows: readonly Row[], failures: 'counted' | 'unknown', found: Findings): void {
  const rowOf = (metric: string) => {
    const row = rows.find(({ label }) => labelledMetric(label).metric === metric)
    return row === undefined ? null : { value: toNumber(row.cells[0]?.[1] ?? ''), line: row.line }
  }
  const [good, bad] = [rowOf('request_count'), rowOf('error_request_count')]
  const requests = good?.value ?? null
  const failed = bad?.value ?? (failures === 'counted' ? 0 : null)
  const completed = failures === 'counted' ? goodOf(requests, failed) : requests
  if (!judgeRequests({ completed, failed, place: bad ?? good ?? undefined }, found)) return
  for (const row of rows) readRow(row, requests, found)
}

function readRow({ label, line, cells }: Row, requests: number | null, found: Findings): void {
  const { metric, unit } = labelledMetric(label)
  if (isMoment(metric)) return
  if (cells.some(([, cell]) => cell.includes('…'))) {
    found.flag('malformed-row', `The console cut the figures of ${label} off: they are not read.`, { line })
    return
  }
  const figure = nvidiaFigure(metric, unit, { requests, condition: '' })
  // Cells without a number (N/A, -, nothing) say that the tool has no such statistic.
  const statistics = Object.fromEntries(cells.map(([name, cell]) => [name, readCell(cell)?.value ?? null] as const))
  const { avg = null } = statistics
  const isWorkload = figure.role === 'workload'
  if (!isWorkload && avg !== null && avg <= 0 && isMissing(figure, { line }, found)) return
  for (const [name, cell] of cells) {
    if (statistics[name] === null || statisticName(name) === null || (isWorkload && name !== 'avg')) continue
    found.line(line, cell, { ...figure, ...measuredOf(figure, name, statistics) })
  }
  if (!isWorkload) judgeStatistics(metric, figure.samples ?? null, statistics, { line }, found)
}

/** The CSV and the console table of GenAI-Perf and AIPerf: a row a metric, a column a statistic. */
import { readCell, toNumber } from '../cells.ts'
import { readBoxTables } from '../document/box-table.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { labelledMetric, nvidiaFigure, writeStatistics } from './nvidia-metrics.ts'
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
  if (!judgeRequests({ completed: requests, failed, place: bad ?? good ?? undefined }, found)) return
  for (const row of rows) readRow(row, requests, found)
}

function readRow({ label, line, cells }: Row, requests: number | null, found: Findings): void {
  const { metric, unit } = labelledMetric(label)
  const figure = nvidiaFigure(metric, unit, { requests, condition: '' })
  if (figure === null) return
  if (cells.some(([, cell]) => cell.includes('…'))) {
    found.flag('malformed-row', `The console cut the figures of ${label} off: they are not read.`, { line })
    return
  }
  const texts = new Map(cells)
  const write = (name: string, ran: Ran, measured: Measured) => found.line(line, texts.get(name) ?? '', { ...ran, ...measured })
  // Cells without a number (N/A, -, nothing) say that the tool has no such statistic.
  const statistics = Object.fromEntries(cells.map(([name, cell]) => [name, readCell(cell)?.value ?? null] as const))
  writeStatistics({ figure, statistics, write, place: { line } }, found)
}

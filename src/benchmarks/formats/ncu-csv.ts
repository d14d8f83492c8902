import { type CsvRow, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { decimalMark, numberUnder } from './decimal-mark.ts'
import { ncuDirection, ncuRole } from './ncu-metrics.ts'

/** https://docs.nvidia.com/nsight-compute/NsightComputeCli/index.html#command-line-options-console-output (`--csv`) */
export const ncuCsv: Reader = {
  name: 'ncu-csv',
  title: 'Nsight Compute',
  docs: 'CSV of `ncu --csv`, the pages `details` and `raw`; times under a profiler are no production times.',
  primary: ['Duration'],
  detect: (document) => matches(document, start),
  parse(document, found) {
    const table = tableOf(document)
    if (table === null) return
    const wide = !table.header.includes('Metric Name')
    const values = wide
      ? table.rows.slice(1).flatMap(({ cells }) => cells.slice(firstMetric(table.header)))
      : table.rows.map(({ cells }) => table.cell(cells, 'Metric Value'))
    const mark = decimalMark(values)
    const what = 'Nsight Compute locks clocks and flushes caches: its times are for diagnosis and no production times.'
    found.flag('profiler-timing', what, { line: table.head, text: 'Process ID' })
    if (wide) readWide(table, mark, found)
    else readLong(table, mark, found)
  },
}

const start = /^"?ID"?,"?Process ID"?,"?Process Name"?,/m

function headerIndex({ lines }: Document): number {
  return lines.findIndex(({ text }) => start.test(text))
}

interface Table {
  head: Line
  header: readonly string[]
  /** In the order of the file; a row ends where its metric ends and the header goes on with rules. */
  rows: readonly CsvRow[]
  cell: (cells: readonly string[], name: string) => string
}

/** The program's own output and the profiler's remarks (`==PROF==`) stand before the table and within it. */
function tableOf(document: Document): Table | null {
  const lines = document.lines.slice(Math.max(headerIndex(document), 0)).filter(({ text }) => !text.startsWith('=='))
  const table = readCsv({ ...document, lines })[0]
  const [head] = lines
  if (table === undefined || head === undefined || table.header[0] !== 'ID') return null
  const { header } = table
  const rows = [...table.rows, ...table.ragged].toSorted((a, b) => a.line.number - b.line.number)
  return { head, header, rows, cell: (cells, name) => cells[header.indexOf(name)] ?? '' }
}

/** A row a metric. A launch is told from others of its kernel by the order in which they come. */
function readLong({ rows, cell }: Table, mark: '.' | ',' | null, found: Findings): void {
  const launches = launchNames(rows.map(({ cells }) => ({ id: cell(cells, 'ID'), kernel: cell(cells, 'Kernel Name') })))
  for (const { cells, line } of rows) {
    const [section, metric, unit] = [cell(cells, 'Section Name'), cell(cells, 'Metric Name'), cell(cells, 'Metric Unit')]
    // Rows of a rule have no metric.
    if (metric === '') continue
    const launch = launches.get(cell(cells, 'ID')) ?? ''
    const condition = [section, launch].filter((part) => part !== '').join(', ')
    readValue({ line, cells }, { benchmark: cell(cells, 'Kernel Name'), metric, unit, condition }, cell(cells, 'Metric Value'), mark, found)
  }
}

/** The columns left of it say what was launched; -1 without any metric. */
function firstMetric(header: readonly string[]): number {
  return header.findIndex((name) => /^\w+__\w/.test(name))
}

/** A row a launch, a column a metric; the second row holds the units. */
function readWide({ header, rows, cell }: Table, mark: '.' | ',' | null, found: Findings): void {
  const [units, ...launched] = rows
  const first = firstMetric(header)
  if (units === undefined || first < 0) return
  const launches = launchNames(launched.map(({ cells }) => ({ id: cell(cells, 'ID'), kernel: cell(cells, 'Kernel Name') })))
  for (const { cells, line } of launched) {
    if (cells.length !== header.length) {
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      continue
    }
    const shared = { benchmark: cell(cells, 'Kernel Name'), condition: launches.get(cell(cells, 'ID')) ?? '' }
    for (let index = first; index < header.length; index++) {
      const [metric = '', value = ''] = [header[index], cells[index]]
      if (value !== '') readValue({ line, cells }, { ...shared, metric, unit: units.cells[index] ?? '' }, value, mark, found)
    }
  }
}

interface Named {
  benchmark: string
  metric: string
  unit: string
  condition: string
}

function readValue({ line }: CsvRow, named: Named, text: string, mark: '.' | ',' | null, found: Findings): void {
  const value = numberUnder(mark, text)
  const figure = { ...named, better: ncuDirection(named.metric), role: ncuRole(named.metric, named.unit) }
  if (value !== null) found.line(line, text, { ...figure, samples: 1, sampleKind: 'iteration' }, value)
  else if (/^-?\d[\d.,]*$/.test(text))
    found.flag('not-a-number', `Nothing in the file says whether ${text} has decimals: such figures are not read.`, { line, text })
}

/** `launch=2` by id, for kernels that were launched more than once. */
function launchNames(rows: readonly { id: string; kernel: string }[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const ofKernel of Map.groupBy(rows, ({ kernel }) => kernel).values()) {
    const ids = [...new Set(ofKernel.map(({ id }) => id))]
    for (const [index, id] of ids.entries()) names.set(id, ids.length > 1 ? `launch=${index + 1}` : '')
  }
  return names
}

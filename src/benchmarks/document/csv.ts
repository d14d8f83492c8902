/** CSV files and the tables in them. */
import { parse } from 'csv-parse/sync'
import type { Document } from './document.ts'
import type { Line } from './lines.ts'

/** A row: its cells, and its line for locators. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: Line
}

export interface Csv {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Rows with another number of cells than the header: never read by position, to be flagged `malformed-row`. */
  readonly ragged: readonly CsvRow[]
}

/**
 * The tables of a CSV text; an empty line begins a new one (GenAI-Perf and AIPerf write several). Fields may be
 * quoted, hold the delimiter and span lines. Comma, semicolon or tab: whichever the header has most of.
 */
export function readCsv(document: Document): Csv[] {
  const tables: Csv[] = []
  let start = 0
  const { lines } = document
  while (start < lines.length) {
    let end = start
    while (end < lines.length && lines[end]?.text.trim() !== '') end++
    if (end > start) tables.push(...readTable(lines.slice(start, end)))
    start = end + 1
  }
  return tables
}

/** The cells of the first line that holds any, for detection. */
export function csvHeader(document: Document): readonly string[] {
  const line = document.json === null ? document.lines.find(({ text }) => text.trim() !== '' && !text.startsWith('==')) : undefined
  return line === undefined ? [] : (readTable([line])[0]?.header ?? [])
}

/** The cells of one line by itself, with commas. */
export function csvCells(line: Line): readonly string[] {
  return parseRows([line], ',')[0]?.cells ?? []
}

function readTable(lines: readonly Line[]): Csv[] {
  const [head] = lines
  if (head === undefined) return []
  const delimiter = [',', ';', '\t'].reduce((best, one) => (head.text.split(one).length > head.text.split(best).length ? one : best))
  const rows = parseRows(lines, delimiter)
  const header = rows[0]?.cells.map((cell) => cell.trim()) ?? []
  const body = rows.slice(1)
  return [
    {
      header,
      rows: body.filter((row) => row.cells.length === header.length),
      ragged: body.filter((row) => row.cells.length !== header.length),
    },
  ]
}

function parseRows(lines: readonly Line[], delimiter: string): CsvRow[] {
  const text = lines.map((line) => line.text).join('\n')
  const options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true } as const
  const rows = (quote: '"' | null) => parse(text, { ...options, quote }) as unknown as { record: string[]; info: { lines: number } }[]
  let records: ReturnType<typeof rows>
  try {
    records = rows('"')
  } catch {
    // A quote that never closes: take quotes as characters, so that the broken rows show as ragged and the others are read.
    records = rows(null)
  }
  return records.flatMap(({ record, info }) => {
    const line = lines[info.lines - 1]
    return line === undefined ? [] : { cells: record, line }
  })
}

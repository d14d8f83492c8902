/** CSV files and the tables in them. */
import { type CsvRow, csvRecords } from './csv-records.ts'
import type { Document } from './document.ts'
import type { Line } from './lines.ts'

export type { CsvRow } from './csv-records.ts'

export interface Csv {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Rows with another number of cells than the header: never read by position, to be flagged `malformed-row`. */
  readonly ragged: readonly CsvRow[]
}

/**
 * The tables of a CSV text; an empty line begins a new one (GenAI-Perf and AIPerf write several). Fields may be
 * quoted, hold the delimiter and span lines.
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

/** What a document's first line holds is asked by every reader of a CSV. */
const headers = new WeakMap<Document, readonly string[]>()

/** The cells of the first line that holds any, for detection. */
export function csvHeader(document: Document): readonly string[] {
  const known = headers.get(document)
  if (known !== undefined) return known
  const header = headerOf(document)
  headers.set(document, header)
  return header
}

function headerOf(document: Document): readonly string[] {
  const line = document.json === null ? document.lines.find(({ text }) => text.trim() !== '' && !text.startsWith('==')) : undefined
  return line === undefined ? [] : (readTable([line])[0]?.header ?? [])
}

/** The cells of one line by itself. */
export function csvCells(line: Line, delimiter: string): readonly string[] {
  return csvRecords([line], delimiter)[0]?.cells ?? []
}

/** Comma, semicolon or tab: whichever a header has most of. */
export function delimiterOf({ text }: Line): string {
  return [',', ';', '\t'].reduce((best, one) => (text.split(one).length > text.split(best).length ? one : best))
}

/** More columns than any tool writes: what looks for columns by name must not be made to look for ever. */
const widest = 5_000

function readTable(lines: readonly Line[]): Csv[] {
  const [head] = lines
  if (head === undefined) return []
  const rows = csvRecords(lines, delimiterOf(head))
  const header = rows[0]?.cells.map((cell) => cell.trim()) ?? []
  if (header.length > widest) return []
  const body = rows.slice(1)
  return [
    {
      header,
      rows: body.filter((row) => row.cells.length === header.length),
      ragged: body.filter((row) => row.cells.length !== header.length),
    },
  ]
}

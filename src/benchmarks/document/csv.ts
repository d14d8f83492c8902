/** CSV files and the tables in them. */
import { parse } from 'csv-parse/sync'
import type { Document } from './document.ts'
import type { Line } from './lines.ts'

/** A row: its cells, and its line for locators; where a quoted field spans lines, their texts with `\n` between them. */
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

/** The cells of one line by itself, with commas. */
export function csvCells(line: Line): readonly string[] {
  return parseRows([line], ',')[0]?.cells ?? []
}

/** More columns than any tool writes: what looks for columns by name must not be made to look for ever. */
const widest = 10_000

function readTable(lines: readonly Line[]): Csv[] {
  const [head] = lines
  if (head === undefined) return []
  const delimiter = [',', ';', '\t'].reduce((best, one) => (head.text.split(one).length > head.text.split(best).length ? one : best))
  const rows = parseRows(lines, delimiter)
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
  let start = 0
  return records.flatMap(({ record, info }) => {
    const own = lines.slice(start, info.lines)
    start = info.lines
    const [line] = own
    if (line === undefined) return []
    return { cells: record, line: own.length === 1 ? line : own.reduce(joined) }
  })
}

/** A quoted field may span lines: a record's line is all of them, and a figure's place is found within. */
function joined(above: Line, below: Line): Line {
  // Pieces of a rewritten line (`\r`) share their number.
  const lines = above.text.split('\n').length
  return { number: above.number, text: `${above.text}${below.number < above.number + lines ? '\r' : '\n'}${below.text}` }
}

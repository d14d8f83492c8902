/** A person's own table, CSV or JSON, as rows whose columns are asked for by name. */
import type { ColumnName, MappingRule } from '../../model.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import { at, isObject, items, type JsonNode, records, words } from '../document/node.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { decimalMark, numberUnder } from '../formats/decimal-mark.ts'

interface Cell {
  /** What the cell says; empty where it says nothing. */
  readonly text: string
  readonly place: Place
  /** Writes its number down, in a unit. */
  readonly write: (figure: Figure) => void
}

export interface Row {
  readonly place: Place
  /** Null where there is no such column. */
  readonly cell: (column: ColumnName) => Cell | null
}

/** The rows of a document; columns that are asked for and are not there, or are there twice, are problems. */
export function rowsOf(document: Document, rule: MappingRule, columns: readonly ColumnName[], found: Findings): Row[] {
  return document.json === null ? sheetRows(document, rule, columns, found) : jsonRows(document.json, rule, columns, found)
}

function sheetRows(document: Document, rule: MappingRule, columns: readonly ColumnName[], found: Findings): Row[] {
  return readCsv(document).flatMap(({ header, rows, ragged }) => {
    for (const row of ragged)
      found.problem(
        `The row has ${row.cells.length} cells and the header ${header.length}: it was left out, as nobody knows which cell is missing.`,
        row,
      )
    const places = new Map(columns.map((column) => [column, placeOf(header, column, found)]))
    const marks = new Map<number, '.' | ',' | null>()
    const markOf = (index: number) => {
      const known = marks.get(index)
      if (known !== undefined) return known
      const mark = rule.decimal ?? markIn(rows.map(({ cells }) => bare(cells[index] ?? '')))
      marks.set(index, mark)
      return mark
    }
    return rows.map(
      (row): Row => ({
        place: row,
        cell: (column) => {
          const index = places.get(column)
          if (index === undefined || index === null) return null
          const text = (row.cells[index] ?? '').trim()
          const place = { line: row.line, text }
          return { text, place, write: (figure) => writeNumber(text, place, figure, markOf(index), found) }
        },
      }),
    )
  })
}

/** The number of a cell without what follows it: `12,5 ms` → `12,5`. */
function bare(cell: string): string {
  return /^\s*(-?[\d.,]*\d)/.exec(cell)?.[1] ?? ''
}

/** Programs write a point; where commas stand, the numbers must show what they mean. */
function markIn(numbers: readonly string[]): '.' | ',' | null {
  return decimalMark(numbers) ?? (numbers.some((number) => number.includes(',')) ? null : '.')
}

function writeNumber(
  text: string,
  place: { line: { number: number; text: string }; text: string },
  figure: Figure,
  mark: '.' | ',' | null,
  found: Findings,
): void {
  if (text === '') return
  const number = bare(text)
  const exponent = /^e[-+]?\d+/i.exec(text.slice(text.indexOf(number) + number.length))?.[0] ?? ''
  const value = numberUnder(mark, number + exponent)
  if (number !== '' && value === null)
    found.problem(
      mark === null
        ? `"${text}" can be read with a decimal point and with a decimal comma. Say which in the mapping: decimal: "." or decimal: ",".`
        : `"${text}" is not written with the decimal ${mark === ',' ? 'comma' : 'point'} of its column: it is not read.`,
      place,
    )
  else found.line(place.line, text, figure, value ?? undefined)
}

function placeOf(header: readonly string[], column: ColumnName, found: Findings): number | null {
  if (typeof column === 'number') {
    if (column <= header.length) return column - 1
    found.problem(`There is no column ${column}: the header has ${header.length}.`, 1)
    return null
  }
  const places = header.flatMap((name, index) => (name === column ? [index] : []))
  const [place] = places
  if (place === undefined) found.problem(`There is no column "${column}". The header has: ${header.join(', ')}.`, 1)
  else if (places.length > 1)
    found.problem(
      `The header has "${column}" ${places.length} times. Name the column by its number: ${places.map((one) => one + 1).join(' or ')}.`,
      1,
    )
  return places.length === 1 ? (place ?? null) : null
}

function jsonRows(json: JsonNode, rule: MappingRule, columns: readonly ColumnName[], found: Findings): Row[] {
  const list = rule.rows === null ? json : follow(json, rule.rows)
  const rows = rule.rows === null ? records(list) : items(list).filter(({ value }) => isObject(value))
  if (rows.length === 0)
    found.problem(`There are no rows${rule.rows === null ? '' : ` at "${rule.rows}"`}: a list of objects was expected.`, 1)
  for (const column of columns) {
    if (typeof column === 'number') found.problem(`Columns of JSON have names: "${column}" is none.`, 1)
    else if (rows.length > 0 && rows.every((row) => follow(row, column).value === undefined))
      found.problem(`No row has a key "${column}".`, 1)
  }
  return rows.map(
    (row): Row => ({
      place: row,
      cell: (column) => {
        const node = follow(row, String(column))
        if (node.value === undefined) return null
        return { text: words(node) ?? '', place: node, write: (figure) => found.json(node, figure) }
      },
    }),
  )
}

/** A key, or else a way of keys with dots between them. */
function follow(node: JsonNode, way: string): JsonNode {
  const direct = at(node, way)
  return direct.value === undefined && way.includes('.') ? at(node, ...way.split('.')) : direct
}

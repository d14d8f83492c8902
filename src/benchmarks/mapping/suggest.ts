/** A mapping to begin with, for a table that no reader knows and whose headers say their units. */
import { stringify } from 'yaml'
import { toNumber } from '../cells.ts'
import { betterOf } from '../direction.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import { entries, isListOf, isObject, records, words } from '../document/node.ts'
import { splitSuffix } from '../unit-suffix.ts'

interface Column {
  header: string
  isNumeric: boolean
  /** How many different things it says. */
  distinct: number
}

/** YAML to paste into a mapping file; null for what is no table, or one without a unit in any header. It holds no figure. */
export function suggestMapping(document: Document): string | null {
  const columns = document.json === null ? sheetColumns(document) : jsonColumns(document)
  const values = columns.filter(({ header, isNumeric }) => isNumeric && splitSuffix(header).unit !== '')
  if (values.length === 0 || columns.length < 2) return null
  const others = columns.filter((column) => !values.includes(column))
  const names = others.filter(({ isNumeric }) => !isNumeric).map(({ header }) => header)
  const conditions = others.filter(({ isNumeric, distinct }) => isNumeric && distinct > 1).map(({ header }) => header)
  const rule = {
    files: document.path.split('/').at(-1) || '*.csv',
    ...(names.length > 0 ? { name: names } : {}),
    ...(conditions.length > 0 ? { condition: conditions } : {}),
    values: values.map(({ header }) => {
      const { name, unit } = splitSuffix(header)
      return { column: header, metric: name, unit, better: betterOf(name, unit) }
    }),
  }
  return stringify({ mappings: [rule] }, { lineWidth: 0 })
}

/** Columns of more tables than this nobody maps by hand. */
const most = 40

function sheetColumns(document: Document): Column[] {
  const [table] = /[,;\t]/.test(document.text.slice(0, 4096)) ? readCsv(document) : []
  if (table === undefined || table.rows.length === 0 || table.ragged.length > table.rows.length || table.header.length > most) return []
  if (!table.header.every((name) => /[A-Za-z]/.test(name) && name.length <= 80)) return []
  return table.header.map((header, index) =>
    columnOf(
      header,
      table.rows.map(({ cells }) => cells[index]?.trim() ?? ''),
    ),
  )
}

function jsonColumns({ json }: Document): Column[] {
  const rows = records(json)
  const isFlat = isListOf(
    rows.map(({ value }) => value),
    (row) => isObject(row) && Object.values(row).every((value) => typeof value !== 'object' || value === null),
  )
  const headers = [...new Set(rows.flatMap((row) => entries(row).map(([key]) => key)))]
  if (!isFlat || headers.length > most) return []
  return headers.map((header) =>
    columnOf(
      header,
      rows.map((row) => entries(row).find(([key]) => key === header)).map((entry) => (entry === undefined ? '' : (words(entry[1]) ?? ''))),
    ),
  )
}

function columnOf(header: string, cells: readonly string[]): Column {
  const filled = cells.filter((cell) => cell !== '')
  return { header, isNumeric: filled.length > 0 && filled.every((cell) => toNumber(cell) !== null), distinct: new Set(filled).size }
}

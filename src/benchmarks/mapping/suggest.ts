/** A mapping to begin with, for a table that no reader knows and whose headers say their units. */
import { stringify } from 'yaml'
import { toNumber } from '../cells.ts'
import { betterOf } from '../direction.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import { entries, isListOf, isObject, records, words } from '../document/node.ts'
import { sideOf } from '../prose/side.ts'
import { splitSuffix } from '../unit-suffix.ts'

interface Column {
  header: string
  cells: readonly string[]
  isNumeric: boolean
}

/**
 * YAML to paste into a mapping file; null for what is no table, or one without a unit in any header. It holds no figure,
 * reads files of the same kind as they are, and says of every column what it takes it for.
 */
export function suggestMapping(document: Document): string | null {
  const columns = document.json === null ? sheetColumns(document) : jsonColumns(document)
  const measured = columns.filter(({ header, isNumeric }) => isNumeric && splitSuffix(header).unit !== '')
  if (measured.length === 0 || columns.length < 2) return null
  const others = columns.filter((column) => !measured.includes(column))
  const [numbers, texts] = [others.filter(({ isNumeric }) => isNumeric), others.filter(({ isNumeric }) => !isNumeric)]
  const status = texts.find(({ header, cells }) => outcome.test(header) && cells.some((cell) => good.test(cell)))
  const sides = texts.find((column) => sidesOf(column) !== null)
  const names = texts.filter((column) => column !== status && column !== sides && !isOfRun(column))
  const settings = numbers.filter((column) => isSetting(column) && !isOfRun(column))
  const unsaid = numbers.filter((column) => !isSetting(column) && !isOfRun(column))
  const rule = {
    files: kindOf(document.path),
    ...(names.length > 0 ? { name: names.map(({ header }) => header) } : {}),
    ...(settings.length > 0 ? { condition: settings.map(({ header }) => header) } : {}),
    ...(sides === undefined ? {} : { side: { column: sides.header, ...sidesOf(sides) } }),
    ...(status === undefined ? {} : { only: { [status.header]: [...new Set(status.cells.filter((cell) => good.test(cell)))] } }),
    ...(isRepeated([...names, ...settings, ...(sides === undefined ? [] : [sides])]) ? { row: 'repetition' } : {}),
    values: [...measured, ...unsaid].map(({ header }) => {
      const { name, unit } = splitSuffix(header)
      const better = betterOf(name, unit)
      // Nobody knows what a number without unit and direction is: it stays beside the others until somebody says.
      return { column: header, metric: name, unit, better, ...(unit === '' && better === 'unknown' ? { role: 'derived' } : {}) }
    }),
  }
  return stringify({ mappings: [rule] }, { lineWidth: 0 })
}

/** Files of its kind: the other side's has another name. */
function kindOf(path: string): string {
  const name = path.split('/').at(-1) ?? ''
  const ending = /\.[A-Za-z\d]{1,8}$/.exec(name)?.[0]
  return ending === undefined ? name || '*' : `*${ending}`
}

const outcome = /^(?:status|state|result|outcome|ok|success|passed)$/i
const good = /^(?:ok|pass|passed|success|succeeded|successful|completed|complete|done|true|yes)$/i

/** What names a run and not what was measured: rows that differ in it alone are runs of one thing. */
const ofRun =
  /(?:^|[_ -])(?:run|rep|repeat|repetition|iter|iteration|trial|seed|idx|index|id|uuid|pid|date|time|timestamp|ts|commit|sha|host|hostname|node)$/i

function isOfRun({ header, cells }: Column): boolean {
  return ofRun.test(header) && new Set(cells).size > 1
}

/** Whole numbers are set (a batch, a size); what has a fraction, or the name of a result, was measured. */
function isSetting({ header, cells }: Column): boolean {
  return betterOf(header, '') === 'unknown' && cells.every((cell) => /^\d+$/.test(cell))
}

/** What the column says of either side, where it names both and nothing else. */
function sidesOf({ cells }: Column): { baseline: string[]; candidate: string[] } | null {
  const said = [...new Set(cells)]
  if (said.length < 2 || said.length > 6) return null
  const of = (side: 'baseline' | 'candidate') => said.filter((cell) => sideOf(cell).side === side)
  const [baseline, candidate] = [of('baseline'), of('candidate')]
  const both = baseline.length > 0 && candidate.length > 0 && baseline.length + candidate.length === said.length
  return both ? { baseline, candidate } : null
}

/** Whether two rows say the same in all of `columns`. */
function isRepeated(columns: readonly Column[]): boolean {
  const rows = (columns[0]?.cells ?? []).map((_, row) => JSON.stringify(columns.map(({ cells }) => cells[row])))
  return new Set(rows).size < rows.length
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
  return { header, cells, isNumeric: filled.length > 0 && filled.every((cell) => toNumber(cell) !== null) }
}

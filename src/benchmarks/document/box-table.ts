/** Tables that a console draws with lines (`┃`, `│`): Python's rich, and what is like it. */
import type { Line } from './lines.ts'

export interface BoxTable {
  readonly header: readonly string[]
  /** Cells are trimmed and whole: what was wrapped onto further lines is joined. `line` is the first of a row. */
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: Line }[]
}

/** More lines than any cell is wrapped onto: to join on and on would take for ever. */
const mostWrapped = 20

/** The tables of a text, in order. */
export function readBoxTables(lines: readonly Line[]): BoxTable[] {
  const tables: BoxTable[] = []
  let header: string[] | null = null
  let rows: { cells: string[]; line: Line }[] = []
  let wrapped = 0
  const finish = () => {
    if (header !== null) tables.push({ header, rows })
    header = null
    rows = []
  }
  for (const line of lines) {
    const cells = cellsOf(line.text)
    if (cells === null) {
      // A rule below the header or between rows goes on with the table; anything else ends it.
      if (!/^\s*[├┡╞└╘┝╟┠]/u.test(line.text) || /^\s*[└╘]/u.test(line.text)) finish()
    } else if (header === null) {
      header = cells
      wrapped = 0
    } else if (rows.length === 0 && line.text.trimStart().startsWith('┃')) {
      if (++wrapped <= mostWrapped) header = joined(header, cells)
    } else {
      const last = rows.at(-1)
      // A wrapped name has no further figures beside it.
      if (last !== undefined && cells.length === last.cells.length && cells.slice(1).every((cell) => cell === '')) {
        if (++wrapped <= mostWrapped) last.cells = joined(last.cells, cells)
      } else {
        rows.push({ cells, line })
        wrapped = 0
      }
    }
  }
  finish()
  return tables
}

function joined(above: readonly string[], below: readonly string[]): string[] {
  return above.map((cell, index) => `${cell} ${below[index] ?? ''}`.trim())
}

function cellsOf(row: string): string[] | null {
  const plain = row.trim()
  if (!/^[│┃║]/u.test(plain)) return null
  return plain
    .slice(1)
    .replace(/[│┃║]$/u, '')
    .split(/[│┃║]/u)
    .map((cell) => cell.trim())
}

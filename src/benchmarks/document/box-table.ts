/** Tables that a console draws with lines (`┃`, `│`): Python's rich, and what is like it. */
import type { Line } from './lines.ts'

export interface BoxTable {
  readonly header: readonly string[]
  /** Cells are trimmed and whole: what was wrapped onto further lines is joined. `line` is the first of a row. */
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: Line }[]
}

/** The tables of a text, in order. */
export function readBoxTables(lines: readonly Line[]): BoxTable[] {
  const tables: BoxTable[] = []
  let header: string[] | null = null
  let rows: { cells: string[]; line: Line }[] = []
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
    } else if (header === null) header = cells
    else if (rows.length === 0 && line.text.trimStart().startsWith('┃')) header = joined(header, cells)
    else {
      const last = rows.at(-1)
      // A wrapped name has no further figures beside it.
      if (last !== undefined && cells.length === last.cells.length && cells.slice(1).every((cell) => cell === ''))
        last.cells = joined(last.cells, cells)
      else rows.push({ cells, line })
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

/** Markdown tables that tools write (`hyperfine --export-markdown`, llama-bench); people's own tables are prose/'s work. */
import type { Line } from './lines.ts'

export interface PipeTable {
  readonly header: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: Line }[]
  /** The last line with words above the table: a heading that is part of the identity of its rows. */
  readonly above: Line | null
}

/** The pipe tables of a text, in order. Cells are trimmed, `\|` is a bar; rows may be shorter than the header. */
export function readTables(lines: readonly Line[]): PipeTable[] {
  const tables: PipeTable[] = []
  let above: Line | null = null
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    if (isRow(line) && isRule(lines[index + 1])) {
      let end = index + 2
      while (isRow(lines[end])) end++
      const rows = lines.slice(index + 2, end).map((row) => ({ cells: cellsOf(row.text), line: row }))
      const header = cellsOf(line.text)
      if (header.length <= widest) tables.push({ header, rows, above })
      above = null
      index = end - 1
    } else if (line.text.trim() !== '') above = line
  }
  return tables
}

/** More columns than any tool writes: what looks for columns by name must not be made to look for ever. */
const widest = 1_000

function isRow(line: Line | undefined): boolean {
  return line?.text.trimStart().startsWith('|') ?? false
}

function isRule(line: Line | undefined): boolean {
  return line !== undefined && /^[\s|:-]+$/.test(line.text) && line.text.includes('-')
}

function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner
    .replaceAll('\\|', '\u0000')
    .split('|')
    .map((cell) => cell.trim().replaceAll('\u0000', '|'))
}

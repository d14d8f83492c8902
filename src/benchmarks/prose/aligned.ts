import type { Cell, Grid } from './grid.ts'

interface Word {
  text: string
  from: number
  to: number
}

/**
 * Tables aligned by spaces. A header line of two or more columns, then lines whose figures fall under them. A rule of
 * dashes may stand between. Columns are parted by two spaces or more; a header of single spaces is parted where the
 * rows below have their gaps.
 */
export function alignedGrids(lines: readonly { text: string; number: number }[]): { grid: Grid; from: number; to: number }[] {
  const found: { grid: Grid; from: number; to: number }[] = []
  for (let i = 0; i < lines.length - 1; i++) {
    const header = words(lines[i]?.text ?? '')
    if (
      header.length < 2 ||
      !header.some((word) => /[A-Za-z]/.test(word.text)) ||
      // A title in its frame: `====== Result ======   main`.
      header.some((word) => /^[=*─━]{3,}/.test(word.text)) ||
      header.filter((word) => startsWithFigure(word.text)).length > 0
    )
      continue
    let start = i + 1
    while (start < lines.length && isBetween(lines[start]?.text ?? '')) start++
    const rows: Row[] = []
    let to = start
    for (; to < lines.length; to++) {
      const row = words(lines[to]?.text ?? '')
      if (row.length < 2 || !row.slice(1).some((word) => startsWithFigure(word.text))) break
      // asv and diffs mark a row: `+   12.1±0.2ms   14.9±0.3ms  1.23  name`.
      const marked = /^[-+x!*~]$/.test(row[0]?.text ?? '') ? row.slice(1) : row
      rows.push({ words: marked, line: lines[to]?.number ?? 0 })
    }
    if (rows.length === 0) continue
    const grid = align(header, lines[i]?.number ?? 0, rows)
    if (grid === null) continue
    found.push({ grid, from: i, to })
    i = to - 1
  }
  return found
}

interface Row {
  words: Word[]
  line: number
}

function align(wide: Word[], headerLine: number, all: Row[]): Grid | null {
  const rows = withoutIndex(wide, all)
  const header = headerFor(wide, rows)
  const cells: Cell[][] = []
  for (const [i, row] of rows.entries()) {
    const placed = place(header, row)
    // A last row that breaks off may not fit; any other that does not makes the lines no table.
    if (placed !== null) cells.push(placed)
    else if (i < rows.length - 1 || i === 0) return null
  }
  return { header: header.map((word) => ({ text: word.text, line: headerLine })), rows: cells }
}

function place(header: Word[], row: Row): Cell[] | null {
  const cells: Cell[] = header.map(() => ({ text: '', line: row.line }))
  const taken = new Set<number>()
  const same = row.words.length === header.length
  for (const [index, word] of row.words.entries()) {
    const column = same ? index : nearest(header, word)
    // "(p=0.008 n=5+5)" behind the last column.
    if (column < 0 && word.text.startsWith('(') && index === row.words.length - 1) continue
    if (column < 0 || taken.has(column)) return null
    taken.add(column)
    cells[column] = { text: word.text, line: row.line }
  }
  return cells
}

/** pandas prints an index under no header. A last row that breaks off may be shorter. */
function withoutIndex(header: Word[], rows: Row[]): Row[] {
  const whole = rows.length > 1 ? rows.slice(0, -1) : rows
  const index = new Set(rows.map((row) => row.words[0]?.text ?? ''))
  const indexed =
    index.size === rows.length &&
    rows.every((row) => /^\d{1,6}$/.test(row.words[0]?.text ?? '')) &&
    whole.every((row) => row.words.length === header.length + 1)
  return indexed ? rows.map((row) => ({ ...row, words: row.words.slice(1) })) : rows
}

/** The header that fits the rows: as it is, parted at its single spaces, or with a nameless last column of names (asv). */
function headerFor(wide: Word[], rows: Row[]): Word[] {
  const width = rows[0]?.words.length ?? 0
  if (wide.length === width) return wide
  const end = (wide.at(-1)?.to ?? 0) + 1
  if (wide.length + 1 === width && rows.every((row) => row.words.length === width && !startsWithFigure(row.words.at(-1)?.text ?? ''))) {
    return [...wide, { text: '', from: end, to: Number.POSITIVE_INFINITY }]
  }
  // The names of the rows have no header.
  if (wide.length + 1 === width && rows.every((row) => row.words.length === width && !startsWithFigure(row.words[0]?.text ?? '')))
    return [{ text: '', from: 0, to: wide[0]?.from ?? 0 }, ...wide]
  const single = wide.flatMap((word) => splitWord(word))
  return single.length === width ? single : wide
}

/** The one column whose extent a cell overlaps; -1 when none or several do. */
function nearest(header: Word[], word: Word): number {
  const overlapping = header.flatMap((column, index) => (word.from < column.to && word.to > column.from ? [index] : []))
  return overlapping.length === 1 ? (overlapping[0] ?? -1) : -1
}

function words(text: string): Word[] {
  return [...text.replace(/\t/g, '        ').matchAll(/\S+(?:[ \u00a0](?! )\S+)*/g)].map((m) => ({
    text: m[0],
    from: m.index,
    to: m.index + m[0].length,
  }))
}

function splitWord(word: Word): Word[] {
  return [...word.text.matchAll(/[^ \u00a0]+/g)].map((m) => ({
    text: m[0],
    from: word.from + m.index,
    to: word.from + m.index + m[0].length,
  }))
}

function startsWithFigure(text: string): boolean {
  return /^[-+−~±]?\d/.test(text)
}

/** A rule, or a second header line of commits and branches: `[4f1c22ab]   <main>`. */
function isBetween(text: string): boolean {
  return /^\s*[-=─━_+\s]{4,}$/.test(text) || /^(?:\s*(?:\[[\w./-]{1,60}\]|<[\w./-]{1,60}>)){1,4}\s*$/.test(text)
}

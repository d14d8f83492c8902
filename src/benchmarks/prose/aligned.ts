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
      header.filter((word) => startsWithFigure(word.text)).length > 0
    )
      continue
    let start = i + 1
    while (start < lines.length && isRule(lines[start]?.text ?? '')) start++
    const rows: { words: Word[]; line: number }[] = []
    let to = start
    for (; to < lines.length; to++) {
      const row = words(lines[to]?.text ?? '')
      if (row.length < 2 || !row.slice(1).some((word) => startsWithFigure(word.text))) break
      rows.push({ words: row, line: lines[to]?.number ?? 0 })
    }
    if (rows.length === 0) continue
    const grid = align(header, lines[i]?.number ?? 0, rows)
    if (grid === null) continue
    found.push({ grid, from: i, to })
    i = to - 1
  }
  return found
}

function align(wide: Word[], headerLine: number, rows: { words: Word[]; line: number }[]): Grid | null {
  const width = rows[0]?.words.length ?? 0
  const single = wide.flatMap((word) => splitWord(word))
  const header = wide.length !== width && single.length === width ? single : wide
  const cells: Cell[][] = []
  for (const row of rows) {
    const assigned: Cell[] = header.map(() => ({ text: '', line: row.line }))
    const taken = new Set<number>()
    const same = row.words.length === header.length
    for (const [index, word] of row.words.entries()) {
      const column = same ? index : nearest(header, word)
      // "(p=0.008 n=5+5)" behind the last column.
      if (column < 0 && word.text.startsWith('(') && index === row.words.length - 1) continue
      if (column < 0 || taken.has(column)) return null
      taken.add(column)
      assigned[column] = { text: word.text, line: row.line }
    }
    cells.push(assigned)
  }
  return { header: header.map((word) => ({ text: word.text, line: headerLine })), rows: cells }
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

function isRule(text: string): boolean {
  return /^\s*[-=─━_+\s]{4,}$/.test(text)
}

import { type Quantity, quantities } from './quantity.ts'

/** A cell as written, without the space around it. */
export interface Cell {
  text: string
  line: number
}

/** A table of any make: Markdown, box-drawn, aligned by spaces, HTML. */
export interface Grid {
  header: Cell[]
  rows: Cell[][]
}

/**
 * A table whose header goes on in its first row: "main | | PR |" above "time (s) | RSS (MB) | time (s) | RSS (MB)", or a
 * header without any words.
 */
export function withWholeHeader(grid: Grid): Grid {
  const [second, ...rows] = grid.rows
  const empty = grid.header.map(({ text }) => text.trim() === '')
  if (second === undefined || rows.length === 0 || !empty.slice(1).includes(true)) return grid
  const words =
    second.every((cell) => readCell(cell).kind !== 'figures') &&
    second.slice(1).every(({ text }, index) => text.trim() !== '' || grid.header[index + 1]?.text.trim() !== '')
  if (!words || second.length !== grid.header.length || rows.some((row) => !row.slice(1).some((cell) => readCell(cell).kind === 'figures')))
    return grid
  let above = ''
  const header = second.map((cell, index) => {
    above = grid.header[index]?.text.trim() || above
    // A header that stands over its own column only.
    if (cell.text.trim() === '') return { text: above, line: cell.line }
    return { text: index === 0 && empty[0] ? cell.text : `${above} ${cell.text}`.trim(), line: cell.line }
  })
  return { header, rows }
}

/** What a cell holds: its quantities, or words. */
export interface CellReading {
  cell: Cell
  figures: Quantity[]
  /** Cell without markup, emoji codes and quotes, of the same length. */
  text: string
  kind: 'figures' | 'words' | 'empty'
  /** Why the cell's numbers are no figures. */
  noFigure: 'range' | 'bound' | null
}

/** Reads a cell. Bounds (`< 1 ms`), ranges and cells that are mainly words hold no figures. */
export function readCell(cell: Cell): CellReading {
  return readWords(cell, wordsOf(cell))
}

/** Reads a cell whose numbers are written with a decimal comma: `1.234,5` as 1,234.5, each in its place. */
export function readCellWithCommas(cell: Cell): CellReading {
  return readWords(
    cell,
    wordsOf(cell).replace(/\d[\d.,]{0,40}\d/g, (number) => number.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ','))),
  )
}

/** Arrows that people paste; each is one character, as the one that is read. */
export const otherArrows = /[➜➔➝➞➡⟶⟹⮕▶►]/g

function wordsOf(cell: Cell): string {
  return cell.text
    .replace(
      /~~[^~\n]{1,200}~~|\*\*|`|(?<![:\w]):[a-z_]{3,40}:(?![:\w])|(?<!\d)'|'(?!\d)|["“”]|\]\([^()\s]{1,300}\)|\[(?=[^[\]\n]{1,200}\]\([^()\s]{1,300}\))|<\/?[a-z][^<>]*>/gi,
      (markup) => ' '.repeat(markup.length),
    )
    .replace(/[（）]/g, (bracket) => (bracket === '（' ? '(' : ')'))
    .replace(otherArrows, '→')
}

function readWords(cell: Cell, text: string): CellReading {
  const read = quantities(text.replace(/[~≈]/g, ' '))
  // "30-60s": neither end is a value. "2026-11-02" and "gpt-4-32k" are no ranges, but no figures either.
  const isRange = read.some((q) => /^\s?[-–—]\s?\d/.test(text.slice(q.end, q.end + 4)))
  const isBound = /(?<!\bp ?)[<>≤≥]\s*\d/i.test(text)
  const figures = isRange || isBound ? [] : read
  const noFigure = isBound && bound.test(text.trim()) ? 'bound' : isRange && range.test(text.trim()) ? 'range' : null
  if (!/[\p{L}\p{N}]/u.test(text)) return { cell, figures: [], text, kind: 'empty', noFigure }
  if (figures.length === 0) return { cell, figures, text, kind: 'words', noFigure }
  let rest = ''
  let at = 0
  for (const figure of figures) {
    rest += ` ${text.slice(at, figure.start)}`
    at = figure.end
  }
  rest = `${rest} ${text.slice(at)}`.replace(beside, ' ')
  return { cell, figures, text, kind: /[A-Za-z]{2,}|[A-Za-z]\d/.test(rest) ? 'words' : 'figures', noFigure }
}

/** The whole cell is a range or a bound, with a unit at most. */
const range = /^[~≈]?\s?\d[\d.,]*(?:\s?[^\s\d]{1,8}){0,2}\s?[-–—]\s?\d[\d.,]*(?:\s?[^\s\d]{1,8}){0,2}$/
const bound = /^[<>≤≥]=?\s?\d[\d.,]*(?:\s?[^\s\d]{1,8}){0,2}$/

/** The line of a figure in its cell; only cells of HTML have several. */
export function lineWithin(cell: CellReading | undefined, start: number): number {
  return (cell?.cell.line ?? 1) + (cell?.cell.text.slice(0, start).split('\n').length ?? 1) - 1
}

/** Words that may stand beside the figure of a cell. */
const beside =
  /\b(?:worse|better|faster|slower|higher|lower|less|more|best|regression|improved|improvement|no change|avg|mean|about|approx|ca|per|p=\d[\d.]*|n=\d[\d+]*|runs?|up|down|from|to|was|sec)\b/gi

/** Lines of pipes that Markdown did not take for a table: in fences, with a `+` of a diff, without outer pipes. */
export function pipeGrids(lines: readonly { text: string; number: number }[]): { grid: Grid; from: number; to: number }[] {
  const found: { grid: Grid; from: number; to: number }[] = []
  for (let i = 1; i < lines.length; i++) {
    if (!isPipeRule(lines[i]?.text ?? '')) continue
    const header = pipeCells(lines[i - 1])
    if (header.length < 2) continue
    const rows: Cell[][] = []
    let to = i + 1
    for (; to < lines.length; to++) {
      if (isPipeRule(lines[to]?.text ?? '')) continue
      const row = pipeCells(lines[to])
      if (row.length < 2) break
      rows.push(row)
    }
    if (rows.length > 0) found.push({ grid: { header, rows }, from: i - 1, to })
    i = to
  }
  return found
}

/** `|---|--:|`, `---+---` of psql, `+----+----+` of MySQL and tabulate. */
function isPipeRule(text: string): boolean {
  return /^[\s|:+=-]+$/.test(text) && /--|==/.test(text) && /[|+]/.test(text.trim().slice(1))
}

function pipeCells(line: { text: string; number: number } | undefined): Cell[] {
  if (line === undefined || !line.text.includes('|')) return []
  const text = line.text.replace(/^(?:\+\s*)?\s*\|?/, '').replace(/\|\s*$/, '')
  return text.split('|').map((cell) => ({ text: cell.trim(), line: line.number }))
}

/** Tables drawn with box characters, one line a row (console.table, rich, DataFusion's bot). */
export function boxGrids(lines: readonly { text: string; number: number }[]): { grid: Grid; from: number; to: number }[] {
  const found: { grid: Grid; from: number; to: number }[] = []
  let from = -1
  let rows: Cell[][] = []
  const close = (to: number): void => {
    const [header, ...body] = rows
    if (header !== undefined && body.length > 0) found.push({ grid: { header, rows: body }, from, to })
    rows = []
    from = -1
  }
  lines.forEach((line, i) => {
    if (/^\s*[┏┌╔╭]/.test(line.text)) {
      close(i)
      from = i
    } else if (from >= 0 && /^\s*[┃│║]/.test(line.text)) {
      const inner = line.text.trim().replace(/^[┃│║]/, '')
      const whole = /[┃│║]$/.test(inner)
      const cells = inner.replace(/[┃│║]$/, '').split(/[┃│║]/)
      // The last cell of a row that breaks off is half a cell.
      rows.push((whole ? cells : cells.slice(0, -1)).map((cell) => ({ text: cell.trim(), line: line.number })))
    } else if (from >= 0 && !/^\s*[┡├╠╞┠┢]/.test(line.text)) close(i)
  })
  close(lines.length)
  return found
}

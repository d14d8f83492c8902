/**
 * Stretches of a text that may be a tool's file by themselves: JSON between the lines of a log (the tool wrote its log
 * and its result to one place), rows of a CSV below some words. Only where they are is found here, not whose they are.
 */
import { csvCells, delimiterOf } from './document/csv.ts'
import type { Document } from './document/document.ts'
import { parseJson } from './document/json-parse.ts'
import { joinLines, type Line } from './document/lines.ts'
import { logMessage } from './prose/log-line.ts'

export interface TextBlock {
  text: string
  /** The line of the file at which it begins. */
  line: number
}

/** A log has few results in it; each costs a look by every reader. */
export const mostBlocks = 200

/** A bracket that opens no JSON may be looked for to the end of the text: so many characters in all, and then no more. */
const mostLooked = 20_000_000

/** The blocks in their order. */
export function textBlocks({ lines }: Document): TextBlock[] {
  const text = joinLines(lines)
  const blocks: TextBlock[] = []
  let start = 0
  let looked = 0
  for (let index = 0; index < lines.length && blocks.length < mostBlocks && looked < mostLooked; ) {
    const opens = opening.test(lines[index]?.text ?? '')
    const json = opens ? endOfJson(lines, index, text.slice(start)) : index
    if (opens && json === index) looked += text.length - start
    const end = Math.max(json, endOfTables(lines, index))
    const next = Math.max(end, index + 1)
    const length = lines.slice(index, next).reduce((sum, line) => sum + line.text.length + 1, 0)
    if (end > index) blocks.push({ text: text.slice(start, start + length), line: lines[index]?.number ?? 1 })
    start += length
    index = next
  }
  return blocks
}

/** Objects and lists of them: what else begins with a bracket (`[INFO]`, `{name}`) is a log's own. */
const opening = /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{]|$))/

/** Behind the last line of the JSON values that begin at a line, one below the other; `start` where none begins. */
function endOfJson(lines: readonly Line[], start: number, text: string): number {
  const parsed = parseJson(text)
  if (parsed === null || parsed.values.length === 0) return start
  if (parsed.fault === null) return lines.length
  let end = start
  for (let at = 0; at <= parsed.fault.position && end < lines.length; end++) at += (lines[end]?.text.length ?? 0) + 1
  // What the fault stands on is the next line, unless it ends the one with the value.
  return Math.max(start + 1, end - 1)
}

/** Behind the last of the tables that begin at a line with nothing but empty lines between them; `start` where none begins. */
function endOfTables(lines: readonly Line[], start: number): number {
  let end = endOfRows(lines, start)
  for (let next = end; end > start && next < lines.length; next++) {
    if (lines[next]?.text.trim() === '') continue
    const further = endOfRows(lines, next)
    if (next === end || further === next) break
    end = further
    next = further - 1
  }
  return end
}

/**
 * Behind the last row with as many cells as the first; `start` for fewer than two rows of two cells. One row of another
 * length among them is a broken one, which the reader will name.
 */
function endOfRows(lines: readonly Line[], start: number): number {
  const head = lines[start]
  if (head === undefined || !/[,;\t]/.test(head.text)) return start
  const delimiter = delimiterOf(head)
  const cells = cellsOf(head, delimiter)
  // Sentences and progress bars above a table may have as many commas, with spaces behind them.
  const spaced = isSpaced(head, delimiter)
  // The head once more begins another table, of another run.
  const isRow = (line: Line | undefined) =>
    line !== undefined && line.text !== head.text && cellsOf(line, delimiter) === cells && (!spaced || isSpaced(line, delimiter))
  if (cells === 0) return start
  let end = start + 1
  while (isRow(lines[end]) || (cellsOf(lines[end], delimiter) > 1 && isRow(lines[end + 1]))) end++
  return end > start + 1 ? end : start
}

function isSpaced({ text }: Line, delimiter: string): boolean {
  return text.includes(`${delimiter} `)
}

/** How many cells a line has; none for a log's own, which begins with a clock. */
function cellsOf(line: Line | undefined, delimiter: string): number {
  if (line === undefined || !line.text.includes(delimiter)) return 0
  const cells = csvCells(line, delimiter)
  return logMessage(cells[0] ?? '') === null ? cells.length : 0
}

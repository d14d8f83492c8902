/**
 * Lines to the records of a CSV text (RFC 4180). What no CSV holds is taken as it stands: a quote within a cell, one
 * that never closes, words behind one that does. The time goes with the length, whatever the text.
 */
import type { Line } from './lines.ts'

/** A row: its cells, and its line for locators; where a quoted field spans lines, their texts with `\n` between them. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly line: Line
}

/** The records, in their order; an empty line is none. */
export function csvRecords(lines: readonly Line[], delimiter: string): CsvRow[] {
  const text = lines.map((line) => line.text).join('\n')
  const records: CsvRow[] = []
  let [index, start] = [0, 0]
  for (let line = lines[0]; line !== undefined; line = lines[index]) {
    const { cells, end } = line.text.includes('"')
      ? quotedCells(text, start, delimiter)
      : { cells: line.text.split(delimiter), end: start + line.text.length }
    const first = index
    while (start <= end) start += (lines[index++]?.text.length ?? 0) + 1
    if (line.text !== '') records.push({ cells, line: index === first + 1 ? line : joined(lines.slice(first + 1, index), line) })
  }
  return records
}

/** The cells of the record that begins at `start`, and where it ends. */
function quotedCells(text: string, start: number, delimiter: string): { cells: string[]; end: number } {
  const cells: string[] = []
  let lineEnd = endOfLine(text, start)
  for (let at = start; ; at++) {
    const close = text[at] === '"' ? closingQuote(text, at, delimiter) : null
    if (close !== null) {
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
      at = close + 1
      if (at > lineEnd) lineEnd = endOfLine(text, at)
    } else {
      const next = text.slice(at, lineEnd).indexOf(delimiter)
      const end = next < 0 ? lineEnd : at + next
      cells.push(text.slice(at, end))
      at = end
    }
    if (at >= lineEnd) return { cells, end: lineEnd }
  }
}

/** Where the quote at `at` closes; null when it closes nowhere, or within a cell. */
function closingQuote(text: string, at: number, delimiter: string): number | null {
  let close = text.indexOf('"', at + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  const next = text[close + 1]
  return close >= 0 && (next === undefined || next === delimiter || next === '\n') ? close : null
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A quoted field may span lines: a record's line is all of them, and a figure's place is found within. */
function joined(lines: readonly Line[], first: Line): Line {
  let text = first.text
  let behind = first.number + 1
  for (const line of lines) {
    // Pieces of a rewritten line (`\r`) share their number.
    const isRewritten = line.number < behind
    text += `${isRewritten ? '\r' : '\n'}${line.text}`
    if (!isRewritten) behind++
  }
  return { number: first.number, text }
}

import type { Line } from '../document/lines.ts'
import type { Cell, Grid } from './grid.ts'
import type { LineOf } from './line-of.ts'
import type { Passage } from './outline.ts'

/** Lines of a code block with their numbers, without the rails of its fence and without the last word of one that is cut off. */
export function codeLines(text: string, passage: Passage, lineOf: LineOf): Line[] {
  const end = breaksOff(text, passage) ? lastWord(text, passage.end) : passage.end
  const first = lineOf(passage.start)
  const lines = text
    .slice(passage.start, end)
    .split('\n')
    .map((line, index) => ({ text: line, number: first + index }))
  if (!/^\s*(?:`{3,}|~{3,})/.test(lines[0]?.text ?? '')) return dedent(lines)
  const closed = /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1)?.text ?? '')
  return dedent(lines.slice(1, closed && lines.length > 1 ? -1 : undefined))
}

/** Whether the text ends within a fence or a table row, right behind a word that may go on. */
export function breaksOff(text: string, passage: Passage): boolean {
  if (passage.end < text.trimEnd().length || /\s$/.test(text)) return false
  const last = passage.cells.at(-1)?.length ?? 0
  return passage.open || (passage.kind === 'table' && last < (passage.cells[0]?.length ?? 0))
}

/** Where the last word before an offset begins. */
function lastWord(text: string, end: number): number {
  let at = end
  while (at > 0 && !/\s/.test(text[at - 1] ?? '')) at--
  return at
}

/** Without the indentation that all lines share: blocks in lists, and code by indentation. */
function dedent(lines: readonly Line[]): Line[] {
  const filled = lines.filter((line) => line.text.trim() !== '')
  const [first = 0, ...others] = filled.map((line) => line.text.length - line.text.trimStart().length)
  // The first line of code by indentation may have lost its own.
  const shared = others.reduce((least, indent) => Math.min(least, indent), others[0] ?? first)
  return lines.map((line) => {
    const blank = line.text.slice(0, shared).trim() === ''
    return { ...line, text: blank ? line.text.slice(shared) : line.text.trimStart() }
  })
}

/** The language behind the rail of a fence; empty for none. */
export function languageOf(text: string, passage: Passage): string {
  return /^\s*(?:`{3,}|~{3,})\s*([\w+-]*)/.exec(text.slice(passage.start, passage.start + 60))?.[1] ?? ''
}

/** A Markdown table. Where the text breaks off within the last row, its last cell may be half a cell and goes. */
export function tableOf(text: string, passage: Passage, lineOf: LineOf): Grid {
  const cut = breaksOff(text, passage)
  const [header = [], ...rows] = passage.cells.map((row, index) => {
    const cells = row.map(({ start, end }): Cell => ({ text: inner(text.slice(start, end)), line: lineOf(start) }))
    return cut && index === passage.cells.length - 1 ? cells.slice(0, -1) : cells
  })
  return { header, rows }
}

function inner(cell: string): string {
  return cell.replace(/^\s*\||\|\s*$/g, '').trim()
}

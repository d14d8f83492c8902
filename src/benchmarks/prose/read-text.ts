import type { Flag, Reading, StatedChange } from '../../model.ts'
import { clean } from '../document/decode.ts'
import type { Line } from '../document/lines.ts'
import { readCode } from './code.ts'
import { withDeclared } from './declared.ts'
import { type Draft, type Found, underLabel } from './figure.ts'
import type { Cell, Grid } from './grid.ts'
import { htmlGrids } from './html-table.ts'
import { logMessage } from './log-line.ts'
import { outline, type Passage } from './outline.ts'
import { labelOf } from './parts.ts'
import { plain } from './plain.ts'
import { readGrid } from './read-grid.ts'
import { readProse } from './read-prose.ts'
import type { Reader } from './read-sentence.ts'
import { notSaidTwice } from './said-twice.ts'
import { settle } from './settle.ts'
import { joinSiblings } from './siblings.ts'
import { noNames, type SideNames } from './side.ts'
import { statementsOf } from './statements.ts'
import { contextOf, passHeading, passHtml, passProse, startTrail } from './trail.ts'
import { withdraw } from './withdraw.ts'

/**
 * The figures of a pull-request text. Sides come from labels, never from position; what cannot be told apart stays
 * `unknown`, since a wrong pair is a false claim. `known` are branch names and commits of the two ends, when known.
 */
export function readText(markdown: string, known: SideNames = noNames): Reading {
  const text = clean(markdown)
  const names = withDeclared(known, text)
  const lineOf = lineCounter(text)
  const reader: Reader = { source: text, names, lineOf }
  const blocks: Draft[] = []
  const sentences: Draft[] = []
  const changes: StatedChange[] = []
  const flags: Flag[] = []
  const trail = startTrail()
  const keep = (found: Found & { flags?: Flag[] }): void => {
    blocks.push(...found.figures)
    changes.push(...found.changes)
    flags.push(...(found.flags ?? []))
  }
  const keepTable = (grid: Grid): void => {
    const context = contextOf(trail)
    const found = readGrid(grid, context, names)
    keep({ ...found, figures: underLabel(found.figures, context) })
  }
  let above = ''
  const passages = outline(text)
  passages.forEach((passage, index) => {
    const words = plain(text, passage.start, passage.end)
    if (passage.kind === 'heading') passHeading(trail, passage.depth, words.replace(/^[#\s]+|[#\s]+$/g, ''), names)
    else if (passage.kind === 'table') keepTable(tableOf(text, passage, lineOf))
    else if (passage.kind === 'code') keep(readCode(codeLines(text, passage, lineOf), languageOf(text, passage), contextOf(trail), names))
    else if (passage.kind === 'html') html(passage)
    else {
      const lines = words.split('\n').map((line, i) => ({ text: line, number: lineOf(passage.start) + i }))
      if (looksLikeOutput(lines, names)) keep(readCode(lines, '', contextOf(trail), names))
      else {
        passProse(trail, words, isBeforeBlock(text, passages, index, names), names)
        const found = readProse(words, passage.start, above, contextOf(trail), reader)
        keep(found)
        sentences.push(...found.sentences)
      }
      if (!passage.item || !/^\s*[~≈+−-]?\d[\d.]{0,8}\s?%/.test(words)) above = words
    }
  })
  /** Headings and summaries before a table of the same stretch of HTML are its context. */
  function html(passage: Passage): void {
    const source = text.slice(passage.start, passage.end)
    passHtml(trail, source, names)
    for (const grid of htmlGrids(source, passage.start, lineOf)) keepTable(grid)
  }
  const figures = settle([...blocks, ...notSaidTwice(joinSiblings(sentences), blocks)])
  return {
    format: 'markdown',
    measurements: withdraw(figures, flags).map((one, index) => ({ ...one, id: `m${index + 1}` })),
    statedChanges: changes,
    flags,
    problems: [],
    environment: {},
  }
}

/** Whether a block follows, with nothing but short lines between: further labels. */
function isBeforeBlock(text: string, passages: readonly Passage[], index: number, names: SideNames): boolean {
  for (const next of passages.slice(index + 1, index + 4)) {
    if (next.kind === 'code' || next.kind === 'table') return true
    if (next.kind !== 'prose') return false
    const words = text.slice(next.start, next.end)
    if (
      looksLikeOutput(
        words.split('\n').map((line) => ({ text: line })),
        names,
      )
    )
      return true
    if (words.split(/\s+/).length > 10) return false
  }
  return false
}

/** Output pasted without a fence: lines in columns, log lines, statements; label lines between them. */
function looksLikeOutput(lines: readonly { text: string }[], names: SideNames): boolean {
  const filled = lines.filter((line) => line.text.trim() !== '')
  const rest = filled.filter((line) => labelOf(line.text, names) === null)
  if (rest.length === 0) return false
  if (rest.every((line) => logMessage(line.text) !== null)) return true
  if (rest.length < filled.length && rest.every((line) => statementsOf(line.text).length > 0)) return true
  const figures = rest.filter((line) => /(?: {2,}|\t|:\s)\s*[-+]?\d\S*(?: \S+)?\s*$|={6,}|-{10,}/.test(line.text))
  return rest.length >= 3 && figures.length * 10 >= rest.length * 6
}

/** Lines of a passage with their numbers; the rails of a fence are left out, and the last word of one that is cut off. */
function codeLines(text: string, passage: Passage, lineOf: (offset: number) => number): Line[] {
  const cut = passage.open && !/\s$/.test(text)
  const slice = cut ? text.slice(passage.start, passage.end).replace(/\S+$/, '') : text.slice(passage.start, passage.end)
  const first = lineOf(passage.start)
  const lines = slice.split('\n').map((line, index) => ({ text: line, number: first + index }))
  if (!/^\s*(?:`{3,}|~{3,})/.test(lines[0]?.text ?? '')) return dedent(lines)
  const closed = /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1)?.text ?? '')
  return dedent(lines.slice(1, closed && lines.length > 1 ? -1 : undefined))
}

/** Without the indentation that all lines share: blocks in lists, and code by indentation. */
function dedent(lines: Line[]): Line[] {
  const filled = lines.filter((line) => line.text.trim() !== '')
  const [first, ...others] = filled.map((line) => line.text.length - line.text.trimStart().length)
  // The first line of code by indentation may have lost its own.
  const shared = Math.min(...(others.length === 0 ? [first ?? 0] : others))
  return lines.map((line) => ({
    ...line,
    text: /^\s*$/.test(line.text.slice(0, shared)) ? line.text.slice(shared) : line.text.trimStart(),
  }))
}

function languageOf(text: string, passage: Passage): string {
  return /^\s*(?:`{3,}|~{3,})\s*([\w+-]*)/.exec(text.slice(passage.start, passage.start + 60))?.[1] ?? ''
}

function tableOf(text: string, passage: Passage, lineOf: (offset: number) => number): Grid {
  const cut = passage.end >= text.trimEnd().length && !/\n$/.test(text)
  const width = passage.cells[0]?.length ?? 0
  const [header = [], ...rows] = passage.cells.map((row, index) => {
    const cells = row.map(
      ({ start, end }): Cell => ({
        text: text
          .slice(start, end)
          .replace(/^\s*\||\|\s*$/g, '')
          .trim(),
        line: lineOf(start),
      }),
    )
    // A last row that breaks off: its last cell may be half a cell.
    return cut && index === passage.cells.length - 1 && cells.length < width ? cells.slice(0, -1) : cells
  })
  return { header, rows }
}

/** Line numbers by offset, from 1. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

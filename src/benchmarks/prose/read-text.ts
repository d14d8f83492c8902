import type { Flag, Problem, Reading, StatedChange } from '../../model.ts'
import { clean } from '../document/decode.ts'
import type { Line } from '../document/lines.ts'
import { apartOf, type Piece } from './apart.ts'
import { settingsThatVary } from './circumstances.ts'
import { readCode } from './code.ts'
import { withDeclared } from './declared.ts'
import { doubtsIn } from './doubts.ts'
import { withoutEndlessLines } from './endless-lines.ts'
import { type Draft, type Found, underLabel } from './figure.ts'
import type { Grid } from './grid.ts'
import { htmlGrids } from './html-table.ts'
import { implausible } from './implausible.ts'
import { type LineOf, lineCounter } from './line-of.ts'
import { looksLikeOutput } from './looks-like-output.ts'
import { outline, type Passage } from './outline.ts'
import { breaksOff, codeLines, languageOf, tableOf } from './passage-text.ts'
import { plain } from './plain.ts'
import { readGrid } from './read-grid.ts'
import { readProse } from './read-prose.ts'
import type { ProseSource } from './read-sentence.ts'
import { notSaidTwice } from './said-twice.ts'
import { settle } from './settle.ts'
import { joinSiblings } from './siblings.ts'
import { noNames, type SideNames } from './side.ts'
import { contextOf, passHeading, passHtml, passProse, startTrail } from './trail.ts'
import { withdraw } from './withdraw.ts'

/**
 * The figures of a pull-request text. Sides come from labels, never from position; what cannot be told apart stays
 * `unknown`, since a wrong pair is a false claim. `known` are branch names and commits of the two ends, when known.
 */
export function readText(markdown: string, known: SideNames = noNames): Reading {
  const { text, problems } = withoutEndlessLines(clean(markdown))
  const prose: ProseSource = { source: text, names: withDeclared(known, text), lineOf: lineCounter(text), varying: settingsThatVary(text) }
  const { names, lineOf } = prose
  const passages = outline(text).map((passage) => withWords(text, passage, prose))
  const trail = startTrail()
  const blocks: Draft[] = []
  const sentences: Draft[] = []
  const changes: StatedChange[] = []
  const flags: Flag[] = []
  const pieces: Piece[] = []
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
  for (const [index, passage] of passages.entries()) {
    const { kind, words, start } = passage
    const flagged = flags.length
    if (kind === 'heading') {
      const heading = words.replace(/^[#\s]+|[#\s]+$/g, '')
      passHeading(trail, passage.depth, heading, names)
      const line = lineOf(start)
      flags.push(...doubtsIn({ text: heading, start }, line).map((flag) => ({ ...flag, locator: { line, text: heading } })))
    } else if (kind === 'table') keepTable(tableOf(text, passage, lineOf))
    else if (kind === 'code') keep(readCode(codeLines(text, passage, lineOf), languageOf(text, passage), contextOf(trail), names))
    else if (kind === 'html') {
      // Headings and summaries before a table of the same stretch of HTML are its context.
      passHtml(trail, text.slice(start, passage.end), names)
      for (const grid of htmlGrids(text.slice(start, passage.end), start, lineOf)) keepTable(grid)
    } else if (passage.listed) {
      const context = contextOf(trail)
      const found = readProse(words, start, above, context, prose)
      keep({ ...found, figures: underLabel(found.figures, context) })
      sentences.push(...found.sentences)
    } else if (passage.output) keep(readCode(passage.lines, '', contextOf(trail), names))
    else {
      passProse(trail, words, isBeforeBlock(passages, index), names)
      const found = readProse(words, start, above, contextOf(trail), prose)
      keep(found)
      sentences.push(...found.sentences)
      if (!passage.item || !/^\s*[~≈+−-]?\d[\d.]{0,8}\s?%/.test(words)) above = words
    }
    pieces.push(pieceOf(text, passage, lineOf, flags.slice(flagged)))
  }
  const figures = settle([...blocks, ...notSaidTwice(joinSiblings(sentences), blocks)])
  const apart = apartOf(pieces, names)
  return {
    ...(apart.length > 0 && { apart }),
    format: 'markdown',
    measurements: withdraw(figures, flags).map((one, index) => ({ ...one, id: `m${index + 1}` })),
    statedChanges: changes,
    flags: [...flags, ...implausible(figures)],
    problems: [
      ...problems,
      ...passages.filter((passage) => breaksOff(text, passage)).map((passage) => cutProblem(lineOf(passage.end - 1))),
    ],
    environment: {},
  }
}

function pieceOf(text: string, passage: Worded, lineOf: LineOf, flags: readonly Flag[]): Piece {
  const { kind, depth, start, end } = passage
  const shown = kind === 'heading' || kind === 'html' || (kind === 'prose' && !passage.output) ? kind : 'block'
  return {
    kind: shown,
    depth,
    words: kind === 'html' ? text.slice(start, end) : passage.words,
    from: lineOf(start),
    to: lineOf(end),
    flags,
  }
}

function cutProblem(line: number): Problem {
  return { line, message: 'The text breaks off here, within a block or table: its last word may be half a word and was left out.' }
}

interface Worded extends Passage {
  /** The source with its markup blanked. */
  words: string
  lines: Line[]
  /** Prose that is output pasted without a fence. */
  output: boolean
  /** Prose of lines `name: figure` only: it stands under a label as a block does. */
  listed: boolean
}

function withWords(text: string, passage: Passage, { names, lineOf }: ProseSource): Worded {
  if (passage.kind !== 'prose' && passage.kind !== 'heading') return { ...passage, words: '', lines: [], output: false, listed: false }
  const words = plain(text, passage.start, passage.end)
  if (passage.kind === 'heading') return { ...passage, words, lines: [], output: false, listed: false }
  const first = lineOf(passage.start)
  const lines = words.split('\n').map((line, i) => ({ text: line, number: first + i }))
  const listed = lines.every((line) => line.text.trim() === '' || isListed(line.text))
  return { ...passage, words, lines, output: looksLikeOutput(lines, names), listed }
}

/** `name: figure …`: a short name, a figure, little behind it. */
function isListed(line: string): boolean {
  const match = /^\s*(?:(?:[-*+•]|\d{1,2}[.)])\s+)?([^:=\n]{1,60})[:=]\s{0,4}[~≈]?\s?[-+]?\d(.{0,60})$/.exec(line.trimEnd())
  return match !== null && (match[1] ?? '').trim().split(/\s+/).length <= 7 && !(match[2] ?? '').endsWith(':')
}

/** Whether a block follows, with nothing but short lines between: further labels. */
function isBeforeBlock(passages: readonly Worded[], index: number): boolean {
  for (const next of passages.slice(index + 1, index + 4)) {
    if (next.kind === 'code' || next.kind === 'table' || next.output || next.listed) return true
    if (next.kind !== 'prose' || next.words.split(/\s+/).length > 10) return false
  }
  return false
}

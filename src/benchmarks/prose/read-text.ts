import type { Flag, Reading, StatedChange } from '../../model.ts'
import { clean } from '../document/decode.ts'
import type { Line } from '../document/lines.ts'
import { statedChanges } from './changes.ts'
import { readCode } from './code.ts'
import type { Figure, Found } from './figure.ts'
import type { Cell, Grid } from './grid.ts'
import { readProseLine } from './lines.ts'
import { outline, type Passage } from './outline.ts'
import { plain } from './plain.ts'
import { readGrid } from './read-grid.ts'
import { readSentence, sentencesOf } from './sentences.ts'
import { noNames, type SideNames } from './side.ts'
import { contextOf, passHeading, passProse, startTrail } from './trail.ts'

/**
 * The figures of a pull-request text. Sides come from labels, never from position; what cannot be told apart stays
 * `unknown`, since a wrong pair is a false claim. `names` are branch names and commits of the two ends, when known.
 */
export function readText(markdown: string, names: SideNames = noNames): Reading {
  const text = clean(markdown)
  const figures: Figure[] = []
  const changes: StatedChange[] = []
  const flags: Flag[] = []
  const lineOf = lineCounter(text)
  const trail = startTrail()
  const keep = (found: Found & { flags?: Flag[] }): void => {
    figures.push(...found.figures)
    changes.push(...found.changes)
    flags.push(...(found.flags ?? []))
  }
  const passages = outline(text)
  passages.forEach((passage, index) => {
    const words = plain(text, passage.start, passage.end)
    if (passage.kind === 'heading') passHeading(trail, passage.depth, words.replace(/^[#\s]+|[#\s]+$/g, ''), names)
    else if (passage.kind === 'table') keep(readGrid(tableOf(text, passage, lineOf), contextOf(trail), names))
    else if (passage.kind === 'code') keep(readCode(codeLines(text, passage, lineOf), languageOf(text, passage), contextOf(trail), names))
    else if (passage.kind === 'prose') {
      const block = passages.slice(index + 1).find((next) => next.kind !== 'prose' || !isShort(text, next))
      passProse(trail, words, block?.kind === 'code' || block?.kind === 'table', names)
      for (const sentence of sentencesOf(words, passage.start)) {
        const line = readProseLine(sentence, text, contextOf(trail), names, lineOf)
        keep({
          figures: line.length > 0 ? line : readSentence(sentence, text, contextOf(trail), names, lineOf),
          changes: statedChanges(sentence, text, contextOf(trail)),
        })
      }
    }
  })
  return {
    format: 'markdown',
    measurements: figures.map((one, index) => ({ ...one, id: `m${index + 1}` })),
    statedChanges: changes,
    flags,
    problems: [],
    environment: {},
  }
}

function isShort(text: string, passage: Passage): boolean {
  return text.slice(passage.start, passage.end).split(/\s+/).length <= 10
}

/** Lines of a passage with their numbers; the rails of a fence are left out, and the last word of one that is cut off. */
function codeLines(text: string, passage: Passage, lineOf: (offset: number) => number): Line[] {
  const cut = passage.open && !/\s$/.test(text)
  const slice = cut ? text.slice(passage.start, passage.end).replace(/\S+$/, '') : text.slice(passage.start, passage.end)
  const first = lineOf(passage.start)
  const lines = slice.split('\n').map((line, index) => ({ text: line, number: first + index }))
  if (!/^\s*(?:`{3,}|~{3,})/.test(lines[0]?.text ?? '')) return lines
  const closed = /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1)?.text ?? '')
  return lines.slice(1, closed && lines.length > 1 ? -1 : undefined)
}

function languageOf(text: string, passage: Passage): string {
  return /^\s*(?:`{3,}|~{3,})\s*([\w+-]*)/.exec(text.slice(passage.start, passage.start + 60))?.[1] ?? ''
}

function tableOf(text: string, passage: Passage, lineOf: (offset: number) => number): Grid {
  const cut = passage.end >= text.trimEnd().length && !/[|\s]$/.test(text) && /\|\s*\n/.test(text.slice(passage.start, passage.end))
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
    return cut && index === passage.cells.length - 1 ? cells.slice(0, -1) : cells
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

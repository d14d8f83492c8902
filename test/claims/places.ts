/** Where the renderings of a ledger's claims stand in the Markdown: what mutants are made of. Knows nothing of the checker. */
import type { Claim, Ledger } from '../../src/model.ts'

export interface Entry {
  markdown: string
  ledger: Ledger
}

export interface Place {
  claim: Claim
  text: string
  start: number
  end: number
  block: string
  row: string | null
}

export interface Range {
  start: number
  end: number
}

const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The part of the file that a block's key names. */
function blockRange(markdown: string, block: string): Range | null {
  const matterEnd = markdown.indexOf('\n---', 3) + 4
  if (block === 'title' || block === 'description') {
    const match = new RegExp(`^${block}: .*$`, 'm').exec(markdown.slice(0, matterEnd))
    return match === null ? null : { start: match.index + block.length + 2, end: match.index + match[0].length }
  }
  const headings = [...markdown.slice(matterEnd).matchAll(/^## (.*)$/gm)].map((m) => ({ slug: slug(m[1] ?? ''), at: matterEnd + m.index }))
  if (block === 'lead') return { start: matterEnd, end: headings[0]?.at ?? markdown.length }
  const index = headings.findIndex((heading) => heading.slug === block)
  const heading = headings[index]
  return heading === undefined ? null : { start: heading.at, end: headings[index + 1]?.at ?? markdown.length }
}

/** Lines of a block: those of one table row, or all but the rows of tables. */
function linesOf(markdown: string, range: Range, row: string | null): Range[] {
  const lines: Range[] = []
  let start = range.start
  for (const line of markdown.slice(range.start, range.end).split('\n')) {
    const isRow = line.startsWith('| ') && !isHead(markdown, start, line)
    if (row === null ? !isRow : isRow && line.startsWith(`| ${row} |`)) lines.push({ start, end: start + line.length })
    start += line.length + 1
  }
  return lines
}

function isHead(markdown: string, start: number, line: string): boolean {
  return /^\|\s?:?-/.test(markdown.slice(start + line.length + 1))
}

/** Every place where a rendering of the ledger stands by itself. */
export function placesOf({ markdown, ledger }: Entry): Place[] {
  return ledger.claims.flatMap((claim) =>
    claim.renderings.flatMap(({ text, block, row }) => {
      const range = blockRange(markdown, block)
      if (range === null) return []
      return linesOf(markdown, range, row).flatMap((line) => {
        const places: Place[] = []
        for (let at = markdown.indexOf(text, line.start); at >= 0 && at + text.length <= line.end; at = markdown.indexOf(text, at + 1)) {
          const alone = !/[\p{L}\p{N}.,=]/u.test(markdown[at - 1] ?? '') && !/^[\p{L}\p{N}]|^[.,]\d/u.test(markdown.slice(at + text.length))
          const inDate = /^ (?:January|February|March|April|May|June|July|August|September|October|November|December)/.test(
            markdown.slice(at + text.length),
          )
          if (alone && !inDate) places.push({ claim, text, start: at, end: at + text.length, block, row })
        }
        return places
      })
    }),
  )
}

/** The sentence or table row around an offset. */
export function sentenceAt(markdown: string, at: number): Range {
  const lineStart = markdown.lastIndexOf('\n', at - 1) + 1
  const lineEnd = markdown.indexOf('\n', at)
  const line = markdown.slice(lineStart, lineEnd < 0 ? undefined : lineEnd)
  if (line.startsWith('|')) return { start: lineStart, end: lineStart + line.length }
  let start = lineStart
  for (const stop of line.matchAll(/[.!?](?:["”)]*)\s+/g)) {
    const end = lineStart + stop.index + stop[0].length
    if (end > at) return { start, end }
    start = end
  }
  return { start, end: lineStart + line.length }
}

export function replaced(markdown: string, range: Range, text: string): string {
  return markdown.slice(0, range.start) + text + markdown.slice(range.end)
}

/** All places where a text stands inside a range. */
export function find(markdown: string, text: string, range: Range): Range[] {
  const found: Range[] = []
  for (let at = markdown.indexOf(text, range.start); at >= 0 && at + text.length <= range.end; at = markdown.indexOf(text, at + 1)) {
    found.push({ start: at, end: at + text.length })
  }
  return found
}

/**
 * Bounds on a Markdown document before it is parsed. CommonMark parsers take time in proportion to the square of the
 * marks in one paragraph, and a stack frame for each level of nesting: 64 KiB of `*a_` take 36 seconds, 13,000
 * quotations as long, and 64 KiB of `>` end in a stack overflow. A pure function cannot stop a parser, so what would be
 * slow is left out first, and said.
 */
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** Characters of a document that are read; GitHub accepts no longer body. */
const longest = 65_536
/** Lines of it; a full body of prose or of a log has a third of these. */
const mostLines = 6000
/** Quotation and list markers at the starts of all lines; each costs time in proportion to all before it. */
const mostMarkers = 2000
/** A quotation's marker is dearer. */
const quotation = 2
/** Marks of one paragraph, heading or table cell; 1,500 keep the whole document under two seconds in the worst case. */
const mostMarks = 1500
/** Quotation and list markers at the start of one line. */
const deepest = 32

/** Characters that may begin a construct and so make the parser look far ahead, and how dear a failed attempt is. */
const weights: Readonly<Record<string, number>> = { '*': 1, _: 1, '~': 1, '[': 1, ']': 1, '`': 2, '<': 5 }

export interface Limited {
  markdown: string
  /** What was left out, in sentences. */
  notices: string[]
}

/** The part of a document that can be parsed in bounded time, at most so many characters of it. */
export function limit(markdown: string, most = longest): Limited {
  const notices: string[] = []
  const short = cut(markdown, most, notices)
  const shallow = withoutDeepLines(short, notices)
  return { markdown: withoutDenseParts(shallow, notices), notices }
}

function cut(markdown: string, most: number, notices: string[]): string {
  const end = markdown.length > most ? Math.max(markdown.lastIndexOf('\n', most), 0) || most : markdown.length
  if (end < markdown.length) notices.push(`The text has ${markdown.length} characters; what comes after the first ${most} was not read.`)
  const lines = markdown.slice(0, end).split('\n')
  if (lines.length > mostLines) notices.push(`The text has ${lines.length} lines; what comes after the first ${mostLines} was not read.`)
  return lines.slice(0, mostLines).join('\n')
}

function withoutDeepLines(markdown: string, notices: string[]): string {
  let [deep, cut, all] = [0, 0, 0]
  const kept = markdown.split('\n').filter((line) => {
    const { count, weight } = markersOf(line)
    if (count > deepest) deep++
    else if (count > 0) all += weight
    if (count > 0 && count <= deepest && all > mostMarkers) cut++
    return count === 0 || (count <= deepest && all <= mostMarkers)
  })
  if (deep > 0) notices.push(`${deep} lines nested more than ${deepest} levels deep were left out.`)
  if (cut > 0) notices.push(`${cut} lines of lists and quotations were left out; the first ${mostMarkers} markers are read.`)
  return kept.join('\n')
}

/** Quotation and list markers that a line begins with. */
function markersOf(line: string): { count: number; weight: number } {
  let [count, weight] = [0, 0]
  const marker = /[ \t]*(?:(>)|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y
  for (let match = marker.exec(line); match !== null && count <= deepest; match = marker.exec(line)) {
    count++
    weight += match[1] === undefined ? 1 : quotation
  }
  return { count, weight }
}

/**
 * Paragraphs, headings and cells with more marks than can be paired in time. Blocks are found by a parse in which
 * marks mean nothing, which is quick.
 */
function withoutDenseParts(markdown: string, notices: string[]): string {
  if (marksOf(markdown) <= mostMarks) return markdown
  const spans: [number, number][] = []
  visit(blocks().parse(markdown), (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? 0
    if (marksOf(markdown.slice(start, end)) > mostMarks) spans.push([start, end])
  })
  if (spans.length === 0) return markdown
  notices.push(
    `${spans.length} paragraphs with more than ${mostMarks} of the marks * _ ~ [ ] \` < were left out; a code block would keep them.`,
  )
  let rest = ''
  let position = 0
  for (const [start, end] of spans) {
    rest += markdown.slice(position, start) + markdown.slice(start, end).replaceAll(/[^\n]/g, '')
    position = end
  }
  return rest + markdown.slice(position)
}

function marksOf(text: string): number {
  let marks = 0
  for (const character of text) marks += weights[character] ?? 0
  return marks
}

function blocks() {
  const processor = unified().use(remarkParse).use(remarkGfm)
  const names = [
    'attention',
    'codeText',
    'characterEscape',
    'characterReference',
    'hardBreakEscape',
    'strikethrough',
    'labelStartImage',
    'labelStartLink',
    'labelEnd',
    'autolink',
    'htmlText',
    'wwwAutolink',
    'protocolAutolink',
    'emailAutolink',
    'gfmFootnoteCall',
    'gfmPotentialFootnoteCall',
  ]
  return processor.use(function disable() {
    const data = this.data()
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: names } }]
  })
}

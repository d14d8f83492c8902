/**
 * Bounds on a Markdown document before it is parsed. CommonMark parsers take time in proportion to the square of the
 * marks in one paragraph, and a stack frame for each level of nesting: 64 KiB of `*a_` take 36 seconds and 64 KiB of `>`
 * end in a stack overflow. A pure function cannot stop a parser, so what would be slow is left out first, and said.
 */
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** Characters of a document that are read; GitHub accepts no longer body. */
const longest = 65_536
/** Marks of one paragraph, heading or table cell; 1,500 keep the whole document under two seconds in the worst case. */
const mostMarks = 1500
/** Quotation and list markers at the start of one line. */
const deepest = 32

const mark = /[*_~[\]]/g

export interface Limited {
  markdown: string
  /** What was left out, in sentences. */
  notices: string[]
}

/** The part of a document that can be parsed in bounded time. */
export function limit(markdown: string): Limited {
  const notices: string[] = []
  const short = cut(markdown, notices)
  const shallow = withoutDeepLines(short, notices)
  return { markdown: withoutDenseParts(shallow, notices), notices }
}

function cut(markdown: string, notices: string[]): string {
  if (markdown.length <= longest) return markdown
  const end = markdown.lastIndexOf('\n', longest)
  notices.push(`The text has ${markdown.length} characters; what comes after the first ${longest} was not read.`)
  return markdown.slice(0, end > 0 ? end : longest)
}

function withoutDeepLines(markdown: string, notices: string[]): string {
  const lines = markdown.split('\n')
  const kept = lines.filter((line) => markersOf(line) <= deepest)
  if (kept.length < lines.length) notices.push(`${lines.length - kept.length} lines nested more than ${deepest} levels deep were left out.`)
  return kept.join('\n')
}

function markersOf(line: string): number {
  let markers = 0
  const marker = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y
  while (markers <= deepest && marker.test(line)) markers++
  return markers
}

/**
 * Paragraphs, headings and cells with more marks than can be paired in time. Blocks are found by a parse in which
 * marks mean nothing, which is quick.
 */
function withoutDenseParts(markdown: string, notices: string[]): string {
  if ((markdown.match(mark)?.length ?? 0) <= mostMarks) return markdown
  const spans: [number, number][] = []
  visit(blocks().parse(markdown), (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? 0
    if ((markdown.slice(start, end).match(mark)?.length ?? 0) > mostMarks) spans.push([start, end])
  })
  if (spans.length === 0) return markdown
  notices.push(`${spans.length} paragraphs with more than ${mostMarks} of the marks * _ ~ [ ] were left out; a code block would keep them.`)
  let rest = ''
  let position = 0
  for (const [start, end] of spans) {
    rest += markdown.slice(position, start) + markdown.slice(start, end).replaceAll(/[^\n]/g, '')
    position = end
  }
  return rest + markdown.slice(position)
}

function blocks() {
  const processor = unified().use(remarkParse).use(remarkGfm)
  const names = [
    'attention',
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

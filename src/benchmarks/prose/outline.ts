import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { chunksOf } from './chunks.ts'

/** A heading, a caption of `<details>`, prose, code, a table or raw HTML of a text, in reading order; offsets into the text. */
export interface Passage {
  kind: 'heading' | 'prose' | 'code' | 'table' | 'html'
  start: number
  end: number
  /** 1–6 for headings. */
  depth: number
  /** A fence that the end of the text cuts off: its last line may be half a line. */
  open: boolean
  /** A paragraph of a list item. */
  item: boolean
  /** Cells of a table as offsets; empty for others. */
  cells: { start: number; end: number }[][]
}

/**
 * The block structure of Markdown. Inline constructs are switched off: figures are read from the source itself, so that
 * every locator is a slice of it, and hostile runs of brackets cost nothing. Setext headings too: `=====` under a
 * pasted log is a rule of the log.
 */
export function outline(markdown: string): Passage[] {
  const passages: Passage[] = []
  for (const chunk of chunksOf(markdown)) collect(parser.parse(shallow(markdown.slice(chunk.start, chunk.end))) as Root, false, chunk.start)
  return passages

  function collect(node: Nodes, item: boolean, base: number): void {
    const start = base + (node.position?.start.offset ?? 0)
    const end = base + (node.position?.end.offset ?? 0)
    const passage = { start, end, depth: 0, open: false, item, cells: [] }
    if (node.type === 'heading') passages.push({ ...passage, kind: 'heading', depth: node.depth })
    else if (node.type === 'paragraph') passages.push({ ...passage, kind: 'prose' })
    else if (node.type === 'code')
      passages.push({ ...passage, kind: 'code', open: end >= markdown.trimEnd().length && isOpen(markdown, start, end) })
    else if (node.type === 'html') passages.push({ ...passage, kind: 'html' })
    else if (node.type === 'table') {
      const cells = node.children.map((row) =>
        row.children.map((cell) => ({ start: base + (cell.position?.start.offset ?? 0), end: base + (cell.position?.end.offset ?? 0) })),
      )
      passages.push({ ...passage, kind: 'table', cells })
    } else if (node.type === 'blockquote') {
      // A quotation repeats what somebody else said; only GitHub's own alerts are the author's words.
      if (/^>\s*\[!/.test(markdown.slice(start, start + 20))) for (const child of node.children) collect(child, item, base)
    } else if ('children' in node) for (const child of node.children) collect(child, item || node.type === 'listItem', base)
  }
}

/** Markers of nested quotes and lists on one line beyond this depth are hostile; the parser recurses on them. */
const deepest = 24

/** Same length, with lines of very deep nesting blanked. */
function shallow(markdown: string): string {
  return markdown.replace(/^(?:[ \t]*(?:>|[-*+][ \t])){25,}/gm, (run) => (run.length > deepest ? ' '.repeat(run.length) : run))
}

function isOpen(markdown: string, start: number, end: number): boolean {
  const text = markdown.slice(start, end)
  const fence = /^(`{3,}|~{3,})/.exec(text)?.[1]
  return fence !== undefined && !new RegExp(`\\n[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`).test(text.trimEnd())
}

function blocksOnly(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: inlineConstructs } })
}

const inlineConstructs = [
  'attention autolink characterEscape characterReference codeText definition hardBreakEscape htmlText labelEnd',
  'labelStartImage labelStartLink setextUnderline gfmFootnoteCall gfmPotentialFootnoteCall gfmFootnoteDefinition',
  'wwwAutolink protocolAutolink emailAutolink strikethrough tasklistCheck',
].flatMap((line) => line.split(' '))

const parser = unified().use(remarkParse).use(remarkGfm).use(blocksOnly)

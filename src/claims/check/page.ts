/** A finished entry as the checks read it: passages of running text with their marks, and where each one stands. */
import type { PhrasingContent, Root, RootContent, Table } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { type Beside, type FlatText, flatten } from './flatten.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'

interface Row {
  /** Counts the tables of the page. */
  table: number
  /** 0 is the head. */
  index: number
  /** Text of the row's first cell. */
  label: string
}

/** One paragraph, heading, list item, table cell, quotation, image description or front-matter text. */
export interface Passage extends FlatText {
  /** Keys of the ledger's renderings that may name this place: title, description, lead, slugs of the headings above. */
  blocks: readonly string[]
  kind: 'title' | 'description' | 'paragraph' | 'item' | 'heading' | 'cell' | 'head' | 'quotation' | 'alternative'
  row: Row | null
  /** Text of the column's head, for cells. */
  column: string | null
}

interface Code {
  block: string
  value: string
  line: number
}

interface Heading {
  depth: number
  text: string
  slug: string
  line: number
}

export interface Page extends Pick<Beside, 'html' | 'unresolved'> {
  frontMatter: FrontMatter
  passages: Passage[]
  headings: Heading[]
  codes: Code[]
  /** `[e1]: https://…`, by label in lower case. */
  definitions: Map<string, { url: string; line: number }>
  images: { url: string; line: number }[]
  source: string
  /** Where the body begins: a character of the source, and a line of it. */
  bodyOffset: number
  bodyLine: number
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze()

/** `What this does not show` → `what-this-does-not-show`. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** Reads an entry's Markdown. Throws a KnownError where the front matter is no YAML. */
export function readPage(source: string): Page {
  const { frontMatter, body, offset, line } = readFrontMatter(source)
  const root: Root = parser.parse(body)
  const lists = { passages: [], headings: [], codes: [], images: [], html: [], unresolved: [] }
  const page: Page = { ...lists, frontMatter, definitions: new Map(), source, bodyOffset: offset, bodyLine: line }
  for (const key of ['title', 'description'] as const) {
    const text = frontMatter.texts.get(key)
    if (text === undefined) continue
    const pieces = [{ at: 0, line: text.line, offset: text.offset }]
    page.passages.push({ text: text.text, marks: [], pieces, blocks: [key], kind: key, row: null, column: null })
  }
  for (const node of root.children) {
    if (node.type === 'definition') page.definitions.set(node.identifier.toLowerCase(), { url: node.url, line: lineOf(node, page) })
  }
  let blocks: readonly string[] = ['lead']
  for (const node of root.children) {
    if (node.type === 'heading') {
      const heading = addPassage(node.children, { blocks: [], kind: 'heading' }, page)
      const slug = slugOf(heading.text)
      heading.blocks = blocks = node.depth <= 2 ? [slug] : [slug, blocks.at(-1) ?? slug]
      page.headings.push({ depth: node.depth, text: heading.text, slug, line: lineOf(node, page) })
    } else visit(node, blocks, 'paragraph', page)
  }
  return page
}

function lineOf(node: RootContent, page: Page): number {
  return (node.position?.start.line ?? 1) + page.bodyLine - 1
}

type Standing = Pick<Passage, 'blocks' | 'kind'> & Partial<Pick<Passage, 'row' | 'column'>>

function addPassage(nodes: readonly PhrasingContent[], standing: Standing, page: Page): Passage {
  const { images, html, unresolved, ...flat } = flatten(nodes, page)
  const passage: Passage = { row: null, column: null, ...standing, ...flat }
  page.passages.push(passage)
  page.html.push(...html)
  page.unresolved.push(...unresolved)
  for (const { url, alternative, line } of images) {
    page.images.push({ url, line })
    const pieces = [{ at: 0, line, offset: null }]
    page.passages.push({ ...passage, text: alternative, marks: [], pieces, kind: 'alternative', row: null })
  }
  return passage
}

function visit(node: RootContent, blocks: readonly string[], kind: 'paragraph' | 'item' | 'quotation', page: Page): void {
  if (node.type === 'paragraph' || node.type === 'heading') {
    addPassage(node.children, { blocks, kind }, page)
  } else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') {
    for (const child of node.children)
      visit(child, blocks, node.type === 'blockquote' ? 'quotation' : node.type === 'listItem' ? 'item' : kind, page)
  } else if (node.type === 'table') {
    visitTable(node, blocks, page)
  } else if (node.type === 'code') {
    page.codes.push({ block: blocks.at(-1) ?? 'lead', value: node.value, line: lineOf(node, page) })
  } else if (node.type === 'html') {
    page.html.push(lineOf(node, page))
  }
}

function visitTable(node: Table, blocks: readonly string[], page: Page): void {
  const table = 1 + Math.max(-1, ...page.passages.map((passage) => passage.row?.table ?? -1))
  let heads: string[] = []
  node.children.forEach((line, index) => {
    const cells = line.children.map((cell) => addPassage(cell.children, { blocks, kind: index === 0 ? 'head' : 'cell' }, page))
    if (index === 0) heads = cells.map((cell) => cell.text)
    cells.forEach((cell, column) => {
      cell.row = { table, index, label: cells[0]?.text ?? '' }
      cell.column = heads[column] ?? null
    })
  })
}

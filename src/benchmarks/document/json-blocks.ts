/**
 * JSON that stands in other text: objects among the lines of a log (`cargo bench` prints its own before them), or
 * behind the `window.DATA = ` of a script. Each is a document of its own whose lines are those of the file.
 */
import type { Measurement } from '../../model.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { type Document, openDocument } from './document.ts'
import { type Line, lineAt } from './lines.ts'
import type { JsonNode } from './node.ts'

const opening = /^(\s*)[[{]/
/** A script that is one value and nothing else. */
const assignment = /^\s*window\.\w{1,40}\s*=\s*(?=[[{])/

/** Several readers ask for the blocks of one text. */
const known = new WeakMap<Document, Document[]>()

/** The JSON of a document: itself, or the blocks in its text whose source holds `word`. */
export function jsonBlocks(document: Document, word: string): Document[] {
  if (document.json !== null) return [document]
  if (!document.text.includes(word)) return []
  const blocks = known.get(document) ?? findBlocks(document)
  known.set(document, blocks)
  return blocks.filter((block) => block.json !== null && block.text.includes(word))
}

function findBlocks(document: Document): Document[] {
  const { path, siblings, text, lines } = document
  const [head] = assignment.exec(text) ?? []
  const firstLine = lines[0]?.number ?? 1
  if (head !== undefined) return [openDocument({ path, siblings, text: text.slice(head.length) }, lineAt(text, head.length, firstLine))]
  const blocks: Document[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    const indent = line && opening.exec(line.text)?.[1]
    if (line === undefined || indent === undefined) continue
    const end = endOfBlock(lines, index, indent)
    const block = lines.slice(index, end + 1).map((one) => one.text)
    blocks.push(openDocument({ path, siblings, text: block.join('\n') }, line.number))
    index = end
  }
  return blocks
}

/** One line, or up to the bracket that stands where the block began; a line that opens another block there cuts it off. */
function endOfBlock(lines: readonly Line[], start: number, indent: string): number {
  const first = lines[start]?.text ?? ''
  const open = first[indent.length]
  const closing = open === '{' ? '}' : ']'
  if (/[\]}][;,]?\s*$/.test(first)) return start
  for (let at = start + 1; at < lines.length; at++) {
    const { text } = lines[at] ?? { text: '' }
    if (!text.startsWith(indent)) continue
    if (text[indent.length] === closing) return at
    if (text[indent.length] === open) return at - 1
  }
  return lines.length - 1
}

/** How a reader writes down what it finds in a block. */
export interface BlockWriter {
  /** By its pointer where the block is the whole document, else by its line. */
  figure: (node: JsonNode, figure: Figure) => Measurement | null
  place: (node: JsonNode) => Place
}

export function blockWriter(document: Document, block: Document, found: Findings): BlockWriter {
  if (document === block) return { figure: found.json, place: (node) => node }
  const said = (node: JsonNode) => (typeof node.value === 'string' ? node.value : (block.token(node) ?? String(node.value)))
  const lineOf = (node: JsonNode): Line => ({ number: block.lineOf(node) ?? 1, text: said(node) })
  return {
    place: (node) => ({ line: lineOf(node) }),
    figure: (node, figure) => (node.value === undefined ? null : found.line(lineOf(node), said(node), figure)),
  }
}

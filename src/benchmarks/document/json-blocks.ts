/**
 * JSON that stands in other text: objects among the lines of a log (`cargo bench` prints its own before them), or
 * behind the `window.DATA = ` of a script. Each is a document of its own whose lines are those of the file.
 */
import type { Measurement } from '../../model.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { type Document, openDocument } from './document.ts'
import type { Line } from './lines.ts'
import type { JsonNode } from './node.ts'

const opening = /^(\s*)(?:window\.\w{1,40}\s*=\s*)?([[{])/

/** The JSON of a document: itself, or the blocks in its text whose source holds `word`. */
export function jsonBlocks(document: Document, word: string): Document[] {
  if (document.json !== null) return [document]
  if (!document.text.includes(word)) return []
  const { lines } = document
  const blocks: Document[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    const [, indent = '', bracket] = (line && opening.exec(line.text)) ?? []
    if (line === undefined || bracket === undefined) continue
    const end = endOfBlock(lines, index, indent, bracket)
    const block = openBlock(document, lines.slice(index, end + 1), bracket)
    if (!block.text.includes(word)) continue
    blocks.push(block)
    index = end
  }
  return blocks
}

/** One line, or up to the bracket that stands where the block began; a line that opens another block there cuts it off. */
function endOfBlock(lines: readonly Line[], start: number, indent: string, bracket: string): number {
  const closing = bracket === '{' ? '}' : ']'
  if (/[\]}][;,]?\s*$/.test(lines[start]?.text ?? '')) return start
  for (let at = start + 1; at < lines.length; at++) {
    const { text } = lines[at] ?? { text: '' }
    if (!text.startsWith(indent)) continue
    if (text[indent.length] === closing) return at
    if (text[indent.length] === bracket) return at - 1
  }
  return lines.length - 1
}

function openBlock({ path, siblings }: Document, lines: readonly Line[], bracket: string): Document {
  const text = lines.map((line) => line.text).join('\n')
  return openDocument({ path, siblings, text: text.slice(text.indexOf(bracket)) }, lines[0]?.number)
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

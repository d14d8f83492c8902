/**
 * JSON that stands in other text: objects among the lines of a log (`cargo bench` prints its own before them), or
 * behind the `window.DATA = ` of a script. Each is a document of its own whose lines are those of the file.
 */
import { saidOf } from '../figure-list.ts'
import type { Figure, Findings, Late, Measured, Place, Ran } from '../findings.ts'
import { type Document, openDocument } from './document.ts'
import { joinLines, type Line, lineAt } from './lines.ts'
import { at, type JsonNode } from './node.ts'

const opening = /^(\s*)[[{]/
/** A script that is one value and nothing else. */
const assignment = /^\s*window\.\w{1,40}\s*=\s*(?=[[{])/

/** A stretch of the text that begins like JSON; opened when its words are asked for. */
interface Block {
  readonly text: string
  readonly line: number
  document: Document | null
}

/** Several readers ask for the blocks of one text. */
const known = new WeakMap<Document, Block[]>()

/** The JSON of a document: itself, or the blocks in its text whose source holds `word`. */
export function jsonBlocks(document: Document, word: string): Document[] {
  if (document.json !== null) return [document]
  if (!document.text.includes(word)) return []
  const blocks = known.get(document) ?? findBlocks(document)
  known.set(document, blocks)
  return blocks.flatMap((block) => {
    if (!block.text.includes(word)) return []
    block.document ??= openDocument({ path: document.path, siblings: document.siblings, text: block.text }, block.line)
    return block.document.json === null ? [] : [block.document]
  })
}

function findBlocks({ text, lines }: Document): Block[] {
  const [head] = assignment.exec(text) ?? []
  if (head !== undefined) return [{ text: text.slice(head.length), line: lineAt(text, head.length, lines[0]?.number), document: null }]
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    const indent = line && opening.exec(line.text)?.[1]
    if (line === undefined || indent === undefined) continue
    const end = endOfBlock(lines, index, indent)
    blocks.push({ text: joinLines(lines.slice(index, end + 1)), line: line.number, document: null })
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
  figure: (node: JsonNode, figure: Figure) => boolean
  /** The same for the member of a row, as `found.member`. */
  member: (row: JsonNode, key: string | number, ran: Late<Ran>, measured: Late<Measured>) => boolean
  place: (node: JsonNode) => Place
}

export function blockWriter(document: Document, block: Document, found: Findings): BlockWriter {
  if (document === block) return { figure: found.json, member: found.member, place: (node) => node }
  const said = (node: JsonNode) => {
    if (typeof node.value === 'object') return node.value === null ? 'null' : ''
    return typeof node.value === 'string' ? node.value : (block.token(node) ?? String(node.value))
  }
  const lineOf = (node: JsonNode): Line | null => {
    const number = block.lineOf(node)
    return number === null ? null : { number, text: said(node) }
  }
  // Of two equal keys one cannot be told from the other by its place; what has no place is not shown.
  const start = { number: block.lines[0]?.number ?? 1, text: '' }
  function figure(node: JsonNode, said: Figure): boolean {
    const line = node.value === undefined ? null : lineOf(node)
    if (line !== null) return found.line(line, line.text, said) !== null
    if (node.value !== undefined)
      found.flag('duplicate-key', `${said.metric}: a key stands twice, so that the figure has no place.`, { line: start })
    return false
  }
  return {
    place: (node) => ({ line: lineOf(node) ?? start }),
    figure,
    member: (row, key, ran, measured) => figure(at(row, key), { ...saidOf(ran, row), ...saidOf(measured, row) }),
  }
}

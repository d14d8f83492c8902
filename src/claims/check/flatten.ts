/** Inline Markdown as one string with marks: which characters are code, link or strong, and on which line they stand. */
import type { PhrasingContent } from 'mdast'

export interface Mark {
  type: 'code' | 'link' | 'strong' | 'emphasis'
  start: number
  end: number
  /** Of links: the address, and the label of a reference (`e1`). */
  url: string | null
  label: string | null
}

export interface FlatText {
  text: string
  marks: Mark[]
  /** Where each piece of the text begins, on which line of the file, and at which character of it where that is exact. */
  pieces: { at: number; line: number; offset: number | null }[]
}

/** What stands among inline nodes and is no running text. */
export interface Beside {
  images: { url: string; alternative: string; line: number }[]
  /** Lines of raw HTML. */
  html: number[]
  /** Labels in brackets without a definition: plain text to the parser, a lost source to the checks. */
  unresolved: { label: string; line: number }[]
}

/** What flattening has to know of the page. */
export interface Place {
  definitions: ReadonlyMap<string, { url: string }>
  source: string
  bodyOffset: number
  bodyLine: number
}

/** Flattens inline nodes. */
export function flatten(nodes: readonly PhrasingContent[], place: Place): FlatText & Beside {
  const flat: FlatText & Beside = { text: '', marks: [], pieces: [], images: [], html: [], unresolved: [] }
  append(nodes, flat, place)
  return flat
}

function append(nodes: readonly PhrasingContent[], flat: FlatText & Beside, place: Place): void {
  for (const node of nodes) {
    const line = (node.position?.start.line ?? 1) + place.bodyLine - 1
    const start = flat.text.length
    const mark = (type: Mark['type'], url: string | null = null, label: string | null = null) =>
      flat.marks.push({ type, start, end: flat.text.length, url, label })
    const target = (identifier: string) => place.definitions.get(identifier.toLowerCase())?.url ?? null
    if (node.type === 'text') {
      appendText(node.value, line, (node.position?.start.offset ?? 0) + place.bodyOffset, flat, place)
    } else if (node.type === 'inlineCode') {
      flat.pieces.push({ at: start, line, offset: null })
      flat.text += node.value.replaceAll('\n', ' ')
      mark('code')
    } else if (node.type === 'break') {
      flat.text += ' '
    } else if (node.type === 'image' || node.type === 'imageReference') {
      const url = node.type === 'image' ? node.url : target(node.identifier)
      flat.images.push({ url: url ?? '', alternative: node.alt ?? '', line })
    } else if (node.type === 'html') {
      flat.html.push(line)
    } else if ('children' in node) {
      append(node.children, flat, place)
      if (node.type === 'strong' || node.type === 'emphasis') mark(node.type)
      else if (node.type === 'link') mark('link', node.url)
      else if (node.type === 'linkReference') mark('link', target(node.identifier), node.identifier.toLowerCase())
    }
  }
}

/** A text node keeps its line breaks as blanks, and says where each of its lines begins. */
function appendText(value: string, line: number, offset: number, flat: FlatText & Beside, place: Place): void {
  const exact = place.source.startsWith(value, offset)
  let at = 0
  value.split('\n').forEach((piece, i) => {
    flat.pieces.push({ at: flat.text.length, line: line + i, offset: exact ? offset + at - Math.min(i, 1) : null })
    flat.text += i === 0 ? piece : ` ${piece}`
    at += piece.length + 1
  })
  for (const [, label] of value.matchAll(/\[(e\d+)\]/gi)) flat.unresolved.push({ label: label?.toLowerCase() ?? '', line })
}

/** The line of an offset into a text. */
export function lineAt(flat: FlatText, offset: number): number {
  return pieceAt(flat, offset)?.line ?? 1
}

/** The character of the file that an offset into a text stands for, where that is exact. */
export function sourceOffset(flat: FlatText, offset: number): number | null {
  const piece = pieceAt(flat, offset)
  return piece === undefined || piece.offset === null ? null : piece.offset + offset - piece.at
}

/** The last piece that begins at or before an offset; pieces are in their order. */
function pieceAt({ pieces }: FlatText, offset: number): FlatText['pieces'][number] | undefined {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return pieces[low]
}

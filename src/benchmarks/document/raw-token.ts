/**
 * The exact text of a value in its JSON file. JSON.parse forgets it (1e1 is 10 afterwards), and looking for it costs
 * nothing until a reader uses the value. Readers go through a file in its order, so the key is first looked for a
 * little behind the last token; what is found must be the value, otherwise the way down from the root decides.
 */
import { endOfString, skipSpace } from './json-parse.ts'
import type { JsonNode } from './node.ts'

/** A JSON text, the place up to which tokens were taken, and where the members of containers begin, once asked. */
export interface TokenCursor {
  readonly text: string
  /** Where each value of the text begins: one, or several of a sequence. */
  readonly starts: readonly number[]
  readonly members: WeakMap<object, Map<string | number, number>>
  at: number
}

/** Where a number or string stands in the text. */
export interface Span {
  from: number
  to: number
}

/** Null where it cannot be told: not a scalar, or a text that is no JSON any more. */
export function rawToken(cursor: TokenCursor, node: JsonNode): Span | null {
  const near = typeof node.key === 'string' ? nextMember(cursor, node.key) : null
  if (near !== null && means(cursor.text.slice(near.from, near.to), node.value)) return near
  const from = position(cursor, node)
  return from === null ? null : { from, to: endOfScalar(cursor.text, from) }
}

function means(token: string, value: unknown): boolean {
  return typeof value === 'number' ? Number(token) === value : token === JSON.stringify(value)
}

/** How far ahead the next token is looked for before the exact way is taken: a few records of any tool. */
const reach = 4096

/** The scalar behind the next `"key":`. */
function nextMember({ text, at }: TokenCursor, key: string): Span | null {
  const found = text.slice(at, at + reach).indexOf(`"${key}"`)
  if (found < 0) return null
  const colon = skipSpace(text, at + found + key.length + 2)
  if (text.charCodeAt(colon) !== 58) return null
  const from = skipSpace(text, colon + 1)
  return { from, to: endOfScalar(text, from) }
}

/** Where the value of a node begins. */
export function position(cursor: TokenCursor, node: JsonNode): number | null {
  const { parent } = node
  if (parent === null) return cursor.starts[0] ?? null
  if (parent.parent === null && cursor.starts.length > 1) return cursor.starts[Number(node.key)] ?? null
  if (typeof parent.value !== 'object' || parent.value === null) return null
  const known = cursor.members.get(parent.value)
  if (known !== undefined) return known.get(node.key) ?? null
  const start = position(cursor, parent)
  if (start === null) return null
  const found = membersAt(cursor.text, start)
  cursor.members.set(parent.value, found)
  return found.get(node.key) ?? null
}

/** Where each member of the object or array at `start` begins; of equal keys the last counts, as for JSON.parse. */
function membersAt(text: string, start: number): Map<string | number, number> {
  const found = new Map<string | number, number>()
  const list = text[start] === '['
  let at = skipSpace(text, start + 1)
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let name: string | number = found.size
    if (!list) {
      const end = endOfString(text, at)
      if (end < 0) break
      name = JSON.parse(text.slice(at, end)) as string
      at = skipSpace(text, skipSpace(text, end) + 1)
    }
    found.set(name, at)
    at = skipSpace(text, endOfValue(text, at))
    if (text[at] === ',') at = skipSpace(text, at + 1)
    else break
  }
  return found
}

/** The position behind the value that begins at `from`. */
function endOfValue(text: string, from: number): number {
  if (text[from] !== '{' && text[from] !== '[') return endOfScalar(text, from)
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) at = endOfScalar(text, at) - 1
    else if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

function endOfScalar(text: string, from: number): number {
  if (text.charCodeAt(from) === 34) {
    const end = endOfString(text, from)
    return end < 0 ? text.length : end
  }
  let at = from
  while (isScalar(text.charCodeAt(at))) at++
  return at
}

/** Letters, digits, "+", "-" and ".": what numbers and the words of JSON consist of. */
function isScalar(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 43 || code === 45 || code === 46
  )
}

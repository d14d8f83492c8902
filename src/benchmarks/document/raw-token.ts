/**
 * The exact text of a value in its JSON file. JSON.parse forgets it (1e1 is 10 afterwards), and looking for it costs
 * nothing until a reader uses the value. Readers go through a file in its order, so the key is first looked for a
 * little behind the last token; what is found must be the value, otherwise the way down from the root decides.
 */
import { endOfString, skipSpace } from './json-parse.ts'
import type { JsonNode } from './node.ts'

/** A JSON text, and what is known of the places in it. */
export interface TokenCursor {
  readonly text: string
  /** Where each value of the text begins: one, or several of a sequence. */
  readonly starts: readonly number[]
  /** Where the members of containers begin, once asked. */
  readonly members: WeakMap<object, Map<string | number, number>>
  /** How far behind the last token a key stood when it was last found: records of a tool are alike. */
  readonly distances: Map<string, number>
  /** The end of the last token. */
  at: number
}

export function tokenCursor(text: string, starts: readonly number[]): TokenCursor {
  return { text, starts, members: new WeakMap(), distances: new Map(), at: 0 }
}

/** Null where it cannot be told: not a scalar, or a text that is no JSON any more. Moves the cursor behind the token. */
export function rawToken(cursor: TokenCursor, node: JsonNode): string | null {
  const near = typeof node.key === 'string' ? nextMember(cursor, node.key) : null
  if (near !== null) {
    const token = tokenAt(cursor, near)
    if (typeof node.value === 'number' ? Number(token) === node.value : token === JSON.stringify(node.value)) return token
  }
  const from = position(cursor, node)
  return from === null ? null : tokenAt(cursor, from)
}

function tokenAt(cursor: TokenCursor, from: number): string {
  cursor.at = endOfScalar(cursor.text, from)
  return cursor.text.slice(from, cursor.at)
}

/** How far ahead the next token is looked for before the exact way is taken: a few records of any tool. */
const reach = 4096

/** Where the value behind the next `"key":` begins. */
function nextMember({ text, at, distances }: TokenCursor, key: string): number | null {
  const distance = distances.get(key)
  if (distance !== undefined && text.startsWith(key, at + distance + 1)) {
    const value = valueBehind(text, at + distance, key)
    if (value !== null) return value
  }
  const found = text.slice(at, at + reach).indexOf(`"${key}"`)
  if (found < 0) return null
  distances.set(key, found)
  return valueBehind(text, at + found, key)
}

function valueBehind(text: string, quote: number, key: string): number | null {
  const end = quote + key.length + 1
  if (text.charCodeAt(quote) !== 34 || text.charCodeAt(end) !== 34) return null
  const colon = skipSpace(text, end + 1)
  return text.charCodeAt(colon) === 58 ? skipSpace(text, colon + 1) : null
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

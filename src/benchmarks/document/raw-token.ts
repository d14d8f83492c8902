/**
 * The exact text of a value in its JSON file. JSON.parse forgets it (1e1 is 10 afterwards), and looking for it costs
 * nothing until a reader uses the value. Members of the last object or of the record after it are looked for right
 * behind the last token, which is how readers go through a file; what is found must be the value. Anything else is
 * found on the way down from the root.
 */
import { skipSpace } from './json-parse.ts'
import { endOfScalar, type Members, openMembers, scanMember } from './members.ts'
import type { JsonNode } from './node.ts'

/** A JSON text, and what is known of the places in it. */
export interface TokenCursor {
  readonly text: string
  /** Where each value of the text begins: one, or several of a sequence. */
  readonly starts: readonly number[]
  /** Where the members of containers begin, as far as anybody asked. */
  readonly members: WeakMap<object, Members>
  /** Containers of which all members are known, of equal keys the last. */
  readonly complete: WeakSet<object>
  /** How far behind the last token a key stood when it was last found: records of a tool are alike. */
  readonly distances: Map<string, number>
  /** The end of the last token, and the object it was a member of. */
  at: number
  last: JsonNode | null
}

export function tokenCursor(text: string, starts: readonly number[]): TokenCursor {
  return { text, starts, members: new WeakMap(), complete: new WeakSet(), distances: new Map(), at: 0, last: null }
}

/** Null where it cannot be told: not a scalar, or a text that is no JSON any more. Moves the cursor behind the token. */
export function rawToken(cursor: TokenCursor, node: JsonNode): string | null {
  const near = nextMember(cursor, node)
  const close = near === null ? null : tokenAt(cursor, near)
  const token = close !== null && means(close, node.value) ? close : exactToken(cursor, node)
  cursor.last = node.parent
  return token
}

function exactToken(cursor: TokenCursor, node: JsonNode): string | null {
  const from = position(cursor, node)
  const token = from === null ? '' : tokenAt(cursor, from)
  return token === '' ? null : token
}

function means(token: string, value: unknown): boolean {
  if (typeof value === 'number') return token !== '' && Number(token) === value
  return typeof value !== 'string' || (token.startsWith('"') && parsed(token) === value)
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(token)
  } catch {
    // What looked like the token is not one: the text breaks off in it.
    return undefined
  }
}

function tokenAt(cursor: TokenCursor, from: number): string {
  cursor.at = endOfScalar(cursor.text, from)
  return cursor.text.slice(from, cursor.at)
}

/** How far ahead the next token is looked for before the exact way is taken: a few records of any tool. */
const reach = 4096

/** Where the value of a key of the last object, or of the record after it, begins. */
function nextMember(cursor: TokenCursor, { key, parent }: JsonNode): number | null {
  const { text, at, last, distances } = cursor
  if (typeof key !== 'string' || last === null || parent === null) return null
  if (parent.value !== last.value && !isNext(last, parent)) return null
  const distance = distances.get(key)
  const expected =
    distance !== undefined && text.startsWith(key, at + distance + 1) ? distance : text.slice(at, at + reach).indexOf(`"${key}"`)
  if (expected < 0) return null
  // A key that stood before the last token is found in the record behind it; its value may be the same, written otherwise.
  if (parent.value === last.value && text.slice(at, at + expected).includes('}')) return null
  if (expected !== distance) distances.set(key, expected)
  return valueBehind(text, at + expected, key)
}

/** Whether `record` stands in the same list as `last`, right behind it. */
function isNext(last: JsonNode, record: JsonNode): boolean {
  return typeof last.key === 'number' && record.key === last.key + 1 && last.parent !== null && record.parent?.value === last.parent.value
}

function valueBehind(text: string, quote: number, key: string): number | null {
  const end = quote + key.length + 1
  if (text.charCodeAt(quote) !== 34 || text.charCodeAt(end) !== 34) return null
  const colon = skipSpace(text, end + 1)
  return text.charCodeAt(colon) === 58 ? skipSpace(text, colon + 1) : null
}

/** Where the value of a node begins; null where it cannot be told. */
export function position(cursor: TokenCursor, node: JsonNode): number | null {
  const first = firstPosition(cursor, node)
  const token = first === null ? null : tokenAt(cursor, first)
  const isIt = token !== null && (means(token, node.value) || (token === '' && typeof node.value === 'object'))
  return isIt || node.parent === null ? first : lastPosition(cursor, node)
}

/** By the first of equal keys, on the way down from the root too: members are looked through only as far as needed. */
function firstPosition(cursor: TokenCursor, node: JsonNode): number | null {
  const start = startOf(cursor, node)
  if (start !== undefined) return start
  const value = node.parent?.value
  if (node.parent === null || typeof value !== 'object' || value === null) return null
  const members = cursor.members.get(value) ?? openMembers(cursor.text, firstPosition(cursor, node.parent))
  if (members === null) return null
  cursor.members.set(value, members)
  while (members.behind !== null && !members.found.has(node.key)) scanMember(cursor.text, members)
  return members.found.get(node.key) ?? null
}

/** By the last of equal keys, which is the one that counts, as for JSON.parse. */
function lastPosition(cursor: TokenCursor, node: JsonNode): number | null {
  const start = startOf(cursor, node)
  if (start !== undefined) return start
  const value = node.parent?.value
  if (node.parent === null || typeof value !== 'object' || value === null) return null
  const known = cursor.complete.has(value) ? cursor.members.get(value) : undefined
  const members = known ?? openMembers(cursor.text, lastPosition(cursor, node.parent))
  if (members === null) return null
  while (members.behind !== null) scanMember(cursor.text, members)
  cursor.members.set(value, members)
  cursor.complete.add(value)
  return members.found.get(node.key) ?? null
}

/** Of the root and the values of a sequence; undefined for what is within one. */
function startOf({ starts }: TokenCursor, { parent, key }: JsonNode): number | null | undefined {
  if (parent === null) return starts[0] ?? null
  return parent.parent === null && starts.length > 1 ? (starts[Number(key)] ?? null) : undefined
}

/**
 * The exact text of a value in its JSON file. JSON.parse forgets it (1e1 is 10 afterwards), and looking for it costs
 * nothing until a reader uses the value. Members of the last object or of the record after it are looked for right
 * behind the last token, which is how readers go through a file; what is found must be the value. Anything else is
 * found on the way down from the root.
 */
import { endOfString, skipSpace } from './json-parse.ts'
import type { JsonNode } from './node.ts'

/** A JSON text, and what is known of the places in it. */
export interface TokenCursor {
  readonly text: string
  /** Where each value of the text begins: one, or several of a sequence. */
  readonly starts: readonly number[]
  /** Where the members of containers begin, as far as anybody asked. */
  readonly members: WeakMap<object, Members>
  /** How far behind the last token a key stood when it was last found: records of a tool are alike. */
  readonly distances: Map<string, number>
  /** The end of the last token, and the object it was a member of. */
  at: number
  last: JsonNode | null
}

interface Members {
  readonly isList: boolean
  readonly found: Map<string | number, number>
  /** Where the value of the last member found begins, or the container's inside; null when all members are known. */
  behind: number | null
}

export function tokenCursor(text: string, starts: readonly number[]): TokenCursor {
  return { text, starts, members: new WeakMap(), distances: new Map(), at: 0, last: null }
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
  const token = from === null ? null : tokenAt(cursor, from)
  if (token === null || means(token, node.value) || node.parent === null) return token
  // Of equal keys the last counts, as for JSON.parse.
  const last = position(cursor, node, true)
  return last === null ? null : tokenAt(cursor, last)
}

function means(token: string, value: unknown): boolean {
  if (typeof value === 'number') return token !== '' && Number(token) === value
  return typeof value !== 'string' || (token.length >= 2 && token.startsWith('"') && JSON.parse(token) === value)
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

/** Where the value of a node begins; `complete` looks at all members, so that the last of equal keys is found. */
export function position(cursor: TokenCursor, node: JsonNode, complete = false): number | null {
  const { parent } = node
  if (parent === null) return cursor.starts[0] ?? null
  if (parent.parent === null && cursor.starts.length > 1) return cursor.starts[Number(node.key)] ?? null
  if (typeof parent.value !== 'object' || parent.value === null) return null
  const members = cursor.members.get(parent.value) ?? openMembers(cursor.text, position(cursor, parent))
  if (members === null) return null
  cursor.members.set(parent.value, members)
  while (members.behind !== null && (complete || !members.found.has(node.key))) scanMember(cursor.text, members)
  return members.found.get(node.key) ?? null
}

function openMembers(text: string, start: number | null): Members | null {
  if (start === null || (text[start] !== '{' && text[start] !== '[')) return null
  return { isList: text[start] === '[', found: new Map(), behind: start }
}

/** Finds one member more. The value found last is skipped only now: it may be the whole rest of the file. */
function scanMember(text: string, members: Members): void {
  const at = members.behind === null ? null : nextMemberAt(text, members.behind, members.found.size === 0)
  members.behind = null
  if (at === null) return
  let [name, value]: [string | number, number] = [members.found.size, at]
  if (!members.isList) {
    const end = endOfString(text, at)
    if (end < 0) return
    name = JSON.parse(text.slice(at, end)) as string
    value = skipSpace(text, skipSpace(text, end) + 1)
  }
  members.found.set(name, value)
  members.behind = value
}

function nextMemberAt(text: string, behind: number, isFirst: boolean): number | null {
  const end = isFirst ? behind : skipSpace(text, endOfValue(text, behind))
  if (!isFirst && text[end] !== ',') return null
  const at = skipSpace(text, end + 1)
  return at >= text.length || text[at] === '}' || text[at] === ']' ? null : at
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

/**
 * JSON as benchmark tools write it: RFC 8259, plus `NaN`, `Infinity` and `-Infinity` (Python's json.dump), plus
 * several values one after the other (JSON Lines, or objects appended to one file).
 */

/** What became of a text that looks like JSON: its values, and where it stopped making sense. */
export interface JsonParse {
  /** One value of a document, several of a sequence. */
  values: unknown[]
  /** Where each value begins. */
  starts: number[]
  /** The first fault; the values before it were read. `isCut`: nothing is wrong but that the text ends there. */
  fault: { position: number; message: string; isCut: boolean } | null
}

/** Reads `text` as JSON; null when it does not begin like an object or an array. */
export function parseJson(text: string): JsonParse | null {
  const start = skipSpace(text, 0)
  const first = text[start]
  if (first !== '{' && first !== '[') return null
  try {
    return { values: [JSON.parse(text)], starts: [start], fault: null }
  } catch {
    return parseSequence(text, start)
  }
}

function parseSequence(text: string, start: number): JsonParse {
  const values: unknown[] = []
  const starts: number[] = []
  const parser = { text, at: start, behind: 0 }
  try {
    while (parser.at < text.length) {
      const from = parser.at
      // A log line behind it may begin with a number: a date.
      if (text[from] !== '{' && text[from] !== '[') throw new Fault('expected "{" or "["', from)
      const value = parseLine(parser) ?? parseValue(parser, 0)
      values.push(value)
      starts.push(from)
      parser.at = skipSpace(text, parser.at)
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { position, message } = error
    const isCut = message === endless || isEnd(text.slice(position, position + 60))
    return { values, starts, fault: { position, message: isCut ? 'the file ends in the middle' : message, isCut } }
  }
  return { values, starts, fault: null }
}

/** Where no quotation mark closes a string, none follows. */
const endless = 'a string without an end'

/** Nothing is left but half a word or a number, if that. */
function isEnd(rest: string): boolean {
  return rest.length < 60 && /^[\w.+-]*\s*$/.test(rest)
}

interface Parser {
  readonly text: string
  at: number
  /** The end of the last line that is not one value: to try again at each value on it would take for ever. */
  behind: number
}

class Fault extends Error {
  readonly position: number
  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

/** The fast way for JSON Lines: the whole line is one object or array. */
function parseLine(parser: Parser): unknown {
  if (parser.at < parser.behind || (parser.text[parser.at] !== '{' && parser.text[parser.at] !== '[')) return undefined
  const next = parser.text.indexOf('\n', parser.at)
  const end = next < 0 ? parser.text.length : next
  const line = parser.text.slice(parser.at, end)
  try {
    const value: unknown = JSON.parse(line)
    parser.at += line.length
    return value
  } catch {
    parser.behind = end
    return undefined
  }
}

/** Deeper nesting than any tool writes is an attack on the stack. */
const deepest = 200

function parseValue(parser: Parser, depth: number): unknown {
  if (depth > deepest) throw new Fault(`more than ${deepest} levels deep`, parser.at)
  parser.at = skipSpace(parser.text, parser.at)
  const character = parser.text[parser.at]
  if (character === '{') return parseObject(parser, depth)
  if (character === '[') return parseArray(parser, depth)
  if (character === '"') return parseString(parser)
  return parseWord(parser)
}

function parseObject(parser: Parser, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = []
  parser.at++
  if (take(parser, '}')) return {}
  do {
    parser.at = skipSpace(parser.text, parser.at)
    if (parser.text[parser.at] !== '"') throw new Fault('expected a key in quotes', parser.at)
    const key = parseString(parser)
    if (!take(parser, ':')) throw new Fault(`expected ":" after ${JSON.stringify(key)}`, parser.at)
    entries.push([key, parseValue(parser, depth + 1)])
  } while (take(parser, ','))
  if (!take(parser, '}')) throw new Fault('expected "," or "}"', parser.at)
  return Object.fromEntries(entries)
}

function parseArray(parser: Parser, depth: number): unknown[] {
  const items: unknown[] = []
  parser.at++
  if (take(parser, ']')) return items
  do items.push(parseValue(parser, depth + 1))
  while (take(parser, ','))
  if (!take(parser, ']')) throw new Fault('expected "," or "]"', parser.at)
  return items
}

function parseString(parser: Parser): string {
  const end = endOfString(parser.text, parser.at)
  if (end < 0) throw new Fault(endless, parser.at)
  const token = parser.text.slice(parser.at, end)
  try {
    const value = String(JSON.parse(token))
    parser.at = end
    return value
  } catch {
    throw new Fault('a string with a control character or a wrong escape', parser.at)
  }
}

const word = /-?Infinity|NaN|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const notFinite: Record<string, number> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY }

function parseWord(parser: Parser): unknown {
  word.lastIndex = parser.at
  const token = word.exec(parser.text)?.[0]
  if (token === undefined) throw new Fault('expected a value', parser.at)
  parser.at += token.length
  return notFinite[token] ?? (JSON.parse(token) as unknown)
}

/** Takes `character` after white space, if it comes next. */
function take(parser: Parser, character: string): boolean {
  const at = skipSpace(parser.text, parser.at)
  const found = parser.text[at] === character
  parser.at = found ? at + 1 : at
  return found
}

/** The position behind the closing quote of the string that opens at `at`, or -1. */
export function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return end + 1
  }
  return -1
}

/** The position of the next character that is no white space of JSON. */
export function skipSpace(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at++
  return at
}

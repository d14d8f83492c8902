/** A benchmark file, parsed as far as its kind allows: what every reader looks at. */
import type { Problem, ReaderInput } from '../../model.ts'
import { parseJson } from './json-parse.ts'
import { type Line, lineAt, splitLines } from './lines.ts'
import { type JsonNode, root } from './node.ts'
import { position, rawToken, tokenCursor } from './raw-token.ts'

export interface Document {
  /** As given, with `/`. */
  readonly path: string
  /** The whole text as decoded: `\n`, no colours. */
  readonly text: string
  /** The number of its first line: a document may be a block of another text. */
  readonly firstLine: number
  /** Its lines, with numbers from there; pieces of a rewritten line (`\r`) share theirs. */
  readonly lines: readonly Line[]
  /**
   * The text as JSON; null for other text. JSON Lines and objects appended to a file are an array of their values,
   * and so are their pointers (`/0/mean`). A single line of JSON Lines is its object.
   */
  readonly json: JsonNode | null
  /** Where the JSON stops making sense; what stood before it is in `json`. */
  readonly fault: Problem | null
  /** Whether the fault is only that the text ends there. */
  readonly isCut: boolean
  /** The text of a file in the same folder, or null. */
  readonly siblings: (name: string) => string | null
  /** The exact text of a JSON number or string; null where it cannot be told. */
  readonly token: (node: JsonNode) => string | null
  /** The line on which a JSON value begins. */
  readonly lineOf: (node: JsonNode) => number | null
}

/** Prepares a text for the readers; `firstLine` is the line at which it begins in its file. Costs nothing per line until asked. */
export function openDocument(input: ReaderInput, firstLine = 1): Document {
  const { path, text, siblings } = input
  const parsed = parseJson(text)
  const values = parsed?.values ?? []
  const json = values.length === 0 ? null : root(values.length === 1 ? values[0] : values)
  const cursor = tokenCursor(text, parsed?.starts ?? [])
  const fault = parsed?.fault ?? null
  // Readers ask from the top to the bottom: lines are counted on from the last answer.
  let known = { position: 0, line: firstLine }
  return Object.assign(new Lines(text, firstLine), {
    path,
    text,
    firstLine,
    json,
    fault: fault && {
      line: lineAt(text, fault.position, firstLine),
      message: `Not JSON from column ${fault.position - text.lastIndexOf('\n', fault.position - 1)} on: ${fault.message}.`,
    },
    isCut: fault?.isCut === true,
    siblings,
    token: (node: JsonNode) => rawToken(cursor, node),
    lineOf(node: JsonNode) {
      const start = position(cursor, node)
      if (start === null) return null
      const from = start < known.position ? { position: 0, line: firstLine } : known
      known = { position: start, line: lineAt(text, start, from.line, from.position) }
      return known.line
    },
  })
}

/**
 * Lines that are made when somebody asks. A class, since each object that is written down with a getter gets a shape of
 * its own, and a shape keeps all that hangs on it until the engine goes through its whole memory: reading thousands of
 * small files would take twice as long.
 */
class Lines {
  readonly #text: string
  readonly #firstLine: number
  #lines: readonly Line[] | null = null

  constructor(text: string, firstLine: number) {
    this.#text = text
    this.#firstLine = firstLine
  }

  get lines(): readonly Line[] {
    this.#lines ??= splitLines(this.#text, this.#firstLine)
    return this.#lines
  }
}

/**
 * Whether plain text matches; a whole JSON document is no plain text. `word` stands in every match and is looked for
 * first: a pattern takes its time in a long text, and so does a word that begins with a space.
 */
export function matches({ json, fault, text }: Document, pattern: RegExp, word = ''): boolean {
  return (json === null || fault !== null) && text.includes(word) && pattern.test(text)
}

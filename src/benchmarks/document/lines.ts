/** A line of a text. `number` counts from 1 and is the file's own, also for the pieces of a rewritten line. */
export interface Line {
  readonly number: number
  readonly text: string
}

/**
 * Splits a text into lines. A lone `\r` is a progress bar rewriting its line: each state becomes a line of its own
 * with the same number, so that figures printed after a bar are found.
 */
export function splitLines(text: string, firstLine = 1): Line[] {
  const lines: Line[] = []
  let number = firstLine
  for (const line of text.split('\n')) {
    if (line.includes('\r')) for (const piece of line.split('\r')) lines.push({ number, text: withoutSpaces(piece) })
    else lines.push({ number, text: withoutSpaces(line) })
    number++
  }
  return lines
}

/** Calls `visit` with where each line of `splitLines` begins and ends in the text, and its number; nothing is cut out. */
export function eachLine(text: string, firstLine: number, visit: (from: number, to: number, number: number) => void): void {
  // No `includes`: the optimising compiler may move it into the loop, where it looks through all of the text for each line.
  const isRewritten = /\r/.test(text)
  for (let from = 0, number = firstLine; from <= text.length; number++) {
    const next = text.indexOf('\n', from)
    const to = next < 0 ? text.length : next
    let start = from
    // By character, since a search may go on to the end of the text.
    for (let at = from; isRewritten && at < to; at++) {
      if (text.charCodeAt(at) !== 13) continue
      visit(start, at, number)
      start = at + 1
    }
    visit(start, to, number)
    from = to + 1
  }
}

/** A line that is cut out of its text when somebody reads it: of hundreds of thousands few are. */
export class LateLine implements Line {
  readonly number: number
  readonly #whole: string
  readonly #from: number
  readonly #to: number

  constructor(number: number, whole: string, from: number, to: number) {
    this.number = number
    this.#whole = whole
    this.#from = from
    this.#to = to
  }

  get text(): string {
    return withoutSpaces(this.#whole.slice(this.#from, this.#to))
  }
}

/** The text of lines, each ending as in the file: pieces of a rewritten line share their number, and go on doing so. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map((line, index) => `${line.text}${lines[index + 1]?.number === line.number ? '\r' : '\n'}`).join('')
}

/** What a terminal copies has spaces up to its edge. Tabs stay: they part cells. */
function withoutSpaces(text: string): string {
  if (!text.endsWith(' ')) return text
  let end = text.length - 1
  while (text[end - 1] === ' ') end--
  return text.slice(0, end)
}

/** The lines below the one at `index`, for as long as they are asked for: nothing is copied. */
export function* linesBelow(lines: readonly Line[], index: number): Generator<Line> {
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at]
    if (line !== undefined) yield line
  }
}

/** The number of the line that holds a position of `text`; `from` is a position on `firstLine` where counting begins. */
export function lineAt(text: string, position: number, firstLine = 1, from = 0): number {
  let line = firstLine
  for (let at = text.indexOf('\n', from); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++
  return line
}

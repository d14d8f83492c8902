/** `BenchmarkGet/shards=4-8  5000000  214.9 ns/op  48 B/op`: the parts of a row, found without taking it apart. */
import { readCell } from '../cells.ts'

export const prefix = 'Benchmark'

/** Where the figures of a row begin that stands from `start` to before `end` of a text; null for a line without iterations and figures. */
export function figuresOf(text: string, start: number, end: number): number | null {
  const from = startOfWord(text, endOfWord(text, start + prefix.length), end)
  const to = endOfWord(text, from)
  const figures = startOfWord(text, to, end)
  return figures < end && areDigits(text, from, to) ? figures : null
}

/** The name of the row that begins at `start`, without its prefix where something else sets it apart. */
export function nameAt(text: string, start: number): string {
  const behind = start + prefix.length
  const end = endOfWord(text, behind)
  return text.slice(end === behind || text.charCodeAt(behind) === 47 ? start : behind, end)
}

/** How often the code of a row was run. */
export function iterationsOf(line: string): number {
  const from = startOfWord(line, endOfWord(line, prefix.length), line.length)
  return Number(line.slice(from, endOfWord(line, from)))
}

function areDigits(line: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(line.charCodeAt(at))) return false
  return to > from
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function startOfWord(text: string, from: number, end: number): number {
  let at = from
  while (at < end && text.charCodeAt(at) <= 32) at++
  return at
}

export function endOfLine(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}

/** At the end of a line at the latest. */
export function endOfWord(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) > 32) at++
  return at
}

/** The finite number that the word from `from` to before `to` is; null for any other word. */
export function valueAt(line: string, from: number, to: number): number | null {
  const value = decimalAt(line, from, to) ?? otherValue(line.slice(from, to))
  return value !== null && Number.isFinite(value) ? value : null
}

/** Digits that a number holds exactly, and the powers of ten that it holds exactly too. */
const exact = 15

/**
 * `1234.5`, exactly as JavaScript reads it: a whole number and a power of ten that are both exact, so that their quotient
 * is rounded once (Clinger, How to Read Floating Point Numbers Accurately, 1990). Null for a word of another form.
 */
function decimalAt(line: string, from: number, to: number): number | null {
  let whole = 0
  let scale = 0
  if (to - from > exact || !isDigit(line.charCodeAt(from)) || !isDigit(line.charCodeAt(to - 1))) return null
  for (let at = from; at < to; at++) {
    const code = line.charCodeAt(at)
    if (isDigit(code)) {
      whole = whole * 10 + (code - 48)
      scale *= 10
    } else if (code === 46 && scale === 0) scale = 1
    else return null
  }
  return scale === 0 ? whole : whole / scale
}

function otherValue(word: string): number | null {
  return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : (readCell(word)?.value ?? null)
}

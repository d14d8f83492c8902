/**
 * The line that Rust's libtest prints and that criterion's `--output-format bencher` imitates:
 * `test a::b ... bench:       3,296 ns/iter (+/- 521) = 12 MB/s`.
 */
import type { Document } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import { figuresAt } from './libtest-row.ts'

export interface BenchLine {
  readonly name: string
  /** `3,296 ns/iter (+/- 521)`, as written. */
  readonly text: string
  readonly unit: string
  readonly line: Line
}

const mark = ' ... bench:'
const figure = /^\s*([-\d,.]+ (\S+)(?: \(\+\/- [^)]{0,40}\))?)/

/** Plain text that may hold such lines. */
export function mayHoldBenchLines({ json, text }: Document): boolean {
  return json === null && text.includes(mark)
}

export function benchLines(document: Document): BenchLine[] {
  return mayHoldBenchLines(document) ? document.lines.flatMap((line) => benchLineOf(line) ?? []) : []
}

export function benchLineOf(line: Line): BenchLine | null {
  const whole = line.text
  const cut = whole.indexOf(mark)
  const head = whole.slice(0, Math.max(cut, 0)).trim()
  if (!head.startsWith('test ')) return null
  const [, text, unit] = figure.exec(whole.slice(cut + mark.length)) ?? []
  return text === undefined || unit === undefined ? null : { name: head.slice(5).trim(), text, unit, line }
}

/** Whose lines a plain text holds; null for none. Two readers ask. */
export function benchSource(document: Document): 'libtest' | 'criterion' | null {
  if (!mayHoldBenchLines(document)) return null
  const known = sources.get(document) ?? { source: sourceOf(document) }
  sources.set(document, known)
  return known.source
}

const sources = new WeakMap<Document, { source: 'libtest' | 'criterion' | null }>()

/** Criterion gives itself away by its remarks, or by names that are no Rust paths ("Symbols (Execution)"). */
function sourceOf({ text, firstLine }: Document): 'libtest' | 'criterion' | null {
  let isSome = false
  let isTitled = false
  eachLine(text, firstLine, (from, to, number) => {
    if (figuresAt(text, from) > 0) isSome = true
    else {
      const line = benchLineOf(new LateLine(number, text, from, to))
      isSome ||= line !== null
      isTitled ||= line?.name.includes(' ') === true
    }
  })
  if (!isSome) return null
  return isTitled || /Criterion\.rs|Gnuplot not found|^Benchmarking /m.test(text) ? 'criterion' : 'libtest'
}

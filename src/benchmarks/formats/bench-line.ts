/**
 * The line that Rust's libtest prints and that criterion's `--output-format bencher` imitates:
 * `test a::b ... bench:       3,296 ns/iter (+/- 521) = 12 MB/s`.
 */
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'

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

/** Several readers ask for those of one text. */
const known = new WeakMap<Document, BenchLine[]>()

export function benchLines(document: Document): BenchLine[] {
  if (!mayHoldBenchLines(document)) return []
  const lines = known.get(document) ?? document.lines.flatMap((line) => benchLineOf(line) ?? [])
  known.set(document, lines)
  return lines
}

export function benchLineOf(line: Line): BenchLine | null {
  const whole = line.text
  const cut = whole.indexOf(mark)
  const head = whole.slice(0, Math.max(cut, 0)).trim()
  if (!head.startsWith('test ')) return null
  const [, text, unit] = figure.exec(whole.slice(cut + mark.length)) ?? []
  return text === undefined || unit === undefined ? null : { name: head.slice(5).trim(), text, unit, line }
}

/** Criterion gives itself away by its remarks, or by names that are no Rust paths ("Symbols (Execution)"). */
export function isCriterionBench(document: Document): boolean {
  const lines = benchLines(document)
  return (
    lines.length > 0 &&
    (/Criterion\.rs|Gnuplot not found|^Benchmarking /m.test(document.text) || lines.some(({ name }) => name.includes(' ')))
  )
}

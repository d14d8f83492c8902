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

export function benchLines(document: Document): BenchLine[] {
  if (document.json !== null || !document.text.includes(mark)) return []
  return document.lines.flatMap((line) => {
    const cut = line.text.indexOf(mark)
    const head = line.text.slice(0, Math.max(cut, 0)).trim()
    const [, text, unit] = figure.exec(line.text.slice(cut + mark.length)) ?? []
    return cut < 0 || !head.startsWith('test ') || text === undefined || unit === undefined
      ? []
      : [{ name: head.slice(5).trim(), text, unit, line }]
  })
}

/** Criterion gives itself away by its remarks, or by names that are no Rust paths ("Symbols (Execution)"). */
export function isCriterionBench(document: Document): boolean {
  const lines = benchLines(document)
  return (
    lines.length > 0 &&
    (/Criterion\.rs|Gnuplot not found|^Benchmarking /m.test(document.text) || lines.some(({ name }) => name.includes(' ')))
  )
}

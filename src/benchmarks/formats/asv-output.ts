import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { byteUnit, kindOf } from './asv-benchmark.ts'
import { readAsvTable } from './asv-table.ts'

/** `[ 35.00%] ··· benchmarks.TimeSuite.time_keys     11.1±0.01μs`; in plain consoles the dots are `-` or `*`. */
const row = /^\[ *\d+\.\d+%\] (?:·{3}|-{3}|\*{3}) (\S+) +(\S.*)$/
const progress = /^\[ *\d+\.\d+%\] (?:·|-|\*)/m

export function isAsvOutput(document: Document): boolean {
  return matches(document, progress, '%] ')
}

/** What `asv run` and `asv continuous` print: one line a benchmark, and a table for one with parameters. */
export function readAsvOutput(document: Document, found: Findings): void {
  const { lines } = document
  const commits = new Set(lines.flatMap(({ text }) => commitOf(text) ?? []))
  let commit = ''
  let environment = ''
  let name = ''
  for (const [index, line] of lines.entries()) {
    commit = commitOf(line.text) ?? commit
    environment = /^\[[^\]]*\] ·· Benchmarking (\S+)/.exec(line.text)?.[1] ?? environment
    const [, benchmark, result = ''] = row.exec(line.text) ?? []
    if (benchmark === undefined) continue
    const context = condition([
      ['commit', commits.size > 1 ? commit : null],
      ['environment', environment],
    ])
    // The table of a benchmark with parameters stands where the next result would.
    if (/^=+$/.test(benchmark)) {
      for (const cell of readAsvTable(lines, index))
        readResult(cell.line, name, cell.text, [cell.condition, context].filter(Boolean).join(', '), found)
    } else {
      name = benchmark
      readResult(line, name, result, context, found)
    }
  }
  if (commits.size === 1) found.environment('commit', commit)
}

function commitOf(text: string): string | undefined {
  return /For \S+ commit ([0-9a-f]{6,40})\b/.exec(text)?.[1]
}

function readResult(line: Line, name: string, result: string, context: string, found: Findings): void {
  const text = result.trim()
  if (text === 'failed' || text === 'skipped' || text === 'n/a')
    found.flag('skipped-or-errored-row', `${name} has no figure: it ${text === 'failed' ? 'failed' : 'was skipped'}.`, { line })
  else if (/^\d/.test(text) && !/ failed$/.test(text)) found.line(line, text, figureOf(name, text, context))
}

/** The median, and half of the interquartile range behind ±, in the unit at the end of the cell. */
export function figureOf(name: string, text: string, context: string): Figure {
  const { isTracked, measured } = kindOf(name, null)
  const cell = readCell(text)
  const suffix = /(?<![A-Za-zμµ])[A-Za-zμµ]*$/.exec(text)?.[0] ?? ''
  const unit = isTracked ? '' : measured.metric === 'time' ? suffix : byteUnit(suffix)
  const half = cell?.plusMinus?.value
  return { ...measured, unit, benchmark: name, condition: context, spread: half === undefined ? null : { kind: 'half-width', value: half } }
}

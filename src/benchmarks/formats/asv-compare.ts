import type { Side } from '../../model.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { readTables } from '../document/pipe-table.ts'
import type { Findings } from '../findings.ts'
import { figureOf } from './asv-output.ts'

/** Since 0.6: `| Change | Before [1a2b3c4d] <main> | After [5e6f7a8b] | Ratio | Benchmark (Parameter) |`. */
const pipeHeader = /^\| *Change +\| *Before \[[0-9a-f]{4,}\].*\| *Ratio +\| *Benchmark \(Parameter\)/m
/** Before that: columns by spaces, the commits in a line of their own. */
const header = /^ *before +after +ratio *$/m

export function isAsvComparison(document: Document): boolean {
  return matches(document, pipeHeader, 'Benchmark (Parameter)') || isOldComparison(document)
}

function isOldComparison(document: Document): boolean {
  return matches(document, header, 'before ')
}

/** `asv compare` and `asv continuous`: the figures of two commits; the ratio follows from them and is not read. */
export function readAsvComparison(document: Document, found: Findings): void {
  for (const table of readTables(document.lines)) {
    if (!pipeHeader.test(`| ${table.header.join(' | ')} |`)) continue
    for (const { cells, line } of table.rows) {
      const [, before = '', after = '', ratio = '', name = ''] = cells
      readRow(line, name, [before, after], ratio, found)
    }
  }
  if (!isOldComparison(document)) return
  for (const line of document.lines) {
    const [, before = '', after = '', ratio = '', name] = row.exec(line.text) ?? []
    if (name !== undefined) readRow(line, name, [before, after], ratio, found)
  }
}

/** `+      1.00±0.01ms      1.20±0.02ms     1.20  benchmarks.TimeSuite.time_keys(10)`. */
const value = String.raw`(\d[\d.]*(?:±[\d.]+)?[A-Za-zμµ]*|failed|n/a)`
const row = new RegExp(String.raw`^[-+! x*]? *${value} +${value} +(~?\d[\d.]*|n/a) +(\S.*)$`)

function readRow(line: Line, title: string, texts: readonly [string, string], ratio: string, found: Findings): void {
  const [, benchmark = title.trim(), parameters = '', place = ''] = /^([\w.]+)(?: ?\((.*)\))?(?: \[(.*)\])?$/.exec(title.trim()) ?? []
  const context = [parameters, place].filter(Boolean).join(', ')
  for (const [index, side] of (['baseline', 'candidate'] satisfies Side[]).entries()) {
    const text = texts[index] ?? ''
    if (/^\d/.test(text)) found.line(line, text, { ...figureOf(benchmark, text, context), side })
    else if (text === 'failed') found.flag('skipped-or-errored-row', `${title.trim()} failed on one side.`, { line })
  }
  if (ratio.startsWith('~')) found.flag('derived-value', 'A ratio with "~" is one that asv itself takes for noise.', { line, text: ratio })
}

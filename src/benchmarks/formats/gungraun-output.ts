import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { countOf, oneProcess, toolCondition } from './gungraun-metrics.ts'

/** `  L1 Hits:   2359|2275   (+3.69230%) [+1.03560x]`, in a grid with `| ` before it; the old value is `N/A` on a first run. */
const row = /^(?: {2}|\| )([A-Z][\w+ -]{0,30}): +([\d.]+|N\/A)\|([\d.]+|N\/A) +\((?:\*{9}|[-+\d.inf%]+|No change|Tolerance)\)/m

/** Versions before 0.11 had no old value in the row: `  L1 Hits:   2359 (+3.69230%)`. */
const oldRow =
  /^ {2}(Instructions|L1 Hits|L2 Hits|RAM Hits|Total read\+write|Estimated Cycles): +(\d+)(?: +\(([-+]\d[\d.]*%|No change|\*+)\))?\s*$/m

export function isGungraunOutput(document: Document): boolean {
  return matches(document, row) || (matches(document, /^ {2}Total read\+write: +\d/m) && matches(document, oldRow))
}

/**
 * What the terminal shows. A row has the new figure, which is the candidate's, and the one of the run before it. Figures
 * of single threads and parts are left out, since the total of them follows; so are comparisons with other functions.
 */
export function readGungraunOutput(document: Document, found: Findings): void {
  const rows = document.lines.map((line) => ({ line, cells: row.exec(line.text) }))
  const twoSided = rows.some(({ cells }) => cells !== null && cells[2] !== 'N/A' && cells[3] !== 'N/A')
  let benchmark = ''
  let tool = ''
  let isTotal = true
  for (const { line, cells } of rows) {
    const headline = /^(?: {2}|\|)={6,} ([A-Z]+) =+$/.exec(line.text)?.[1]
    if (/^\S+::\S+/.test(line.text)) {
      benchmark = line.text.trim()
      tool = ''
      isTotal = true
    } else if (headline !== undefined) {
      tool = headline
      isTotal = true
    } else if (/^(?: {2}|\|-)## /.test(line.text)) isTotal = line.text.includes('## Total')
    else if (/^(?: {2}|\| )Comparison with /.test(line.text)) isTotal = false
    else if (isTotal && cells !== null) readRow(line, cells, figureOf(benchmark, cells[1] ?? '', tool), twoSided, found)
    else if (isTotal && oldRow.test(line.text)) readOldRow(line, benchmark, found)
  }
}

function figureOf(benchmark: string, metric: string, tool: string): Figure {
  return { ...countOf(metric), ...oneProcess, benchmark, condition: toolCondition(tool) }
}

function readRow(line: Line, cells: RegExpExecArray, figure: Figure, twoSided: boolean, found: Findings): void {
  const [, , now = 'N/A', before = 'N/A'] = cells
  if (now !== 'N/A') found.line(line, now, { ...figure, side: twoSided ? 'candidate' : 'unknown' })
  if (before !== 'N/A') found.line(line, before, { ...figure, side: twoSided ? 'baseline' : 'unknown' })
}

function readOldRow(line: Line, benchmark: string, found: Findings): void {
  const [, metric = '', count = '', change = ''] = oldRow.exec(line.text) ?? []
  const figure = figureOf(benchmark, metric, '')
  found.line(line, count, figure)
  if (change.endsWith('%')) found.line(line, change, { ...figure, statistic: 'change', unit: '%', role: 'derived' })
}

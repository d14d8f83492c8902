import { splitColumns } from '../document/columns.ts'
import type { Document } from '../document/document.ts'
import { linesBelow } from '../document/lines.ts'
import type { Findings } from '../findings.ts'

/** The table at the end of a Python harness: a column a method, a row a sequence length, cells in TFLOPS or `OOM`. */
export function readKittenTables({ lines }: Document, found: Findings): void {
  const printed = new Set(
    found.measurements.flatMap(({ benchmark, condition }) => condition.split(', ').map((part) => `${benchmark} | ${part}`)),
  )
  for (const [index, { text }] of lines.entries()) {
    const methods = splitColumns(text)
    if (!/^\s/.test(text) || !methods.some((name) => /_TK(?:_|$)/i.test(name))) continue
    for (const row of linesBelow(lines, index)) {
      const [length = '', ...cells] = splitColumns(row.text)
      if (!/^\d+$/.test(length) || cells.length !== methods.length) break
      for (const [at, cell] of cells.entries()) {
        const benchmark = methods[at] ?? ''
        const shared = {
          benchmark,
          metric: 'tflops',
          statistic: 'mean',
          unit: 'TFLOPS',
          better: 'higher',
          condition: `n=${length}`,
        } as const
        const again = printed.has(`${benchmark} | ${shared.condition}`)
        // What a line above said with its time the table says again.
        found.line(row, cell, { ...shared, role: again ? 'derived' : 'result' })
      }
    }
  }
}

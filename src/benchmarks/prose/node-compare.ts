import type { StatedChange } from '../../model.ts'
import type { Line } from '../document/lines.ts'

/**
 * Node.js's `benchmark/compare.R` and `node-benchmark-compare`: percentages with their accuracy, no values. A row
 * without stars is not significant by the tool's own test; it is stated as such.
 * https://github.com/nodejs/node/blob/main/doc/contributing/writing-and-running-benchmarks.md
 */
export function readNodeCompare(lines: readonly Line[], condition: string): { changes: StatedChange[]; taken: Set<number> } {
  const changes: StatedChange[] = []
  const taken = new Set<number>()
  let open = false
  for (const { text, number } of lines) {
    if (/^\s*confidence\s+improvement\s+accuracy/.test(text)) {
      open = true
      taken.add(number)
      continue
    }
    if (!open) continue
    const row = /^\s*(\S.*?)\s+(\*{0,3})\s*([-+]?\d{1,9}(?:\.\d{1,9})? ?%)\s+±/.exec(text)
    if (row === null) {
      if (text.trim() !== '') open = false
      continue
    }
    taken.add(number)
    changes.push({ metric: row[1] ?? '', condition, text: row[3] ?? '' })
  }
  return { changes, taken }
}

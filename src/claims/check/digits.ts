/** Digits that the spread does not support (W21): "61.41 ns" where runs lie half a nanosecond apart. */
import type { Binding } from './bind.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Knowledge } from './knowledge.ts'
import type { Reading } from './reading.ts'

/** A last digit this many times smaller than half the interval says nothing. */
const FINEST = 50

/** Suggestions about the figures of title and lead. */
export function checkDigits(known: Knowledge, bindings: ReadonlyMap<Reading, Binding[]>): Finding[] {
  return [...bindings].flatMap(([reading, bound]) => {
    const { blocks, kind } = reading.passage
    if (kind === 'cell' || !blocks.some((block) => block === 'title' || block === 'lead')) return []
    return bound.flatMap(({ numeral, fact }) => {
      const comparison = fact?.kind === 'value' && fact.comparison !== null ? known.comparisons.get(fact.comparison) : undefined
      if (fact == null || comparison?.interval == null || comparison.ratio === null) return []
      const [low, high] = comparison.interval
      const half = (fact.low * (high - low)) / (2 * comparison.ratio)
      if (2 * numeral.tolerance * numeral.factor * FINEST >= half) return []
      const message = `"${numeral.text}" shows more digits than the runs support. One or two fewer say the same.`
      return [{ grade: 'style' as const, code: 'digits', file: 'index.md', line: lineAt(reading.passage, numeral.start), message }]
    })
  })
}

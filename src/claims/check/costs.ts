/** Every regression beyond the threshold among the comparisons shown is named: bold in a table, or in words. */
import type { LedgerComparison } from '../../model.ts'
import type { Binding } from './bind.ts'
import type { Finding } from './finding.ts'
import type { Knowledge } from './knowledge.ts'
import type { Reading } from './reading.ts'

/** Whether the candidate is worse than the baseline by more than the ledger's threshold. */
function gotWorse(comparison: LedgerComparison, threshold: number): boolean {
  const { ratio, better, verdict } = comparison
  if (verdict === 'regressed') return true
  if (verdict !== 'none' || ratio === null) return false
  return better === 'lower' ? ratio > 1 + threshold : better === 'higher' && ratio < 1 - threshold
}

/** Findings about regressions that the page passes over. */
export function checkCosts(known: Knowledge, bindings: ReadonlyMap<Reading, Binding[]>): Finding[] {
  const worse = [...known.comparisons.values()].filter((comparison) => comparison.shown && gotWorse(comparison, known.ledger.threshold))
  const named = new Set<string>()
  for (const [reading, bound] of bindings) {
    const { passage } = reading
    const bold = passage.marks.some((mark) => mark.type === 'strong')
    const inCosts = passage.kind !== 'cell' && passage.kind !== 'head' && passage.kind !== 'alternative'
    for (const { fact, objection } of bound) {
      if (fact?.comparison != null && objection === null && (bold || inCosts)) named.add(fact.comparison)
    }
    if (passage.kind === 'cell' && bold) {
      const row = passage.row?.label.toLowerCase()
      for (const comparison of worse) if (comparison.label.toLowerCase() === row) named.add(comparison.id)
    }
  }
  return worse
    .filter((comparison) => !named.has(comparison.id))
    .map((comparison) => ({
      grade: 'wrong',
      code: 'regression',
      file: 'index.md',
      line: 1,
      message: `"${comparison.label}" got worse and the page does not say so. Keep its row with the change in bold, or name it under "What it costs".`,
    }))
}

/** The link in a claim's sentence must lead to a source of a claim or quotation of that sentence. */
import type { Ledger } from '../../model.ts'
import type { Binding } from './bind.ts'
import { sourcesOfLink } from './citations.ts'
import type { Finding } from './finding.ts'
import { lineAt, type Mark } from './flatten.ts'
import type { Quotation } from './quotations.ts'
import type { Reading } from './reading.ts'
import { type Span, spanAt } from './sentences.ts'

/** Findings about links beside claims; tables and lists of sources aside. */
export function checkClaimLinks(ledger: Ledger, bindings: ReadonlyMap<Reading, Binding[]>, quotations: readonly Quotation[]): Finding[] {
  return [...bindings].flatMap(([reading, bound]) =>
    reading.passage.marks.flatMap((mark) => (mark.type === 'link' ? checkLink(mark, reading, bound, ledger, quotations) : [])),
  )
}

function checkLink(mark: Mark, reading: Reading, bound: readonly Binding[], ledger: Ledger, quotations: readonly Quotation[]): Finding[] {
  const linked = sourcesOfLink(mark, ledger)
  if (linked.length === 0 || reading.passage.kind === 'cell') return []
  const sentence = spanAt(reading.sentences, mark.start)
  const own = claimsBefore(mark, sentence, bound)
  if (own.length === 0) return []
  const said = quotations
    .filter((q) => q.passage === reading.passage && q.start < sentence.end && q.end > sentence.start)
    .flatMap((q) => q.sources)
  const allowed = new Set([...own.flatMap(({ fact }) => fact?.sources ?? []), ...said])
  if (allowed.size === 0 || linked.some((id) => allowed.has(id))) return []
  const [claim] = own
  return [
    {
      grade: 'wrong',
      code: 'citation',
      file: 'index.md',
      line: lineAt(reading.passage, mark.start),
      message: `"${reading.text.slice(mark.start, mark.end)}" leads to ${linked[0]}, and "${claim?.numeral.text}" comes from ${[...allowed].join(', ')}. Link to that source.`,
    },
  ]
}

/** The claims a link can stand for: inside it, else before it in its sentence and behind the link before. */
function claimsBefore(mark: Mark, sentence: Span, bound: readonly Binding[]): Binding[] {
  const good = bound.filter(({ fact, objection }) => fact?.claim != null && objection === null)
  const inside = good.filter(({ numeral }) => numeral.start >= mark.start && numeral.end <= mark.end)
  if (inside.length > 0) return inside
  return good.filter(({ numeral }) => numeral.start >= sentence.start && numeral.end <= mark.start)
}

/** Every numeral of an entry against its ledger. */
import { judgeNames } from './altered-names.ts'
import { type Binding, bind } from './bind.ts'
import { missingRenderings } from './expected.ts'
import type { Finding } from './finding.ts'
import { isHere, judge, judgeDates, judgePairs } from './judge.ts'
import type { Knowledge } from './knowledge.ts'
import type { Page } from './page.ts'
import type { Quotation } from './quotations.ts'
import { type Reading, read } from './reading.ts'
import type { Said } from './said.ts'
import type { Vouched } from './vouched.ts'

export interface NumeralCheck {
  readings: Reading[]
  bindings: Map<Reading, Binding[]>
  findings: Finding[]
}

/** Binds and judges all numerals of a page. */
export function checkNumerals(
  page: Page,
  known: Knowledge,
  quotations: readonly Quotation[],
  vouched: readonly Vouched[],
  said: readonly Said[],
): NumeralCheck {
  const readings = page.passages.map((passage) => {
    const own = quotations.filter((quotation) => quotation.passage === passage)
    return read(passage, known, own)
  })
  const bindings = new Map(readings.map((reading) => [reading, bind(reading)]))
  const missing = missingRenderings(known.ledger, readings, bindings)
  const judged = [...bindings].flatMap(([reading, bound]) => [
    ...bound.flatMap((binding) => judge({ reading, binding, all: bound, missing, said })),
    ...judgeDates(reading, missing),
    ...judgePairs(reading, bound),
    ...judgeNames(
      reading,
      bound,
      missing.filter((one) => isHere(one, reading)),
    ),
  ])
  return { readings, bindings, findings: judged.filter((finding) => !isVouched(finding, vouched)) }
}

/** A vouched figure backs what the ledger does not know; it never excuses what contradicts the ledger. */
function isVouched({ grade, figure }: Finding, vouched: readonly Vouched[]): boolean {
  if (grade !== 'unbacked' || figure === undefined) return false
  return vouched.some(
    ({ value, dimension }) => dimension === figure.dimension && Math.abs(value - figure.base) <= figure.tolerance + 1e-9 * Math.abs(value),
  )
}

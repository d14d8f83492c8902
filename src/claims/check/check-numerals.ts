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
  const backed = (finding: Finding) => vouched.some((one) => backs(one, finding))
  const idle = vouched.filter((one) => !judged.some((finding) => backs(one, finding)))
  const line = page.frontMatter.lines.get('vouched') ?? 1
  const unused = idle.map(({ written, who }): Finding => {
    const message = `${written} is vouched for by ${who} and stands nowhere in the text, or the ledger has it. Remove the entry.`
    return { grade: 'style', code: 'vouched', file: 'index.md', line, message }
  })
  return { readings, bindings, findings: [...judged.filter((finding) => !backed(finding)), ...unused] }
}

/** A vouched figure backs what the ledger does not know; it never excuses what contradicts the ledger. */
function backs({ value, dimension }: Vouched, { grade, figure }: Finding): boolean {
  if (grade !== 'unbacked' || figure === undefined || dimension !== figure.dimension) return false
  return Math.abs(value - figure.base) <= figure.tolerance + 1e-9 * Math.abs(value)
}

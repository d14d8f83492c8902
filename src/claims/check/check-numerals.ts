/** Every numeral of an entry against its ledger. */
import { judgeNames } from './altered-names.ts'
import { type Binding, bind } from './bind.ts'
import { missingRenderings } from './expected.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
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

/** More numerals than a person reads in one paragraph or cell: their neighbours, and so the time, grow with the square. */
const MOST_IN_PASSAGE = 200
/** Of the whole page; the longest table that is drafted has a third of them. */
const MOST_IN_PAGE = 3000

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
  const crowded = crowdedIn(readings)
  // What is not checked must not pass.
  if (crowded !== null) return { readings: [], bindings: new Map(), findings: [crowded] }
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

function crowdedIn(readings: readonly Reading[]): Finding | null {
  let all = 0
  for (const { passage, numerals } of readings) {
    all += numerals.length
    const [count, most] = numerals.length > MOST_IN_PASSAGE ? [numerals.length, MOST_IN_PASSAGE] : [all, MOST_IN_PAGE]
    if (count <= most) continue
    const where = most === MOST_IN_PAGE ? 'The page' : 'This paragraph or cell'
    const message = `${where} has more than ${most} numbers, so none of the page was checked. Leave some out, or put them into a file under data/.`
    return { grade: 'wrong', code: 'length', file: 'index.md', line: lineAt(passage, 0), message }
  }
  return null
}

/** A vouched figure backs what the ledger does not know; it never excuses what contradicts the ledger. */
function backs({ value, dimension }: Vouched, { grade, figure }: Finding): boolean {
  if (grade !== 'unbacked' || figure === undefined || dimension !== figure.dimension) return false
  return Math.abs(value - figure.base) <= figure.tolerance + 1e-9 * Math.abs(value)
}

/**
 * Which comparisons an entry shows and which one leads. The figure that explains the change leads, not the biggest;
 * nothing that got worse is left out.
 */
import type { Omission } from '../model.ts'
import { byNumbers } from '../natural-order.ts'
import { leaveOut, rankOf } from './leave-out.ts'
import { change, gotBetter, hasVerdict, improved, wayOf } from './outcome.ts'
import type { Row } from './rows.ts'
import { wordsOf } from './words.ts'

/** Most rows a table may have. */
const MOST_ROWS = 8
/** Most rows that an omission names. */
const MOST_NAMED = 3

export interface Selection {
  shown: Row[]
  headline: Row | null
  omissions: Omission[]
}

/** How much of a row's name the title and the reason of the change speak about; half a name in the reason is chance. */
function relevance(row: Row, title: Set<string>, reason: Set<string>): number {
  const names = row.parts === null ? [row.comparison.benchmark, row.comparison.condition] : row.parts.map((part) => part.benchmark)
  const words = wordsOf(`${names.join(' ')} ${row.quantity.name}`)
  const inReason = words.intersection(reason).size
  return 3 * words.intersection(title).size + (2 * inReason > words.size ? inReason : 0)
}

function leads(rows: readonly Row[], title: string, reason: string): Row | null {
  const titleWords = wordsOf(title)
  const reasonWords = wordsOf(reason)
  const class_ = (row: Row): number => {
    if (row.comparison.primary && hasVerdict(row)) return improved(row) ? 0 : 2
    return gotBetter(row) && row.comparison.verdict === 'none' ? 1 : 3
  }
  const size = (row: Row) => Math.abs(Math.log(Math.max(1e-12, row.comparison.ratio ?? 1)))
  const order = [...rows].sort(
    (a, b) =>
      class_(a) - class_(b) ||
      Number(b.parts !== null) - Number(a.parts !== null) ||
      relevance(b, titleWords, reasonWords) - relevance(a, titleWords, reasonWords) ||
      size(b) - size(a),
  )
  const [first] = order
  if (first === undefined) return null
  // Of one thing in several statistics its middle leads, and not the one that moved most.
  const { benchmark, metric, condition } = first.comparison
  const [middle = first] = rows
    .filter(({ comparison: k }) => k.benchmark === benchmark && k.metric === metric && k.condition === condition)
    .filter((row) => row.parts === null && class_(row) === class_(first))
    .sort((a, b) => rankOf(a.comparison.statistic) - rankOf(b.comparison.statistic))
  return middle
}

/** So many loads are a sweep, of which a part says little. */
const LEAST_LOADS = 4

/** The rows that differ from the headline only in the numbers of what was run; none where they are few. */
function sweepOf(headline: Row, rows: readonly Row[]): Row[] {
  const alike = rows.filter((row) => shapeOf(row) === shapeOf(headline))
  return alike.length < LEAST_LOADS ? [] : alike
}

function shapeOf({ comparison: { benchmark, metric, statistic, condition } }: Row): string {
  return JSON.stringify([metric, statistic, benchmark.replaceAll(/\d+/g, '0'), condition.replaceAll(/\d+/g, '0')])
}

/** Rows of one sweep stand together, and their loads rise. */
function rising(rows: readonly Row[]): Row[] {
  return [...Map.groupBy(rows, shapeOf).values()].flatMap((group) => group.toSorted((a, b) => byNumbers(a.label, b.label)))
}

/**
 * Chooses rows and headline.
 *
 * @remarks `title` is the subject's, `reason` the words of why (description's beginning, issue).
 */
export function select(all: readonly Row[], title: string, reason: string): Selection {
  const omissions: Omission[] = []
  const comparable = all.filter((row) => row.comparison.verdict !== 'not-comparable')
  const apart = Map.groupBy(
    all.filter((row) => row.comparison.verdict === 'not-comparable'),
    ({ comparison: { reasons } }) => reasons[0]?.replace(/[.]$/, '') ?? 'the two sides are not comparable',
  )
  for (const [why, group] of apart) {
    const named = group.slice(0, MOST_NAMED).map((row) => row.label)
    const more = group.length - named.length
    omissions.push({ what: `${named.join('; ')}${more === 0 ? '' : ` and ${more} more`}`, why })
  }
  const rows = leaveOut(comparable, omissions)
  const headline = leads(rows, title, reason)
  const rest = rows.filter((row) => row !== headline)
  const worse = rest.filter((row) => wayOf(row) === 'worse')
  const room = Math.max(0, MOST_ROWS - 1 - worse.length)
  const ofSweep = new Set(headline === null ? [] : sweepOf(headline, rows))
  const others = rest
    .filter((row) => !worse.includes(row))
    .sort((a, b) => Number(ofSweep.has(b)) - Number(ofSweep.has(a)) || Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, room)
  const shown = headline === null ? [] : [headline, ...rising(rest.filter((row) => worse.includes(row) || others.includes(row)))]
  const left = rest.length - (shown.length - Math.min(1, shown.length))
  if (left > 0)
    omissions.push({
      what: left === 1 ? 'a smaller difference' : `${left} smaller differences`,
      why: 'the table holds the largest, and every one that got worse',
    })
  return { shown: shown.slice(0, Math.max(MOST_ROWS, 1 + worse.length)), headline, omissions }
}

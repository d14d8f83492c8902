/**
 * Which comparisons an entry shows, which one leads, and why the others stay in the ledger only. The figure that
 * explains the change leads, not the biggest; nothing that got worse is left out.
 */
import { canonicalMetric, familyOf } from '../benchmarks/metrics.ts'
import type { Omission } from '../model.ts'
import { isWorse } from './quantity.ts'
import type { Row } from './rows.ts'

/** Most rows a table may have. */
const MOST_ROWS = 8

/** A difference below this share of the baseline is no reason to show another percentile. */
const NOTICEABLE = 0.005

export interface Selection {
  shown: Row[]
  headline: Row | null
  omissions: Omission[]
}

/** Which of a family's metrics stands for all: the earlier one (BENCHMARK-FORMATS §8); others follow in any order. */
const STANDS_FOR = ['output_throughput', 'total_token_throughput', 'request_throughput', 'tpot', 'sec/op', 'real_time', 'time', 'latency']

function change(row: Row): number {
  return row.baseline.value === 0 ? (row.candidate.value === 0 ? 0 : 1) : row.candidate.value / row.baseline.value - 1
}

/** Whether the difference is no larger than what both sources state beside their figures. */
export function withinError({ baseline, candidate }: Row): boolean {
  if (baseline.error === null || candidate.error === null) return false
  return Math.abs(candidate.value - baseline.value) <= Math.hypot(baseline.error, candidate.error)
}

export function gotWorse(row: Row): boolean {
  return !withinError(row) && isWorse(row.comparison.better, row.baseline.value, row.candidate.value)
}

export function gotBetter(row: Row): boolean {
  return !withinError(row) && isWorse(row.comparison.better, row.candidate.value, row.baseline.value)
}

/** Whether words may call this row a gain or a loss: a verdict of a primary metric (DESIGN §2, TRUST §1). */
export function hasVerdict({ comparison }: Row): boolean {
  return comparison.primary && (comparison.verdict === 'improved' || comparison.verdict === 'regressed')
}

export function improved(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'improved'
}

export function regressed(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'regressed'
}

function dropSiblings(rows: readonly Row[], omissions: Omission[]): Row[] {
  return rows.filter((row) => {
    const { metric, benchmark, condition } = row.comparison
    if (/peak|max_output_tokens|max_concurrent/i.test(metric)) {
      omissions.push({ what: row.quantity.name || metric, why: 'a peak is one short sample, not a rate' })
      return false
    }
    const family = familyOf(metric, row.comparison.unit)
    const stand = rows
      .filter(({ comparison: k }) => k.benchmark === benchmark && k.condition === condition && familyOf(k.metric, k.unit) === family)
      .sort((a, b) => standing(a) - standing(b))[0]
    if (stand === undefined || canonicalMetric(stand.comparison.metric) === canonicalMetric(metric)) return true
    omissions.push({
      what: [row.name, row.quantity.name].find((name) => name !== '') ?? metric,
      why: `says the same as ${lower(stand.quantity.name || 'the time')} here`,
    })
    return false
  })
}

/** The order of `STANDS_FOR`, and primary metrics before others that it does not name. */
function standing({ comparison }: Row): number {
  const rank = STANDS_FOR.indexOf(canonicalMetric(comparison.metric))
  return rank < 0 ? STANDS_FOR.length + (comparison.primary ? 0 : 1) : rank
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** Of several statistics of one metric: the median (else the mean), and the highest percentile that got worse. */
function dropStatistics(rows: readonly Row[], omissions: Omission[]): Row[] {
  const groups = Map.groupBy(rows, ({ comparison: k }) => JSON.stringify([k.benchmark, k.metric, k.condition]))
  const left = new Set<string>()
  const kept = new Set<Row>()
  for (const group of groups.values()) {
    const order = [...group].sort((a, b) => rankOf(a.comparison.statistic) - rankOf(b.comparison.statistic))
    const [centre] = order
    if (centre === undefined) continue
    kept.add(centre)
    const worse = order.filter((row) => /^p\d/i.test(row.comparison.statistic) && gotWorse(row) && Math.abs(change(row)) > NOTICEABLE)
    const tail = worse.at(-1)
    if (tail !== undefined && !gotWorse(centre)) kept.add(tail)
    for (const row of order) if (!kept.has(row)) left.add(row.comparison.statistic)
  }
  if (left.size > 0)
    omissions.push({ what: `Other statistics (${[...left].join(', ')})`, why: 'the centre says it, and nothing worse hides in them' })
  return rows.filter((row) => kept.has(row))
}

function rankOf(statistic: string): number {
  const order = ['median', 'mean', 'value', 'min', 'max']
  const percentile = /^p(\d+(?:\.\d+)?)$/i.exec(statistic)?.[1]
  if (percentile !== undefined) return 10 + Number(percentile)
  const rank = order.indexOf(statistic)
  return rank < 0 ? order.length : rank
}

/** Counts that stayed exactly the same say nothing; a second count beside one that is shown says it twice. */
function dropQuietCounts(rows: readonly Row[], omissions: Omission[]): Row[] {
  // A score that stayed is worth its row: it says that quality did not pay for speed.
  const quiet = rows.filter((row) => row.baseline.value === row.candidate.value && row.quantity.noun !== 'value')
  const timed = rows.filter((row) => !quiet.includes(row))
  if (timed.length > 0 && quiet.length > 0) {
    omissions.push({ what: `${quiet.length === 1 ? 'One figure' : 'Figures'} that did not change`, why: 'equal on both sides' })
  }
  const base = timed.length > 0 ? timed : rows
  return base.filter((row) => {
    const { metric, benchmark, condition } = row.comparison
    const memory = base.some(
      ({ comparison: k }) => metric === 'allocs/op' && k.metric === 'B/op' && k.benchmark === benchmark && k.condition === condition,
    )
    return !memory
  })
}

/** Words of a text, lower case, with code names split (`GroupedTopK`, `grouped_topk`, `top-k` all hold `topk` or its parts). */
export function wordsOf(text: string): Set<string> {
  const spaced = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  const plain = spaced.split(/[^\p{L}\p{N}]+/u)
  const joined = spaced.split(/[^\p{L}\p{N}-]+/u).map((word) => word.replaceAll('-', ''))
  return new Set([...plain, ...joined].filter((word) => word.length > 1 && !COMMON.has(word)))
}

const COMMON = new Set(
  'the and for with from into onto one two per that this benchmark bench test time value mean median of in on to is it at by an as or parallel serial'.split(
    ' ',
  ),
)

/** How much of a row's name the title and the reason of the change speak about. */
function relevance(row: Row, title: Set<string>, reason: Set<string>): number {
  const names = row.parts === null ? [row.comparison.benchmark, row.comparison.condition] : row.parts.map((part) => part.benchmark)
  const words = wordsOf(`${names.join(' ')} ${row.quantity.name}`)
  return [...words].reduce((sum, word) => sum + (title.has(word) ? 3 : 0) + (reason.has(word) ? 1 : 0), 0)
}

function leads(rows: readonly Row[], title: string, reason: string): Row | null {
  const titleWords = wordsOf(title)
  const reasonWords = wordsOf(reason)
  const class_ = (row: Row): number => {
    if (hasVerdict(row)) return improved(row) ? 0 : 2
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
  return order[0] ?? null
}

/**
 * Chooses rows and headline.
 *
 * @remarks `title` is the subject's, `reason` the words of why (description's beginning, issue).
 */
export function select(all: readonly Row[], title: string, reason: string): Selection {
  const omissions: Omission[] = []
  const comparable = all.filter((row) => row.comparison.verdict !== 'not-comparable')
  for (const row of all) {
    if (row.comparison.verdict === 'not-comparable') {
      omissions.push({ what: row.label, why: row.comparison.reasons.join(' ') || 'the two sides are not comparable' })
    }
  }
  const rows = dropQuietCounts(dropStatistics(dropSiblings(comparable, omissions), omissions), omissions)
  const headline = leads(rows, title, reason)
  const rest = rows.filter((row) => row !== headline)
  const worse = rest.filter((row) => gotWorse(row) && (hasVerdict(row) || row.comparison.tier !== 'A'))
  const room = Math.max(0, MOST_ROWS - 1 - worse.length)
  const others = rest
    .filter((row) => !worse.includes(row))
    .sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, room)
  const shown = headline === null ? [] : [headline, ...rest.filter((row) => worse.includes(row) || others.includes(row))]
  const left = rest.length - (shown.length - Math.min(1, shown.length))
  if (left > 0)
    omissions.push({
      what: left === 1 ? 'a smaller difference' : `${left} smaller differences`,
      why: 'the table holds the largest, and every one that got worse',
    })
  return { shown: shown.slice(0, Math.max(MOST_ROWS, 1 + worse.length)), headline, omissions }
}

/** What a table leaves to the ledger, each with its reason: duplicates in another dress, other statistics, quiet counts. */
import { canonicalMetric, familyOf } from '../benchmarks/metrics.ts'
import type { Omission } from '../model.ts'
import { change, gotWorse, NOTICEABLE, wayOf } from './outcome.ts'
import type { Row } from './rows.ts'

/** A dependent metric whose runs nobody has must differ by more, to be shown beside the one that stands for it. */
const TELLING = 0.02

/** Which of a family's metrics stands for all: the earlier one (BENCHMARK-FORMATS §8); others follow in any order. */
const STANDS_FOR = ['output_throughput', 'total_token_throughput', 'request_throughput', 'tpot', 'sec/op', 'real_time', 'time', 'latency']

/** The rows that say something of their own; the others become omissions. */
export function leaveOut(rows: readonly Row[], omissions: Omission[]): Row[] {
  return dropQuietCounts(dropStatistics(dropSiblings(rows, omissions), omissions), omissions)
}

function dropSiblings(rows: readonly Row[], omissions: Omission[]): Row[] {
  const families = Map.groupBy(rows, familyKey)
  return rows.filter((row) => {
    const { metric } = row.comparison
    if (/peak|max_output_tokens|max_concurrent/i.test(metric)) {
      omissions.push({ what: row.quantity.name || metric, why: 'a peak is one short sample, not a rate' })
      return false
    }
    const stand = standsFor(row, families.get(familyKey(row)) ?? [])
    if (stand === null || saysOtherwise(row, stand)) return true
    omissions.push({
      what: [row.name, row.quantity.name].find((name) => name !== '') ?? metric,
      why: `says the same as ${lower(stand.quantity.name || 'the time')} here`,
    })
    return false
  })
}

/** What depends on one another: metrics of one family of one thing. */
function familyKey({ comparison: { benchmark, condition, metric, unit } }: Row): string {
  return JSON.stringify([benchmark, condition, familyOf(metric, unit)])
}

/** What went the other way, or got worse alone, is a statement of its own, however much the two depend on one another. */
function saysOtherwise(row: Row, stand: Row): boolean {
  const [own, other] = [wayOf(row), wayOf(stand)]
  const isNoise = row.comparison.verdict === 'none' && Math.abs(change(row)) <= TELLING
  return own === 'worse' ? other !== 'worse' && !isNoise : own === 'better' && other === 'worse'
}

/** The row of the family's first metric that a row of another one repeats: of its own statistic, where there is one. */
function standsFor({ comparison: own }: Row, family: readonly Row[]): Row | null {
  const order = [...family].sort((a, b) => standing(a) - standing(b) || rankOf(a.comparison.statistic) - rankOf(b.comparison.statistic))
  const [first] = order
  if (first === undefined || canonicalMetric(first.comparison.metric) === canonicalMetric(own.metric)) return null
  const ofMetric = order.filter(({ comparison: k }) => k.metric === first.comparison.metric)
  return ofMetric.find(({ comparison: k }) => k.statistic === own.statistic) ?? first
}

/** The order of `STANDS_FOR`, and primary metrics before others that it does not name. */
function standing({ comparison }: Row): number {
  const rank = STANDS_FOR.indexOf(canonicalMetric(comparison.metric))
  return rank < 0 ? STANDS_FOR.length + (comparison.primary ? 0 : 1) : rank
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

/**
 * Of several statistics of one metric: the median (else the mean), and where that did not get worse, the highest that
 * did. Where percentiles of one thing are all there is, they are what the change is about, and all of them stay.
 */
function dropStatistics(rows: readonly Row[], omissions: Omission[]): Row[] {
  if (isDistribution(rows)) return [...rows]
  const groups = Map.groupBy(rows, ({ comparison: k }) => JSON.stringify([k.benchmark, k.metric, k.condition]))
  const left = new Set<string>()
  const repeated = new Set<string>()
  const kept = new Set<Row>()
  for (const group of groups.values()) {
    const order = [...group].sort((a, b) => rankOf(a.comparison.statistic) - rankOf(b.comparison.statistic))
    const [centre] = order
    if (centre === undefined) continue
    kept.add(centre)
    const lost = order.filter((row) => row.comparison.verdict === 'regressed')
    const worse = order.filter((row) => /^p\d/i.test(row.comparison.statistic) && gotWorse(row) && Math.abs(change(row)) > NOTICEABLE)
    const tail = lost.at(-1) ?? worse.at(-1)
    if (tail !== undefined && wayOf(centre) !== 'worse') kept.add(tail)
    for (const row of order) if (!kept.has(row)) (lost.includes(row) ? repeated : left).add(row.comparison.statistic)
  }
  const names = (statistics: ReadonlySet<string>) => `Other statistics (${[...statistics].join(', ')})`
  if (left.size > 0) omissions.push({ what: names(left), why: 'the centre says it, and nothing worse hides in them' })
  if (repeated.size > 0) omissions.push({ what: names(repeated), why: 'they got worse as the row that is shown' })
  return rows.filter((row) => kept.has(row))
}

/** At least three percentiles of one metric, and nothing else. */
function isDistribution(rows: readonly Row[]): boolean {
  const things = new Set(rows.map(({ comparison: k }) => JSON.stringify([k.benchmark, k.metric, k.condition])))
  return rows.length >= 3 && things.size === 1 && rows.every(({ comparison: { statistic } }) => /^(?:median$|p\d)/i.test(statistic))
}

/** The middle first, then the other statistics, then percentiles upwards. */
export function rankOf(statistic: string): number {
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
    const memory = base.find(
      ({ comparison: k }) => metric === 'allocs/op' && k.metric === 'B/op' && k.benchmark === benchmark && k.condition === condition,
    )
    if (memory === undefined || wayOf(row) !== wayOf(memory)) return true
    omissions.push({ what: row.label, why: `goes the same way as ${lower(memory.quantity.name)} here` })
    return false
  })
}

/** Which comparisons may carry a headline and a verdict in words: those of one to four metrics, none dependent on another. */
import { KnownError } from '../errors.ts'
import type { Comparison } from '../model.ts'
import { primaryMetrics } from './formats.ts'
import { canonicalMetric, familyOf } from './metrics.ts'

const MOST = 4

export interface Candidate {
  benchmark: string
  metric: string
  statistic: string
  condition: string
  unit: string
  tier: Comparison['tier']
  /** Whether something says which way is good. */
  directed: boolean
  format: string | undefined
}

/**
 * Chooses among the comparisons of one call; `declared` are the config's names. A declared name that nothing has is no
 * fault (a config serves many pull requests); without any that fits, the format's own default holds.
 */
export function choosePrimary<T extends Candidate>(candidates: readonly T[], declared: readonly string[]): Set<T> {
  if (declared.length > MOST) {
    throw new KnownError(
      `${declared.length} primary metrics are declared (${declared.join(', ')}), and an entry has one to four. Name the ones that the change is about.`,
    )
  }
  const formats = [...new Set(candidates.map((candidate) => candidate.format))]
  return new Set(
    formats.flatMap((format) =>
      ofFormat(
        candidates.filter((candidate) => candidate.format === format),
        declared,
        format,
      ),
    ),
  )
}

function ofFormat<T extends Candidate>(candidates: readonly T[], declared: readonly string[], format: string | undefined): T[] {
  const present = new Set(candidates.map(({ metric }) => canonicalMetric(metric)))
  const named = (names: readonly string[]) => [...new Set(names.map(canonicalMetric))].filter((name) => present.has(name))
  const own = named(declared)
  const byFormat = own.length > 0 ? own : named(primaryMetrics(format ?? null))
  const names = byFormat.length > 0 ? byFormat : named(candidates.filter(({ directed }) => directed).map(({ metric }) => metric))
  // The families are counted over all benchmarks first, so that every benchmark has the same primary metrics.
  const chosen = new Map<string, string>()
  for (const name of names) {
    const unit = candidates.find(({ metric }) => canonicalMetric(metric) === name)?.unit ?? ''
    const family = familyOf(name, unit)
    if (chosen.size < MOST && !chosen.has(family)) chosen.set(family, name)
  }
  const metrics = new Set(chosen.values())
  const ofMetrics = candidates.filter(({ metric }) => metrics.has(canonicalMetric(metric)))
  const figures = Map.groupBy(ofMetrics, ({ benchmark, metric, condition }) =>
    JSON.stringify([benchmark, canonicalMetric(metric), condition]),
  )
  return [...figures.values()].flatMap((statistics) => statistics.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1))
}

const STATISTICS = ['median', 'p50', 'mean', 'value']
const TIERS = 'XABCDE'

/** The statistic with the best evidence stands for its metric, and the median before the mean. */
function rank({ statistic, tier }: Candidate): number {
  const place = STATISTICS.indexOf(statistic)
  return (place < 0 ? 100 : place) + 10 * TIERS.indexOf(tier)
}

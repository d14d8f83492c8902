/**
 * The one number people want over many benchmarks, where it means something: ratios of one metric, one direction, the
 * same benchmarks on both sides (Fleming & Wallace 1986). Else the reason why there is none.
 */
import type { Better, Comparison, Measurement, Unmatched } from '../model.ts'
import type { GeometricMean } from './comparison.ts'
import { geometricMean } from './statistics/geometric-mean.ts'
import { dimensionOf } from './units.ts'

type Compared = Pick<Comparison, 'id' | 'benchmark' | 'metric' | 'ratio' | 'verdict' | 'baseline'> & {
  statistic: string
  better: Better
  unit: string
}

/** One for every metric, statistic and kind of unit (tokens a second and requests a second are two) with two comparisons or more. */
export function geometricMeans(
  comparisons: readonly Compared[],
  unmatched: readonly Unmatched[],
  measurements: readonly Measurement[],
): GeometricMean[] {
  const alone = new Set(unmatched.map(({ id }) => id))
  const byId = new Map(measurements.map((m) => [m.id, m] as const))
  const lonely = measurements.filter((m) => alone.has(m.id) && m.side !== 'unknown')
  const kindOf = ({ metric, statistic, unit }: Compared) => JSON.stringify([metric, statistic, dimensionOf(unit)])
  return [...Map.groupBy(comparisons, kindOf).values()].flatMap((group) => {
    const [first] = group
    if (!first || group.length < 2) return []
    const { metric, statistic, unit } = first
    const kind = dimensionOf(unit)
    const left = lonely.filter(
      (m) =>
        m.metric === metric && m.statistic === statistic && dimensionOf(m.unit) === kind && !group.some((c) => c.benchmark === m.benchmark),
    )
    const why = refusal(group, left) ?? sharedBaseline(group, byId)
    const ratio = why === null ? geometricMean(group.flatMap((c) => c.ratio ?? [])) : null
    return [{ metric, statistic, of: group.map(({ id }) => id), ratio, refused: why }]
  })
}

function refusal(group: readonly Compared[], left: readonly Measurement[]): string | null {
  const [missing] = group.filter((c) => c.verdict === 'not-comparable')
  if (missing) return `The sides of ${missing.benchmark || missing.metric} are not comparable.`
  const [without] = group.filter((c) => !(c.ratio !== null && c.ratio > 0))
  if (without) return `${without.benchmark || without.metric} has no ratio above 0.`
  if (left.length > 0) return `Only one side has ${[...new Set(left.map((m) => m.benchmark))].join(', ')}.`
  if (group.some((c) => c.better === 'unknown')) return 'Which way is better is not known.'
  if (new Set(group.map((c) => c.better)).size > 1) return 'More is better for some and less for others.'
  const [gains, losses] = [group.filter((c) => c.verdict === 'improved'), group.filter((c) => c.verdict === 'regressed')]
  if (gains.length === 0 || losses.length === 0) return null
  return `It would average gains (${names(gains)}) with losses (${names(losses)}).`
}

/** Variants that are held against one figure are not so many benchmarks: the figure would count once for each. */
function sharedBaseline(group: readonly Compared[], measurements: ReadonlyMap<string, Measurement>): string | null {
  const places = new Set<string>()
  for (const { baseline } of group) {
    const { locator, benchmark } = measurements.get(baseline[0] ?? '') ?? {}
    // A place in JSON is a figure's own.
    if (locator?.line === undefined) return null
    places.add(JSON.stringify([locator.line, locator.text, benchmark]))
  }
  return places.size < group.length ? 'Several of its variants are held against one baseline.' : null
}

function names(group: readonly Compared[]): string {
  return group.map((c) => c.benchmark || c.metric).join(', ')
}

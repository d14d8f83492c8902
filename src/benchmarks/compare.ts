/** Baseline against candidate: pair, gate, measure the effect, correct for how many, judge. TRUST §1 is the rule. */
import type { Better } from '../model.ts'
import { caveatsOf } from './caveats.ts'
import { type Gate, gateOf } from './comparability.ts'
import type { Compared, CompareInput, CompareResult } from './comparison.ts'
import { designNotes } from './design-notes.ts'
import { type Effect, effectOf } from './effect.ts'
import { isShared } from './environments.ts'
import { geometricMeans } from './geometric-means.ts'
import { canonicalMetric } from './metrics.ts'
import { ownRuns } from './own-runs.ts'
import { type Pair, pair } from './pair.ts'
import { type Candidate, choosePrimary } from './primary.ts'
import { roundsOf } from './runs.ts'
import { adjustByGroup } from './statistics/adjust-by-group.ts'
import { verdictOf } from './verdict.ts'

/** A pair with everything that is known before all pairs are looked at together. */
interface Examined extends Candidate {
  pair: Pair
  gate: Gate
  /** Null where the units measure different things. */
  effect: Effect | null
  better: Better
}

/** A corrected p, over how many comparisons, and how in words. */
interface Corrected {
  p: number
  family: number
  correction: string
}

/** Compares every result that has a partner. Throws a KnownError when more than four metrics are declared primary. */
export function compare(given: CompareInput): CompareResult {
  const own = ownRuns(given)
  const input = { ...given, measurements: own.measurements }
  const shared = isShared(input.environments?.baseline) || isShared(input.environments?.candidate)
  const threshold = input.threshold ?? (shared ? 0.05 : 0.02)
  const { pairs, unmatched: alone } = pair(input)
  const unmatched = [...own.unmatched, ...alone]
  const tests = input.tests ?? 'unknown'
  const gate = gateOf(input)
  const examined = pairs.map((found) => examine(found, gate(found), input))
  const primary = choosePrimary(examined, input.primary ?? [])
  const corrected = new Map([
    ...correct(examined.filter((one) => primary.has(one))),
    ...correct(examined.filter((one) => !primary.has(one))),
  ])
  const comparisons = examined.map((one, i): Compared => {
    const judged = judge(one, corrected.get(one), threshold, tests)
    const caveats = caveatsOf({ ...one, ...judged, shared, tests })
    const { effect, gate, pair: found } = one
    const comparable = judged.verdict !== 'not-comparable'
    return {
      id: `${input.prefix ?? 'c'}${i + 1}`,
      benchmark: one.benchmark,
      metric: one.metric,
      condition: one.condition,
      baseline: found.baseline.map((m) => m.id),
      candidate: found.candidate.map((m) => m.id),
      ratio: comparable ? (effect?.ratio ?? null) : null,
      interval: comparable ? (effect?.interval ?? null) : null,
      level: 0.95,
      tier: one.tier,
      verdict: judged.verdict,
      p: (comparable ? (primary.has(one) ? corrected.get(one)?.p : effect?.p) : null) ?? null,
      method: methodOf(one, primary.has(one) ? corrected.get(one) : undefined, comparable),
      reasons: [...new Set([...judged.reasons, ...gate.remarks, ...caveats.map(({ message }) => message)])],
      statistic: one.statistic,
      better: one.better,
      primary: primary.has(one),
      unit: one.unit,
      sides: effect && { baseline: effect.baseline, candidate: effect.candidate },
      difference: effect && effect.candidate.centre - effect.baseline.centre,
      warnings: caveats,
    }
  })
  const means = geometricMeans(comparisons, alone, input.measurements)
  const notes = [...own.notes, ...designNotes(comparisons, input.environments)]
  return { comparisons, unmatched, threshold, geometricMeans: means, notes }
}

function examine(found: Pair, gate: Gate, input: CompareInput): Examined {
  const { benchmark, metric, condition, baseline, candidate } = found
  const format = input.formats?.get(baseline[0]?.id ?? '')
  const effect = effectOf(found, (m) => input.sources?.get(m.id) ?? '', format)
  const [direction = 'unknown', ...others] = new Set([...baseline, ...candidate].map((m) => m.better))
  const better = others.length === 0 ? direction : 'unknown'
  // Of the mean of written-down runs nothing is used but the runs, and their median is compared.
  const ofRuns = [...baseline, ...candidate].every((m) => roundsOf(m) !== undefined) && effect?.baseline.statistic === 'median of the runs'
  const statistic = ofRuns ? 'median' : found.statistic
  const tier = effect?.tier ?? 'E'
  const unit = baseline[0]?.unit ?? ''
  return { benchmark, metric, condition, statistic, unit, tier, directed: better !== 'unknown', format, pair: found, gate, effect, better }
}

/** The comparisons that were tested, corrected metric by metric. */
function correct(family: readonly Examined[]): (readonly [Examined, Corrected])[] {
  const tested = family.flatMap((one) => {
    const p = one.gate.blocks.length === 0 ? one.effect?.p : null
    return p === null || p === undefined ? [] : [{ one, p }]
  })
  const groups = [...Map.groupBy(tested, ({ one }) => JSON.stringify([canonicalMetric(one.metric), one.pair.statistic])).values()]
  const adjusted = adjustByGroup(groups.map((group) => group.map(({ p }) => p)))
  const correction = correctionOf(groups.length, tested.length)
  return groups.flatMap((group, i) =>
    group.map(({ one, p }, j) => [one, { p: adjusted[i]?.[j] ?? p, family: tested.length, correction }] as const),
  )
}

/** The correction in words; empty for a single comparison. */
function correctionOf(metrics: number, comparisons: number): string {
  if (comparisons <= 1) return ''
  if (metrics === comparisons) return `Holm's correction over ${comparisons} comparisons`
  if (metrics === 1) return `Benjamini and Hochberg's correction over ${comparisons} comparisons`
  return `Holm's correction over ${metrics} metrics and Benjamini and Hochberg's over the comparisons of each, ${comparisons} in all`
}

function judge(
  { gate, effect, better }: Examined,
  corrected: Corrected | undefined,
  threshold: number,
  tests: 'passed' | 'failed' | 'unknown',
) {
  if (gate.blocks.length > 0 || effect === null) return { verdict: 'not-comparable' as const, reasons: gate.blocks }
  const { p, correction, family } = corrected ?? { p: null, correction: '', family: 1 }
  return verdictOf({ effect, better, threshold, tests, p, correction, family })
}

function methodOf({ effect }: Examined, corrected: Corrected | undefined, comparable: boolean): string {
  if (effect === null || !comparable) return 'Not computed: the sides are not comparable.'
  const correction = corrected?.correction ?? ''
  return correction === '' ? effect.method : effect.method.replace(/\.$/, `, after ${correction}.`)
}

/** What follows from a comparison by arithmetic alone: both values, their difference, percentage, factors, share, interval. */
import { type Sample, sampleOf } from '../../benchmarks/runs.ts'
import type { Ledger, LedgerComparison, LedgerMeasurement, Measurement } from '../../model.ts'
import { type Fact, plain, type Subject } from './fact.ts'
import { ledgerUnit, type Unit } from './units.ts'

/** Both centres in base units. */
export interface Sides {
  baseline: number
  candidate: number
  unit: Unit
  /** Independent runs a side, as far as the ledger's measurements say. */
  runs: [number, number]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** The values of every run behind some measurements, in base units; an empty list where units differ in kind. */
export function runsOf(measurements: readonly LedgerMeasurement[]): number[] {
  const dimensions = new Set(measurements.map((m) => ledgerUnit(m.unit).dimension))
  if (dimensions.size !== 1) return []
  return sampleOfSide(measurements).values
}

/** What compare takes a side for: iterations inside a run are no runs, and of many files each is one. */
export function sampleOfSide(measurements: readonly LedgerMeasurement[]): Sample {
  const placeOf = new Map<Measurement, string>(measurements.map((m) => [m, m.file ?? m.source]))
  return sampleOf(
    measurements,
    (value, m) => value * ledgerUnit(m.unit).factor,
    (m) => placeOf.get(m) ?? '',
  )
}

/** The centres as the claims have them, else the medians of the measurements. */
export function sidesOf(ledger: Ledger, comparison: LedgerComparison): Sides {
  const byId = new Map(ledger.measurements.map((m) => [m.id, m]))
  const side = (ids: readonly string[], name: 'baseline' | 'candidate') => {
    const measurements = ids.flatMap((id) => byId.get(id) ?? [])
    const values = runsOf(measurements)
    const [only] = measurements
    const claim = ledger.claims.find(
      (c) =>
        c.comparison === comparison.id && c.side === name && (c.kind === 'value' || c.kind === 'sum') && c.subject === comparison.label,
    )
    const unit = ledgerUnit(claim?.unit ?? only?.unit ?? comparison.unit)
    const computed = measurements.length === 1 && only !== undefined ? only.value * ledgerUnit(only.unit).factor : median(values)
    const value = claim !== undefined && typeof claim.value === 'number' ? claim.value * unit.factor : computed
    return { value, unit, runs: values.length }
  }
  const baseline = side(comparison.baseline, 'baseline')
  const candidate = side(comparison.candidate, 'candidate')
  return { baseline: baseline.value, candidate: candidate.value, unit: candidate.unit, runs: [baseline.runs, candidate.runs] }
}

const percent = (ratio: number): number => 100 * Math.abs(ratio - 1)

/** Every number that a sentence about this comparison may hold. */
export function comparisonFacts(comparison: LedgerComparison, sides: Sides | null, subject: Subject, sources: readonly string[]): Fact[] {
  if (sides === null || !Number.isFinite(sides.baseline) || !Number.isFinite(sides.candidate)) return []
  const { baseline, candidate, unit } = sides
  const direction = baseline === candidate ? 'same' : candidate < baseline ? 'less' : 'more'
  const base: Fact = { ...plain(0, unit.dimension, subject), comparison: comparison.id, direction, better: comparison.better, sources }
  const fact = (part: Partial<Fact>, low: number, high = low): Fact => ({
    ...base,
    ...part,
    low: Math.min(low, high),
    high: Math.max(low, high),
  })
  const facts = [
    fact({ kind: 'value', side: 'baseline' }, baseline),
    fact({ kind: 'value', side: 'candidate' }, candidate),
    fact({ kind: 'difference' }, Math.abs(candidate - baseline)),
  ]
  const ratios = [candidate / baseline, ...(comparison.ratio === null ? [] : [comparison.ratio])].filter((r) => Number.isFinite(r) && r > 0)
  for (const ratio of ratios) {
    facts.push(
      fact({ kind: 'percent', dimension: '%' }, percent(ratio)),
      fact({ kind: 'times', dimension: '×' }, ratio),
      fact({ kind: 'times', dimension: '×', inverse: true }, 1 / ratio),
      fact({ kind: 'share', dimension: '%' }, 100 * ratio),
    )
  }
  if (comparison.interval !== null) {
    const [low, high] = comparison.interval
    facts.push(
      fact({ kind: 'interval', dimension: '%' }, percent(low), percent(high)),
      fact({ kind: 'interval', dimension: '%', inverse: true }, 100 * low, 100 * high),
      fact({ kind: 'interval', dimension: '×' }, low, high),
      ...(low > 0 ? [fact({ kind: 'interval', dimension: '×', inverse: true }, 1 / high, 1 / low)] : []),
    )
  }
  return facts
}

/** A comparison as a table or a sentence needs it: both sides in a unit a reader can read, its words, its level. */
import type { Compared, SideFigures } from '../benchmarks/comparison.ts'
import { convert } from '../benchmarks/units.ts'
import type { LedgerMeasurement, Level } from '../model.ts'
import { type Quantity, quantityOf, shownUnit } from './quantity.ts'
import { WEAKEST_FIRST } from './sources.ts'

/** One side of a row, in the row's unit. */
export interface RowSide {
  value: number
  /** The figure as its source has it, where it is a single one in this unit. */
  written: string | null
  /** Interval of the median, or the range of fewer runs. */
  extent: SideFigures['extent']
  /** Independent runs; 1 where the tool does not say. */
  runs: number
  /** What a source states beside a single figure: 0.9439 ± 0.0063. */
  halfWidth: number | null
  /** The same as an absolute error, also where it is stated as a percentage. */
  error: number | null
  ids: readonly string[]
}

export interface Row {
  comparison: Compared
  label: string
  /** The label as the subject of a sentence whose verb says the quantity: `New` for `New: memory allocated`. */
  name: string
  baseline: RowSide
  candidate: RowSide
  /** As shown: µs, tok/s, or empty. */
  unit: string
  quantity: Quantity
  level: Level
  /** Whether the figure sums up requests or iterations inside a run, so that its statistic belongs to its name. */
  inner: boolean
  sources: readonly string[]
  /** What the baseline adds up, where one thing replaced several. */
  parts: readonly LedgerMeasurement[] | null
}

const READABLE_TIMES = ['ns', 'us', 'ms', 's'] as const

/**
 * As written where a reader can read it; a time of many digits (0.000571 ms, 34,500,000 ns) moves to the unit in which
 * its smaller side lies between 1 and 1,000, and thousands of something (1.9 k tok/s) are written out.
 */
function readableUnit(unit: string, values: readonly number[]): string {
  const counted = /^[kKMG] ([A-Za-z].*)$/.exec(unit)?.[1]
  if (counted !== undefined) return counted
  const smallest = Math.min(...values.map(Math.abs).filter((value) => value > 0))
  const inSeconds = convert(smallest, unit, 's') !== null
  const readable = inSeconds ? smallest >= 0.1 && smallest < 100_000 : true
  if (!Number.isFinite(smallest) || readable) return unit
  return (
    READABLE_TIMES.find((candidate) => {
      const value = convert(smallest, unit, candidate)
      return value !== null && value >= 1 && value < 1000
    }) ?? unit
  )
}

function errorOf(spread: LedgerMeasurement['spread'], value: number): number | null {
  if (spread?.value === undefined) return null
  if (spread.kind === 'half-width' || spread.kind === 'standard-error') return spread.value
  return spread.kind === 'relative-half-width' ? spread.value * Math.abs(value) : null
}

function sideOf(figures: SideFigures, measurements: readonly LedgerMeasurement[], from: string, to: string): RowSide {
  const scale = (value: number) => convert(value, from, to) ?? value
  const [only] = measurements
  const single = measurements.length === 1 && only !== undefined && only.unit === to && figures.statistic === 'as written'
  const spread = single ? only.spread : null
  return {
    value: scale(figures.centre),
    written: single ? only.locator.text : null,
    extent: figures.extent === null ? null : { ...figures.extent, low: scale(figures.extent.low), high: scale(figures.extent.high) },
    runs: figures.runs ?? 1,
    error: errorOf(spread, scale(figures.centre)),
    halfWidth: spread?.kind === 'half-width' || spread?.kind === 'standard-error' ? (spread.value ?? null) : null,
    ids: measurements.map((measurement) => measurement.id),
  }
}

/** A row of a comparison; null where the sides have no figures in one unit. Its label is set by `labelRows`. */
export function rowOf(
  comparison: Compared,
  measurements: ReadonlyMap<string, LedgerMeasurement>,
  levels: ReadonlyMap<string, Level>,
): Row | null {
  if (comparison.sides === null) return null
  const all = (ids: readonly string[]) => ids.flatMap((id) => measurements.get(id) ?? [])
  const [baseline, candidate] = [all(comparison.baseline), all(comparison.candidate)]
  const unit = readableUnit(comparison.unit, [comparison.sides.baseline.centre, comparison.sides.candidate.centre])
  const sources = [...new Set([...baseline, ...candidate].map((measurement) => measurement.source))]
  const kind = baseline[0]?.sampleKind
  return {
    comparison,
    label: comparison.id,
    name: comparison.id,
    baseline: sideOf(comparison.sides.baseline, baseline, comparison.unit, unit),
    candidate: sideOf(comparison.sides.candidate, candidate, comparison.unit, unit),
    unit: shownUnit(unit),
    quantity: quantityOf(comparison.metric, unit),
    level: WEAKEST_FIRST.find((level) => sources.some((source) => levels.get(source) === level)) ?? 'stated',
    inner: kind === 'request' || kind === 'iteration',
    sources,
    parts: null,
  }
}

/** Rows of a private source as everybody may see them: neutral names, and without the field `figures` no value, only ratios. */
import { dimensionOf } from '../benchmarks/units.ts'
import { labelRows } from '../claims/labels.ts'
import { withinError } from '../claims/outcome.ts'
import { isKnownMetric, quantityOf } from '../claims/quantity.ts'
import type { Row, RowSide } from '../claims/rows.ts'
import type { LedgerMeasurement } from '../model.ts'
import { neutralNames } from './neutral-names.ts'
import type { PrivateField } from './visibility.ts'

/** What a figure is called, and what it is counted in. */
interface Named {
  benchmark: string
  metric: string
  condition: string
  statistic: string
  unit: string
}

/** Gives a figure the names that may become public. */
export type Renaming = (named: Named) => Named

const STATISTICS = /^(?:mean|median|min|max|total|sum|value|count|p\d{1,3}(?:\.\d{1,3})?)$/
/** What tools count in; a unit of somebody's own is a name too. */
const COUNTED = new Set('number percent factor time byte bit token request op query flop element item sample frame io allocs'.split(' '))
const isKnownUnit = (unit: string): boolean =>
  dimensionOf(unit)
    .split('/')
    .every((part) => COUNTED.has(part))

/** Neutral names for all rows of a study; with `benchmark-names` everything keeps its own. */
export function renaming(rows: readonly Row[], fields: ReadonlySet<PrivateField>): Renaming {
  if (fields.has('benchmark-names')) return (named) => named
  const [benchmark, metric, condition] = [neutralNames('benchmark'), neutralNames('metric'), neutralNames('condition')]
  // One condition for all rows distinguishes nothing.
  const severalConditions = new Set(rows.map((row) => row.comparison.condition)).size > 1
  return (named) => ({
    benchmark: benchmark(named.benchmark),
    metric: isKnownMetric(named.metric) ? named.metric : metric(named.metric),
    condition: severalConditions ? condition(named.condition) : '',
    statistic: STATISTICS.test(named.statistic) ? named.statistic : 'value',
    unit: isKnownUnit(named.unit) ? named.unit : '',
  })
}

/** The rows that may be shown, labelled anew. Without figures a row needs a ratio, and one of them runs that say something. */
export function withholdRows(rows: readonly Row[], fields: ReadonlySet<PrivateField>, rename: Renaming): Row[] {
  const open = fields.has('figures')
  // Too few runs allow both values and no word; without the values nothing is left to show.
  if (!open && !rows.some(isSettled)) return []
  const shown = rows.flatMap((row) => (open ? [renamedRow(row, rename)] : ratioRow(row, rename)))
  const labels = labelRows(shown)
  return shown.map((row, i) => ({ ...row, ...labels[i] }))
}

/** Whether the runs of a row say something: a change, or none to be seen. */
function isSettled({ comparison: { verdict } }: Row): boolean {
  return verdict !== 'none' && verdict !== 'not-comparable'
}

/** Field by field, so that what a row or a comparison will hold one day is not published by itself. */
function renamedRow(row: Row, rename: Renaming): Row {
  const { comparison: k } = row
  const { benchmark, metric, condition, statistic, unit: counted } = rename(k)
  const { unit } = rename({ benchmark: k.benchmark, metric: k.metric, condition: k.condition, statistic: k.statistic, unit: row.unit })
  return {
    comparison: {
      id: k.id,
      benchmark,
      metric,
      condition,
      statistic,
      unit: counted,
      baseline: k.baseline,
      candidate: k.candidate,
      ratio: k.ratio,
      interval: k.interval,
      level: k.level,
      tier: k.tier,
      verdict: k.verdict,
      p: k.p,
      method: k.method,
      reasons: [],
      better: k.better,
      primary: k.primary,
      sides: k.sides,
      difference: k.difference,
      warnings: [],
    },
    label: row.label,
    name: row.name,
    baseline: row.baseline,
    candidate: row.candidate,
    unit,
    quantity: quantityOf(metric, unit),
    level: row.level,
    inner: row.inner,
    sources: row.sources,
    parts: null,
  }
}

/** The unit says whether it is time or memory; its prefix would say how much. */
function baseUnit(unit: string): string {
  const [what = '', ...per] = dimensionOf(unit).split('/')
  const base = { time: 's', byte: 'B', token: 'tok', request: 'req', op: 'op' }[what]
  if (base === undefined) return ''
  return per.length === 1 && per[0] === 'time' && what !== 'time' ? `${base}/s` : base
}

/** All digits of a ratio would give the figures away. */
function rounded(ratio: number): number {
  return Number(ratio.toPrecision(4))
}

/** Of whole numbers even four digits do: 0.5833 is 7 of 12 and nothing else below a hundred. */
function roundedCounts(ratio: number): number {
  const change = ratio - 1
  return Math.abs(change) >= 0.1 ? Number(ratio.toPrecision(2)) : Number((1 + Number(change.toPrecision(1))).toPrecision(12))
}

/** The baseline is one, the candidate the ratio: nothing else of the figures is left to print. */
function ratioRow(row: Row, rename: Renaming): Row[] {
  const { ratio: exact, interval: ends, p: chance } = row.comparison
  if (exact === null || exact <= 0) return []
  const ratio = row.comparison.tier === 'X' ? roundedCounts(exact) : rounded(exact)
  const interval: [number, number] | null = ends === null ? null : [rounded(ends[0]), rounded(ends[1])]
  const p = chance === null ? null : rounded(chance)
  const { quantity, ...renamed } = renamedRow(row, rename)
  const error = withinError(row) ? Math.abs(ratio - 1) : null
  const side = (value: number, { runs }: RowSide): RowSide => ({
    value,
    runs,
    written: null,
    extent: null,
    halfWidth: null,
    error,
    ids: [],
  })
  return [
    {
      ...renamed,
      comparison: {
        ...renamed.comparison,
        ratio,
        interval,
        p,
        unit: baseUnit(row.comparison.unit),
        baseline: [],
        candidate: [],
        sides: null,
        difference: null,
      },
      unit: '',
      quantity,
      baseline: side(1, row.baseline),
      candidate: side(ratio, row.candidate),
    },
  ]
}

/** A measurement without the place it stands at: its figure and its neutral names. */
export function withholdMeasurement(measurement: LedgerMeasurement, rename: Renaming): LedgerMeasurement {
  const { text } = measurement.locator
  const written = /^[-+]?[\d.,]{1,24}(?:[eE][-+]?\d{1,3})?$/.test(text) ? text : String(measurement.value)
  const { id, value, better, samples, sampleKind, spread, side, role, values, source } = measurement
  return {
    id,
    ...rename({
      benchmark: measurement.benchmark,
      metric: measurement.metric,
      statistic: measurement.statistic,
      unit: measurement.unit,
      condition: measurement.condition,
    }),
    value,
    better,
    samples,
    sampleKind,
    spread,
    side,
    role,
    locator: { text: written },
    ...(values !== undefined && { values }),
    source,
    file: null,
  }
}

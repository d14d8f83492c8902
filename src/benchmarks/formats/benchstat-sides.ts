/** What the three forms of benchstat share: sides of columns, units with their prefix, directions. */
import type { Better, Measurement, Spread } from '../../model.ts'
import { betterOfUnit } from '../direction.ts'
import type { Figure } from '../findings.ts'
import { sideOf } from '../prose/side.ts'

export type ColumnSide = Pick<Measurement, 'side' | 'condition'>

/**
 * The sides of the columns by the names of their files; where those say nothing, `vs base` says that the first column
 * is what the others are held against. With more than two columns the file stays in the condition.
 */
export function columnSides(files: readonly string[], hasBase: boolean): ColumnSide[] {
  const named = files.map((file) => sideOf(file).side)
  if (files.length > 2)
    return files.map((file, index) =>
      hasBase && index === 0 ? { side: 'baseline', condition: '' } : { side: hasBase ? 'candidate' : 'unknown', condition: file },
    )
  const [first = 'unknown', second = 'unknown'] = named
  if (files.length < 2 || (first !== 'unknown' && second !== 'unknown')) return named.map((side) => ({ side, condition: '' }))
  const baselineFirst = first === 'baseline' || second === 'candidate' || (first === second && hasBase)
  const candidateFirst = first === 'candidate' || second === 'baseline'
  if (!baselineFirst && !candidateFirst) return files.map((file) => ({ side: 'unknown', condition: file }))
  return (baselineFirst ? (['baseline', 'candidate'] as const) : (['candidate', 'baseline'] as const)).map((side) => ({
    side,
    condition: '',
  }))
}

/** benchstat scales by SI prefixes: 182.9n of `sec/op` is ns/op, 1.156Ki of `B/op` is KiB/op, 13.0M is M allocs/op. */
export function withPrefix(prefix: string, unit: string): string {
  if (prefix === '') return unit
  if (/^sec\b/.test(unit)) return `${prefix}s${unit.slice(3)}`
  return /^B\b/.test(unit) ? prefix + unit : `${prefix} ${unit}`
}

function betterOfMetric(metric: string): Better {
  if (/^(?:sec|B|allocs|time|alloc)\/op$|^sec$/.test(metric)) return 'lower'
  if (metric === 'speed') return 'higher'
  return betterOfUnit(metric)
}

/** `± 3%` is the 95 % interval of the median; `± ∞` means too few runs for one. */
export function spreadOf(plusMinus: string | undefined): Spread | null {
  const percent = /^(\d+)%$/.exec(plusMinus ?? '')?.[1]
  return percent === undefined ? null : { kind: 'relative-half-width', value: Number(percent) / 100, level: 0.95 }
}

/** Geomean rows are over the others; every other row is the median of its runs. */
export function rowFigure(benchmark: string, metric: string, samples: number | null): Figure {
  const aggregate = /^\[?geo ?mean\]?$/i.test(benchmark)
  return {
    benchmark,
    metric,
    better: betterOfMetric(metric),
    statistic: aggregate ? 'geometric mean' : 'median',
    role: aggregate ? 'aggregate' : 'result',
    samples,
    sampleKind: samples === null ? null : 'repetition',
  }
}

/** `n=10`, or `n=9+10` for the two sides. */
export function samplesOf(text: string): [number | null, number | null] {
  const [, first, second] = /\bn=(\d{1,9})(?:\+(\d{1,9}))?/.exec(text) ?? []
  return first === undefined ? [null, null] : [Number(first), Number(second ?? first)]
}

/** How a row says its change: `-66.42%`, standing free. */
export const delta = /(?<=\s)([-+]\d{1,20}(?:\.\d{1,20})?%)(?=\s|$)/g

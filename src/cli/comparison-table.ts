import type { ComparisonRemarks } from '../jobs/measure-compare.ts'
import type { Comparison, MeasureAnswer, Measurement } from '../model.ts'
import { amount, compared, count, underHeadings } from './figure-words.ts'
import { paint } from './terminal.ts'

/** Candidate against baseline, a row a figure. Only the verdict of a primary metric earns words, an arrow and a colour. */
export function comparisonBlock({ files, comparisons, unmatched }: MeasureAnswer, remarks: ComparisonRemarks, room: number): string {
  const measurements = new Map(files.flatMap((file) => file.measurements).map((measurement) => [measurement.id, measurement]))
  const side = (ids: readonly string[]) => ids.flatMap((id) => measurements.get(id) ?? [])
  const rows = comparisons.map((comparison) => {
    const [before, after] = [side(comparison.baseline), side(comparison.candidate)]
    const figures = remarks.compared.get(comparison.id)
    const statistic = figures?.statistic ?? before[0]?.statistic ?? 'value'
    const [from, to] = [before[0]?.unit ?? '', after[0]?.unit ?? '']
    const [was, is] = figures ? [compared(figures.baseline), compared(figures.candidate)] : [amount(before), amount(after)]
    const cells = [
      comparison.benchmark,
      nameOf(comparison.metric, statistic),
      from === to ? was : `${was} ${from}`,
      '→',
      `${is} ${to}`.trim(),
      ratioOf(comparison),
      verdictOf(comparison, remarks.primary.has(comparison.id)),
      runsOf(comparison, before, after),
    ]
    return { heading: comparison.condition, cells }
  })
  return [
    ...(comparisons.length === 0 ? [] : [paint('bold', 'Candidate against baseline')]),
    ...underHeadings([false, false, true, false, false, true, false, false], rows, room),
    ...refusals(comparisons, remarks.primary),
    ...meansOf(remarks),
    ...alone(unmatched),
    ...remarks.notes.map((note) => said('note', note)),
  ].join('\n')
}

/** "8 runs a side", "10 and 12 processes"; nothing for one run a side, which the notes say once. */
function runsOf({ tier }: Comparison, before: readonly Measurement[], after: readonly Measurement[]): string {
  const [first] = before
  const kind = first?.sampleKind ?? null
  // Runs that are stated and not shown cannot be counted with.
  const counts = tier === 'A' || tier === 'B' || tier === 'C'
  const inOne = counts && before.length === 1 && after.length === 1 && (kind === 'process' || kind === 'trial' || kind === 'repetition')
  const [from, to] = inOne ? [first?.samples ?? 1, after[0]?.samples ?? 1] : [before.length, after.length]
  const noun = inOne ? kind : 'run'
  if (from === to) return from > 1 ? `${count(from, noun)} a side` : ''
  return `${from} and ${count(to, noun)}`
}

function said(word: string, sentence: string): string {
  return `  ${paint('dim', word)}  ${sentence}`
}

function nameOf(metric: string, statistic: string): string {
  return statistic === 'value' ? metric : `${metric}, ${statistic}`
}

function ratioOf({ ratio, interval }: Comparison): string {
  if (ratio === null) return ''
  return `× ${ratio.toPrecision(4)}${interval === null ? '' : ` (${interval[0].toPrecision(3)} to ${interval[1].toPrecision(3)})`}`
}

function verdictOf({ verdict }: Comparison, primary: boolean): string {
  if (verdict === 'not-comparable') return 'not comparable'
  if (!primary) return ''
  if (verdict === 'improved') return paint('green', '▲ improved')
  if (verdict === 'regressed') return paint('red', '▼ regressed')
  return { 'no-material-change': 'no material change', inconclusive: 'inconclusive', none: 'too few runs for a verdict' }[verdict]
}

/** Why figures are not comparable or, of primary metrics, inconclusive: each reason once. */
function refusals(comparisons: readonly Comparison[], primary: ReadonlySet<string>): string[] {
  const of = (word: string, refused: readonly Comparison[]) => {
    // The first reason is the block; what follows may be remarks that all comparisons share.
    const reasons = Map.groupBy(refused, ({ reasons: [first = 'nothing says why'] }) => first)
    return [...reasons].map(([why, list]) => said('why', `${count(list.length, 'figure')} ${word}: ${why}`))
  }
  return [
    ...of(
      'not comparable',
      comparisons.filter(({ verdict }) => verdict === 'not-comparable'),
    ),
    ...of(
      'inconclusive',
      comparisons.filter(({ id, verdict }) => verdict === 'inconclusive' && primary.has(id)),
    ),
  ]
}

/** One number over many benchmarks, of the primary metrics, or the reason why there is none. */
function meansOf({ geometricMeans, primary }: ComparisonRemarks): string[] {
  return geometricMeans
    .filter(({ of }) => of.some((id) => primary.has(id)))
    .map(({ metric, statistic, of, ratio, refused }) =>
      ratio === null
        ? said('mean', `No geometric mean of ${nameOf(metric, statistic)}: ${refused ?? 'it has no ratio.'}`)
        : said('mean', `Geometric mean of ${count(of.length, 'ratio')} of ${nameOf(metric, statistic)}: × ${ratio.toPrecision(4)}`),
    )
}

function alone(unmatched: MeasureAnswer['unmatched']): string[] {
  const reasons = Map.groupBy(unmatched, ({ why }) => why)
  return [...reasons].map(([why, list]) => said('alone', `${count(list.length, 'figure')}: ${why}`))
}

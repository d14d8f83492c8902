import type { Comparison, MeasureAnswer } from '../model.ts'
import { amount, count, underHeadings } from './figure-words.ts'
import { paint } from './terminal.ts'

/** Candidate against baseline, a row a figure. Only a verdict earns an arrow and a colour. */
export function comparisonBlock({ files, comparisons, unmatched }: MeasureAnswer): string {
  const measurements = new Map(files.flatMap((file) => file.measurements).map((measurement) => [measurement.id, measurement]))
  const side = (ids: readonly string[]) => ids.flatMap((id) => measurements.get(id) ?? [])
  const rows = comparisons.map((comparison) => {
    const [before, after] = [side(comparison.baseline), side(comparison.candidate)]
    const statistic = before[0]?.statistic ?? 'value'
    const [from, to] = [before[0]?.unit ?? '', after[0]?.unit ?? '']
    const cells = [
      comparison.benchmark,
      [comparison.metric, statistic === 'value' ? '' : statistic].filter(Boolean).join(', '),
      from === to ? amount(before) : `${amount(before)} ${from}`,
      '→',
      `${amount(after)} ${to}`.trim(),
      ratioOf(comparison),
      verdictOf(comparison),
      before.length > 1 ? `${before.length} and ${count(after.length, 'run')}` : '',
    ]
    return { heading: comparison.condition, cells }
  })
  const reasons = Map.groupBy(unmatched, ({ why }) => why)
  const alone = [...reasons].map(([why, list]) => `  ${paint('dim', 'alone')}  ${count(list.length, 'figure')}: ${why}`)
  return [
    paint('bold', 'Candidate against baseline'),
    ...underHeadings([false, false, true, false, false, true, false, false], rows),
    ...alone,
  ].join('\n')
}

function ratioOf({ ratio, interval }: Comparison): string {
  if (ratio === null) return ''
  return `× ${ratio.toPrecision(4)}${interval === null ? '' : ` (${interval[0].toPrecision(3)} to ${interval[1].toPrecision(3)})`}`
}

function verdictOf({ verdict }: Comparison): string {
  if (verdict === 'improved') return paint('green', '▲ improved')
  if (verdict === 'regressed') return paint('red', '▼ regressed')
  return {
    'no-material-change': 'no material change',
    inconclusive: 'inconclusive',
    none: 'too few runs for a verdict',
    'not-comparable': 'not comparable',
  }[verdict]
}

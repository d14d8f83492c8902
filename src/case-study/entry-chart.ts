/** The chart of an entry: the rows of its table, with the same words and digits. */
import { renderClaim } from '../claims/render.ts'
import type { Row, RowSide } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import { chooseChart } from './chart/choose.ts'
import { forestPlot } from './chart/forest.ts'
import { curveTone, type LearningCurve, learningChart } from './chart/learning.ts'
import { mermaidCharts } from './chart/mermaid.ts'
import type { ChartRow, ChartValue } from './chart/row.ts'

function chartValue(study: Study, row: Row, which: 'before' | 'after', side: RowSide): ChartValue {
  const claim = study.claims.get(`${row.comparison.id}.${which}`)
  if (claim === undefined) throw new Error(`row ${row.comparison.id} has no value ${which}`)
  const ends = side.extent?.kind === 'interval' ? { low: side.extent.low, high: side.extent.high } : {}
  return { value: side.value, text: renderClaim(claim, row, 'exact'), ...ends }
}

function chartRow(study: Study, row: Row): ChartRow {
  return {
    label: row.label,
    unit: row.unit,
    baseline: chartValue(study, row, 'before', row.baseline),
    candidate: chartValue(study, row, 'after', row.candidate),
    verdict: row.comparison.verdict,
    better: row.comparison.better,
    ratio: row.comparison.ratio,
    interval: row.comparison.interval,
  }
}

/** The same rows as Mermaid, for places that show no SVG: a diagram for each unit and size. */
export function entryDiagrams(study: Study): string[] {
  return mermaidCharts(study.rows.map((row) => chartRow(study, row)))
}

/** A row whose values are withheld: the plot of ratios draws nothing else. */
function ratioRow({ label, comparison: { verdict, better, ratio, interval } }: Row): ChartRow {
  const nothing = { value: 1, text: '' }
  return { label, unit: '', baseline: nothing, candidate: nothing, verdict, better, ratio, interval }
}

/** SVG text; the page has the entry's title, so the chart says only what it shows. `description` is for who cannot see it. */
export function entryChart(study: Study, description: string): string {
  const hasValues = study.rows.every((row) => study.claims.has(`${row.comparison.id}.before`))
  const names = { baseline: 'before', candidate: 'after' }
  if (!hasValues) return forestPlot({ title: 'After ÷ before', description, names, rows: study.rows.map(ratioRow) }, false)
  const input = { title: 'Before and after', description, names, rows: study.rows.map((row) => chartRow(study, row)) }
  const curves = study.rows.map((row) => curveOf(study, row))
  const learnt = curves.filter((curve) => curve !== null)
  return learnt.length === curves.length && learnt.length <= MOST_CURVES ? learningChart(input, learnt) : chooseChart(input)
}

const MOST_CURVES = 4
/** Fewer points are no curve. */
const LEAST_POINTS = 4

/** How a row's last figure came about on both sides; null where either has no steps. */
function curveOf(study: Study, { label, comparison: { baseline, candidate, verdict, metric } }: Row): LearningCurve | null {
  const points = (id: string) => {
    const last = study.measurements.find((m) => m.id === id && m.statistic === 'last')
    if (last === undefined) return []
    const ofRun = study.measurements.filter((m) => m.source === last.source && m.file === last.file && m.benchmark === last.benchmark)
    const way = ofRun.flatMap((m) => {
      const step = m.metric === last.metric ? /^step=([\d.]+)$/.exec(m.condition)?.[1] : undefined
      return step === undefined ? [] : [{ x: Number(step), y: m.value }]
    })
    // The last point is the figure that is compared; how many steps there were stands beside it.
    const end = ofRun.find(({ metric, statistic }) => metric === 'steps' && statistic === 'last')
    return end === undefined ? way : [...way, { x: end.value, y: last.value }]
  }
  const sides = { baseline: baseline.map(points), candidate: candidate.map(points) }
  if ([...sides.baseline, ...sides.candidate].some((run) => run.length < LEAST_POINTS)) return null
  const isNamed = plain(label).includes(plain(metric))
  return { title: isNamed ? label : `${metric}, ${label}`, tone: curveTone(verdict), ...sides }
}

/** "Train loss" says `train_loss`. */
function plain(words: string): string {
  return words.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')
}

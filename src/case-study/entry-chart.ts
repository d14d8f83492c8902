/** The chart of an entry: the rows of its table, with the same words and digits. */
import { renderClaim } from '../claims/render.ts'
import type { Row, RowSide } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import { chooseChart } from './chart/choose.ts'
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

/** SVG text; the page has the entry's title, so the chart says only what it shows. `description` is for who cannot see it. */
export function entryChart(study: Study, description: string): string {
  return chooseChart({
    title: 'Before and after',
    description,
    names: { baseline: 'before', candidate: 'after' },
    rows: study.rows.map((row) => chartRow(study, row)),
  })
}

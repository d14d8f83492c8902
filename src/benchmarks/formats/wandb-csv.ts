import { type Csv, csvHeader, readCsv } from '../document/csv.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { writeCurve } from './curve.ts'

/** https://docs.wandb.ai/guides/app/features/panels/line-plot: "Export as CSV" of a chart */
export const wandbCsv: Reader = {
  name: 'wandb-csv',
  title: 'W&B chart',
  docs: 'CSV of a line plot: a column `RUN - METRIC` for each run; the `__MIN` and `__MAX` beside it are no data.',
  primary: ['train/loss'],
  detect: (document) => seriesOf(csvHeader(document)).length > 0,
  parse(document, found) {
    for (const table of readCsv(document)) readSeries(table, found)
  },
}

interface Series {
  run: string
  metric: string
  column: number
}

/** A series has the two columns of its envelope beside it. The name of a run may hold ` - `, that of a metric does not. */
function seriesOf(header: readonly string[]): Series[] {
  return header.flatMap((label, column) => {
    const cut = label.lastIndexOf(' - ')
    const isSeries = cut > 0 && header[column + 1] === `${label}__MIN` && header[column + 2] === `${label}__MAX`
    return isSeries ? [{ run: label.slice(0, cut), metric: label.slice(cut + 3), column }] : []
  })
}

function readSeries({ header, rows, ragged }: Csv, found: Findings): void {
  for (const { line } of ragged)
    found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
  const sampled = seriesOf(header).some(({ column }) => rows.some(({ cells }) => cells[column + 1] !== cells[column + 2]))
  const [first] = rows
  if (sampled && first !== undefined)
    found.flag('derived-value', 'The plot was thinned out: between the points lie others, within the columns __MIN and __MAX.', {
      line: first.line,
    })
  for (const { run, metric, column } of seriesOf(header)) {
    // Runs have steps of their own: a cell without a figure is another run's step.
    const points = rows.flatMap(({ cells, line }) => {
      const text = cells[column] ?? ''
      return text === '' ? [] : [{ step: cells[0] ?? '', text, line }]
    })
    writeCurve(run, metric, points, found)
  }
}

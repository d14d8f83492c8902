/** Which shape shows the rows best. */
import { byNumbers } from '../../natural-order.ts'
import { barChart } from './bar.ts'
import { forestPlot } from './forest.ts'
import { lineChart } from './line.ts'
import { percentileSweep } from './percentile.ts'
import type { ChartInput, ChartRow } from './row.ts'
import { sweeps, sweepsAmong } from './sweep.ts'
import { tradeoff, tradeoffChart } from './tradeoff.ts'

/** More rows than this would make a tower of bars. */
const mostBars = 6

/**
 * The chart of `input` as SVG text; the same input gives the same bytes anywhere. Lines where the labels differ in one
 * number that runs over at least four values (throughput against latency where the rows are both) or are percentiles of one thing, bars up to six rows; of more rows
 * lines and bars where some are a sweep, else ratios around the no-change line.
 */
export function chooseChart(input: ChartInput): string {
  const found = sweeps(input.rows)
  const trade = found === null ? null : tradeoff(found)
  if (trade !== null) return tradeoffChart(input, trade)
  if (found !== null) return lineChart(input, found)
  const percentiles = percentileSweep(input.rows)
  if (percentiles !== null) return lineChart(input, [percentiles])
  const ordered = { ...input, rows: inOrder(input.rows) }
  const some = ordered.rows.length <= mostBars ? null : sweepsAmong(ordered.rows)
  if (some !== null && some.others.length <= mostBars) return lineChart(input, some.sweeps, some.others)
  return input.rows.length <= mostBars ? barChart(ordered) : forestPlot(ordered)
}

/** Rows that differ only in their numbers, such as loads, stand together and rise. */
function inOrder(rows: readonly ChartRow[]): ChartRow[] {
  const groups = Map.groupBy(rows, ({ label }) => label.replaceAll(/\d+/g, '0'))
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => byNumbers(a.label, b.label)))
}

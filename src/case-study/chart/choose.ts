/** Which shape shows the rows best. */
import { barChart } from './bar.ts'
import { forestPlot } from './forest.ts'
import { lineChart } from './line.ts'
import type { ChartInput } from './row.ts'
import { sweeps } from './sweep.ts'

/** More rows than this would make a tower of bars. */
const mostBars = 6

/**
 * The chart of `input` as SVG text; the same input gives the same bytes anywhere. Lines where the labels differ in one
 * number that runs over at least four values, bars up to six rows, above that ratios around the no-change line.
 */
export function chooseChart(input: ChartInput): string {
  const found = sweeps(input.rows)
  if (found !== null) return lineChart(input, found)
  return input.rows.length <= mostBars ? barChart(input) : forestPlot(input)
}

/** Which shape shows the rows best. */
import { barChart } from './bar.ts'
import type { ChartInput } from './row.ts'

/** The chart of `input` as SVG text; the same input gives the same bytes anywhere. */
export function chooseChart(input: ChartInput): string {
  return barChart(input)
}

/** What every chart is drawn from: one comparison a row, the figures already said as the entry says them. */
import type { Better, Comparison } from '../../model.ts'

/** One side of a row. */
export interface ChartValue {
  /** In the row's `unit`, the same for both sides. */
  value: number
  /** As the entry's table prints it, with its unit: "182.9 ns". */
  text: string
  /** Ends of the 95 % interval, in `unit`; left out where none is known. */
  low?: number
  high?: number
}

export interface ChartRow {
  /** The words the entry uses: "Get, 8 goroutines". */
  label: string
  /** Of both values; empty for a plain count. */
  unit: string
  baseline: ChartValue
  candidate: ChartValue
  verdict: Comparison['verdict']
  /** Which way is good, for the note under the axis. */
  better: Better
  /** Candidate ÷ baseline and its 95 % interval, from the comparison; only the forest plot draws them. */
  ratio: number | null
  interval: readonly [number, number] | null
}

export interface ChartInput {
  /** Stands above the chart and names it for a screen reader. */
  title: string
  /** One sentence with what the chart shows, for who cannot see it. */
  description: string
  /** The two sides in the entry's words: "before", "this change". */
  names: { baseline: string; candidate: string }
  rows: readonly ChartRow[]
}

/**
 * How a verdict is drawn: a class of the chart's style and the reader's word beside it. Only `improved` is green.
 * Where no verdict was possible nothing is said: a plain difference is no failure.
 */
export const verdictLooks: Readonly<Record<Comparison['verdict'], { tone: string; word: string }>> = {
  improved: { tone: 'good', word: 'improved' },
  regressed: { tone: 'bad', word: 'worse' },
  'no-material-change': { tone: 'same', word: 'no material change' },
  inconclusive: { tone: 'same', word: 'no clear difference' },
  none: { tone: 'plain', word: '' },
  'not-comparable': { tone: 'same', word: 'not comparable' },
}

/** Whether any whisker will be drawn, so that it must be explained. */
export function hasIntervals(rows: readonly ChartRow[]): boolean {
  return rows.flatMap((row) => [row.baseline, row.candidate]).some(({ low, high }) => low !== undefined && low !== high)
}

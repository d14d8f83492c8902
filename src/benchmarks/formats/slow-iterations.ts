import type { Findings, Place } from '../findings.ts'

/** Says that a mean and a median of the same iterations lie more than a fifth apart. */
export function judgeIterations(benchmark: string, mean: number | null, median: number | null, place: Place, found: Findings): void {
  if (mean === null || median === null || median <= 0 || Math.abs(mean / median - 1) <= 0.2) return
  found.flag('mean-median-gap', `"${benchmark}": mean and median differ by more than 20 %: a few slow iterations move the mean.`, place)
}

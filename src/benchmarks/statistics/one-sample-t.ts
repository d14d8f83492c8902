/** The t test of a mean against a fixed threshold, one-sided: how training logs show that a loss is below 3.28. */
import { twoSidedT } from './student-t.ts'
import { summarise } from './summary.ts'

/** Answers t and the chance of a mean this far below `threshold` if the true one were the threshold; two values at least. */
export function meanBelow(values: readonly number[], threshold: number): { t: number; p: number } {
  const { n, mean, deviation } = summarise(values)
  const t = (mean - threshold) / (deviation / Math.sqrt(n))
  const half = twoSidedT(t, n - 1) / 2
  return { t, p: t < 0 ? half : 1 - half }
}

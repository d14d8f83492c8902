/** Welch's t test: two means whose spreads differ (Welch 1947, with the Welch–Satterthwaite degrees of freedom). */
import { twoSidedT, twoSidedTQuantile } from './student-t.ts'
import type { Summary } from './summary.ts'

export interface Welch {
  /** candidate − baseline. */
  difference: number
  t: number
  df: number
  p: number
  interval: { low: number; high: number }
}

/** Compares means from their summaries; each side needs two runs. */
export function welch(baseline: Summary, candidate: Summary): Welch {
  const difference = candidate.mean - baseline.mean
  return {
    difference,
    ...judge(difference, baseline.deviation ** 2 / baseline.n, candidate.deviation ** 2 / candidate.n, baseline, candidate),
  }
}

/**
 * The ratio of two means above 0 with the same test on logarithms: the standard error of ln(mean) is the mean's divided
 * by the mean (delta method), so that swapping the sides inverts ratio and interval.
 */
export function welchRatio(baseline: Summary, candidate: Summary): { ratio: number; p: number; low: number; high: number } {
  const ratio = candidate.mean / baseline.mean
  const a = (baseline.deviation / baseline.mean) ** 2 / baseline.n
  const b = (candidate.deviation / candidate.mean) ** 2 / candidate.n
  const { p, interval } = judge(Math.log(ratio), a, b, baseline, candidate)
  return { ratio, p, low: Math.exp(interval.low), high: Math.exp(interval.high) }
}

/** `a` and `b` are the squared standard errors of the sides. */
function judge(difference: number, a: number, b: number, baseline: Summary, candidate: Summary) {
  const error = Math.sqrt(a + b)
  // Without any spread the degrees of freedom are 0/0; every number of them gives the same answer then.
  const df = error === 0 ? baseline.n + candidate.n - 2 : (a + b) ** 2 / (a ** 2 / (baseline.n - 1) + b ** 2 / (candidate.n - 1))
  const t = difference === 0 ? 0 : difference / error
  const half = twoSidedTQuantile(0.95, df) * error
  return { t, df, p: twoSidedT(t, df), interval: { low: difference - half, high: difference + half } }
}

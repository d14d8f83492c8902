import { median } from 'simple-statistics'
import { random } from './random.ts'

/**
 * The percentiles of the bootstrapped ratio of two medians, from a fixed seed. casewright does not use it (the interval of
 * Hodges and Lehmann needs no randomness); it is an independent second opinion on the same runs.
 */
export function resampledRatio(before: readonly number[], after: readonly number[], resamples: number): (share: number) => number {
  const next = random(1)
  const draw = (values: readonly number[]) => median(values.map(() => values[Math.floor(next() * values.length)] ?? Number.NaN))
  const ratios = Float64Array.from({ length: resamples }, () => draw(after) / draw(before)).sort()
  return (share) => ratios[Math.floor(resamples * share)] ?? Number.NaN
}

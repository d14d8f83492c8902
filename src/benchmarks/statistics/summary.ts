import { mean, sampleStandardDeviation } from 'simple-statistics'

/** What is left of runs when they are not written down: count, mean and sample standard deviation (n − 1). */
export interface Summary {
  n: number
  mean: number
  deviation: number
}

/** Summarises at least two values. */
export function summarise(values: readonly number[]): Summary {
  const list = [...values]
  return { n: list.length, mean: mean(list), deviation: sampleStandardDeviation(list) }
}

/** Standard deviation by mean, as a fraction; null around a mean of 0. */
export function variation({ mean: centre, deviation }: Summary): number | null {
  return centre === 0 ? null : deviation / Math.abs(centre)
}

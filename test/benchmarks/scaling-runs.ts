/** Training runs whose law is known. */
import type { ScalingRun } from '../../src/benchmarks/scaling-runs.ts'
import { normal, random } from './statistics/random.ts'

export const truth = { E: 1.82, A: 482, α: 0.348, B: 2085, β: 0.366 }

/** Sizes of a sweep: every N with every D, evenly spread on a logarithmic scale. */
function spread(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)))
}

/** A sweep of `models` × `budgets` runs whose losses differ from the law by about `noise`, as a share; one of twenty by ten times that where `wild`. */
export function sweep(models: number, budgets: number, noise: number, seed: number, wild = false): ScalingRun[] {
  const next = random(seed)
  const draw = normal(next)
  return spread(5e7, 1e10, models).flatMap((N, i) =>
    spread(1e9, 3e11, budgets).map((D, j) => {
      const error = noise * draw() * (wild && next() < 0.05 ? 10 : 1)
      const loss = (truth.E + truth.A / N ** truth.α + truth.B / D ** truth.β) * Math.exp(error)
      return { id: `m${i * budgets + j + 1}`, loss, sizes: { N, D, C: 6 * N * D }, computed: 'C' as const }
    }),
  )
}

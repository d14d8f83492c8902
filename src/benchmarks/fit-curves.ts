/** What a scaling law looks like: its loss over one size at a time, the runs around it, and how it goes on beyond them. */
import type { Drawing } from './fit.ts'
import type { Size } from './scaling-runs.ts'
import { middle95 } from './statistics/bootstrap.ts'

/** The law over one size, where the other has no end. */
interface LawCurve {
  size: Size
  /** Whether another size was taken out. */
  isPart: boolean
  /** Each run with what its other size adds taken out by the law, so that it stands as far from the line as from the law. */
  runs: readonly { x: number; y: number }[]
  /** From the smallest run to `BEYOND` times the largest; low and high hold the middle 95 % of all draws. */
  line: readonly { x: number; y: number; low: number; high: number }[]
  /** The largest run: what lies beyond it is an extrapolation. */
  largest: number
  /** The loss at endless sizes. */
  endless: number
}

/** How far a curve is drawn past the largest run. */
export const BEYOND = 10
const STEPS_WITHIN = 24
const STEPS_BEYOND = 8

/** A curve for each size of the law; `residuals` in the order of the runs. */
export function lawCurves({ runs, sizes, means, parameters, draws }: Drawing, residuals: readonly number[]): LawCurve[] {
  return sizes.map((size, index) => {
    const at = (law: Float64Array, x: number) => partAt(law, index, Math.log(x) - (means[index] ?? 0))
    const xs = runs.map((run) => run.sizes[size] ?? Number.NaN)
    const [smallest, largest] = xs.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Number.POSITIVE_INFINITY, 0])
    const places = [
      ...between(smallest, largest, STEPS_WITHIN),
      largest,
      ...between(largest, BEYOND * largest, STEPS_BEYOND).slice(1),
      BEYOND * largest,
    ]
    const line = places.map((x) => {
      const [low, high] = middle95(draws.map((draw) => at(draw, x)))
      return { x, y: at(parameters, x), low, high }
    })
    const placed = xs.map((x, run) => ({ x, y: at(parameters, x) * Math.exp(residuals[run] ?? 0) }))
    return { size, isPart: sizes.length > 1, runs: placed, line, largest, endless: Math.exp(parameters[0] ?? 0) }
  })
}

/** E + A/x^α, x as its logarithm from the mean. */
function partAt(law: Float64Array, index: number, logSize: number): number {
  return Math.exp(law[0] ?? 0) + Math.exp((law[2 * index + 1] ?? 0) - (law[2 * index + 2] ?? 0) * logSize)
}

/** Evenly spread on a logarithmic axis, without the end. */
function between(low: number, high: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, i) => low * (high / low) ** (i / steps))
}

/** Newton's method, damped: where the curvature misleads, the step leans on that of reweighted least squares, which never does. */
import { solve } from './cholesky.ts'
import type { Objective } from './power-law.ts'

interface Minimum {
  parameters: Float64Array
  value: number
  /** Whether no further step would gain anything; else the steps ran out. */
  converged: boolean
}

const MOST_STEPS = 200

/** The lowest point of `objective` downhill from `start`. */
export function minimise(objective: (parameters: Float64Array) => Objective, start: Float64Array, steps = MOST_STEPS): Minimum {
  let parameters = start
  let here = objective(parameters)
  let damping = 1
  for (let step = 0; step < steps; step++) {
    const by = stepOf(here, damping)
    // The gain that slope and curvature promise; 0 at the bottom.
    const promised = by === null ? 0 : -dot(here.slope, by) / 2
    // Under heavy damping every step is small, and that says nothing.
    if (by !== null && damping <= 1 && promised <= 1e-11 * Math.max(1e-3, here.value))
      return { parameters, value: here.value, converged: true }
    const next = by === null ? null : parameters.map((value, i) => value + (by[i] ?? 0))
    const there = next === null ? null : objective(next)
    if (next !== null && there !== null && there.value < here.value - 1e-4 * promised) {
      parameters = next
      here = there
      damping = damping < 1e-9 ? 0 : damping / 8
    } else if (damping > 1e12) return { parameters, value: here.value, converged: true }
    else damping = Math.max(1e-8, damping * 6)
  }
  return { parameters, value: here.value, converged: false }
}

function stepOf({ slope, curvature, positive }: Objective, damping: number): Float64Array | null {
  const n = slope.length
  const matrix = curvature.map((value, i) => value + damping * (positive[i] ?? 0))
  // A parameter that no run feels would make the matrix singular.
  for (let i = 0; i < n; i++) matrix[i * n + i] = (matrix[i * n + i] ?? 0) + damping * 1e-6 * (positive[i * n + i] ?? 0) + 1e-12
  return solve(
    matrix,
    slope.map((value) => -value),
  )
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

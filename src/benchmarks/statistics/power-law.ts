/**
 * L = E + Σ A_j / x_j^α_j, and how badly it fits runs: Huber's loss of the logarithms (Hoffmann et al. 2022, arXiv:2203.15556,
 * approach 3). Everything is in logarithms, so that E and every A_j stay above 0 and the sum is one log-sum-exp.
 */

/** Runs as the fit needs them: logarithms of the sizes, taken from their means (else A and α would move as one), and of the loss. */
export interface Runs {
  /** For each size of the law, a value a run. */
  logSizes: readonly Float64Array[]
  logLoss: Float64Array
  /** How often a run counts: 1, or how often it was drawn. */
  weights: Float64Array
}

/** The objective at a point: its value, its slope, its curvature, and one that is never negative (of reweighted least squares). */
export interface Objective {
  value: number
  slope: Float64Array
  curvature: Float64Array
  positive: Float64Array
}

/**
 * ln L of a run. Parameters: ln E, then ln A_j and α_j of each size, A_j at the mean size. Writes the share of each term of the
 * sum into `shares`.
 */
export function logLossAt(parameters: Float64Array, { logSizes }: Runs, run: number, shares: Float64Array): number {
  let largest = parameters[0] ?? 0
  shares[0] = largest
  for (let j = 0; j < logSizes.length; j++) {
    const term = (parameters[2 * j + 1] ?? 0) - (parameters[2 * j + 2] ?? 0) * (logSizes[j]?.[run] ?? 0)
    shares[j + 1] = term
    if (term > largest) largest = term
  }
  let sum = 0
  for (let j = 0; j < shares.length; j++) {
    const share = Math.exp((shares[j] ?? 0) - largest)
    shares[j] = share
    sum += share
  }
  for (let j = 0; j < shares.length; j++) shares[j] = (shares[j] ?? 0) / sum
  return largest + Math.log(sum)
}

/** The sum over all runs of Huber's loss of ln L̂ − ln L, by `delta`, so that errors beyond it count as they are. */
export function objectiveAt(parameters: Float64Array, runs: Runs, delta: number): Objective {
  const { logSizes, logLoss, weights } = runs
  const n = parameters.length
  const slope = new Float64Array(n)
  const curvature = new Float64Array(n * n)
  const positive = new Float64Array(n * n)
  const shares = new Float64Array(logSizes.length + 1)
  const lever = new Float64Array(n)
  const gradient = new Float64Array(n)
  // Which term of the sum a parameter belongs to.
  const termOf = (parameter: number) => (parameter + 1) >> 1
  let value = 0
  for (let run = 0; run < logLoss.length; run++) {
    const weight = weights[run] ?? 0
    if (weight === 0) continue
    const error = logLossAt(parameters, runs, run, shares) - (logLoss[run] ?? 0)
    const size = Math.abs(error)
    const inside = size <= delta
    value += weight * (inside ? (error * error) / (2 * delta) : size - delta / 2)
    const pull = weight * (inside ? error / delta : Math.sign(error))
    const bend = inside ? weight / delta : 0
    const held = weight / Math.max(size, delta)
    for (let i = 0; i < n; i++) {
      // Of a term: 1 for its ln A, −ln x for its α.
      lever[i] = i === 0 || i % 2 === 1 ? 1 : -(logSizes[i / 2 - 1]?.[run] ?? 0)
      gradient[i] = (lever[i] ?? 0) * (shares[termOf(i)] ?? 0)
    }
    for (let i = 0; i < n; i++) {
      const gi = gradient[i] ?? 0
      slope[i] = (slope[i] ?? 0) + pull * gi
      for (let j = 0; j <= i; j++) {
        const product = gi * (gradient[j] ?? 0)
        const own = termOf(i) === termOf(j) ? gi * (lever[j] ?? 0) : 0
        const at = i * n + j
        curvature[at] = (curvature[at] ?? 0) + bend * product + pull * (own - product)
        positive[at] = (positive[at] ?? 0) + held * product
      }
    }
  }
  return { value, slope, curvature: mirrored(curvature, n), positive: mirrored(positive, n) }
}

function mirrored(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j] ?? 0
  return matrix
}

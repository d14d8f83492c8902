/**
 * The smallest symmetric interval of order statistics that covers the median with at least 95 % (binomial with 1/2; as
 * benchstat does it). Below six values even the whole range does not: null.
 */
export function medianInterval(values: readonly number[]): { low: number; high: number; coverage: number } | null {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  // P(X ≤ r − 1) with r values cut off at each end; logarithms because 2^−n underflows for long lists.
  let rank = 0
  let tail = 0
  let logTerm = -n * Math.LN2
  while (tail + Math.exp(logTerm) <= 0.025 && rank < n) {
    tail += Math.exp(logTerm)
    logTerm += Math.log((n - rank) / (rank + 1))
    rank += 1
  }
  const low = sorted[rank - 1]
  const high = sorted[n - rank]
  return low === undefined || high === undefined ? null : { low, high, coverage: 1 - 2 * tail }
}

/** The null distribution of the Mann–Whitney U without ties, by counting. */

/**
 * How many of the orders of m and n values give each U, from 0 to m·n. The highest of all values belongs to one side or
 * the other: f(m, n, u) = f(m − 1, n, u − n) + f(m, n − 1, u) (Mann & Whitney 1947). Only additions, so that counts
 * beyond 2^53 stay right to the last digits.
 */
export function uCounts(m: number, n: number): Float64Array {
  let rows = Array.from({ length: n + 1 }, () => Float64Array.of(1))
  for (let i = 1; i <= m; i++) {
    const next: Float64Array<ArrayBuffer>[] = [Float64Array.of(1)]
    for (let j = 1; j <= n; j++) {
      const row = new Float64Array(i * j + 1)
      row.set(next[j - 1] ?? [])
      rows[j]?.forEach((count, u) => {
        row[u + j] = (row[u + j] ?? 0) + count
      })
      next.push(row)
    }
    rows = next
  }
  return rows[n] ?? Float64Array.of(1)
}

/** n over 0, n over 1 … n over n. */
export function binomials(n: number): number[] {
  const row = [1]
  for (let k = 1; k <= n; k++) row.push(((row[k - 1] ?? 0) * (n - k + 1)) / k)
  return row
}

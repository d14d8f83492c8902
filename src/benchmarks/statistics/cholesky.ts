/** Solves M · x = b for a symmetric positive definite M (rows one after another); null where M is not that. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length
  const lower = new Float64Array(n * n)
  const at = (values: Float64Array, index: number) => values[index] ?? 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i * n + j)
      for (let k = 0; k < j; k++) sum -= at(lower, i * n + k) * at(lower, j * n + k)
      if (i !== j) lower[i * n + j] = sum / at(lower, j * n + j)
      // What rounding leaves of a singular matrix is no pivot.
      else if (sum > at(matrix, i * n + i) * 1e-13) lower[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  const found = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) found[i] = at(found, i) - at(lower, i * n + k) * at(found, k)
    found[i] = at(found, i) / at(lower, i * n + i)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) found[i] = at(found, i) - at(lower, k * n + i) * at(found, k)
    found[i] = at(found, i) / at(lower, i * n + i)
  }
  return found
}

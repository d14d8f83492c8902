/**
 * The k-th smallest (from 1) of all differences b − a of two ascending lists, without writing them down: a thousand
 * rounds a side have a million. Halves the range until two neighbouring numbers are left, counting in linear time.
 */
export function differenceAt(a: Float64Array, b: Float64Array, k: number): number {
  let low = (b[0] ?? 0) - (a.at(-1) ?? 0)
  let high = (b.at(-1) ?? 0) - (a[0] ?? 0)
  if (atMost(a, b, low).count >= k) return low
  // 200 halvings leave nothing of any range except around 0, where the largest difference below settles it.
  for (let i = 0; i < 200; i++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) break
    if (atMost(a, b, middle).count >= k) high = middle
    else low = middle
  }
  return atMost(a, b, high).largest
}

/** How many differences are at most `bound`, and the largest of them. */
function atMost(a: Float64Array, b: Float64Array, bound: number): { count: number; largest: number } {
  let count = 0
  let largest = Number.NEGATIVE_INFINITY
  let j = 0
  for (const subtrahend of a) {
    while (j < b.length && (b[j] ?? 0) - subtrahend <= bound) j += 1
    count += j
    if (j > 0) largest = Math.max(largest, (b[j - 1] ?? 0) - subtrahend)
  }
  return { count, largest }
}

/** Names in the order of the numbers in them: 1, 2, 16, 128 and not 1, 128, 16, 2. No locale. */

/** Compares two texts, runs of digits as numbers; equal only where they are the same. */
export function byNumbers(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (const [index, part] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const difference = /^\d/.test(part) && /^\d/.test(other) ? Number(part) - Number(other) : 0
    if (difference !== 0) return difference
    if (part !== other) return part < other ? -1 : 1
  }
  return left.length - right.length
}

function parts(text: string): string[] {
  return text.match(/\d+|\D+/g) ?? []
}

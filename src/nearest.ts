/** Which known word a mistyped one was probably meant to be. */

/** The known words closest to `word` by edit distance (Levenshtein), nearest first, at most `count`; none that differ by more than half. */
export function nearest(word: string, known: readonly string[], count = 1): string[] {
  const wanted = word.slice(0, 100).toLowerCase()
  return known
    .map((name) => ({ name, distance: editDistance(wanted, name.slice(0, 100).toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.max(word.length, name.length) / 2))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

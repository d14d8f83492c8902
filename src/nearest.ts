/** Which known word a mistyped one was probably meant to be. */

/**
 * The known words closest to `word` by edit distance (Levenshtein, with two swapped letters as one edit), nearest first, at most `count`; only those that
 * differ in at most two of five letters, or that hold the word (`origin/main` for `main`).
 */
export function nearest(word: string, known: readonly string[], count = 1): string[] {
  const wanted = word.slice(0, 100).toLowerCase()
  return known
    .map((name) => ({ name, plain: name.slice(0, 100).toLowerCase() }))
    .map(({ name, plain }) => ({ name, distance: plain.split('/').includes(wanted) ? 1 : editDistance(wanted, plain) }))
    .filter(({ name, distance }) => distance <= 0.4 * Math.max(wanted.length, name.length) && distance < wanted.length)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name)
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforeLast[j - 2] ?? 0) + 1 : replaced
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/**
 * What a table holds under a word of a file. Every object has a `constructor` and a `toString` besides: a benchmark of
 * that name must find nothing.
 */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}

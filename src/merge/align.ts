/** Which block of a changed text is which block of the base: equal ones first, then the most alike, then the order. */
import { diffIndices } from 'node-diff3'
import type { Block } from './blocks.ts'

export interface Alignment {
  /** For every block of the base its place in the changed text; null where it is gone. Places rise. */
  places: readonly (number | null)[]
  /** New blocks in their order; `at` is the block of the base that they stand before. */
  added: readonly { at: number; place: number }[]
}

/** Blocks less alike than this are two blocks, not one that was edited. */
const ALIKE = 0.4
/** Pairs compared in one stretch; beyond it order alone decides. */
const MOST_PAIRS = 40_000

/** Aligns a changed text with its base. */
export function align(base: readonly Block[], changed: readonly Block[]): Alignment {
  const places: (number | null)[] = base.map(() => null)
  const hunks = diffIndices(
    base.map((block) => block.text),
    changed.map((block) => block.text),
  )
  let [from, to] = [0, 0]
  const equal = (end: number) => {
    while (from < end) places[from++] = to++
  }
  for (const { buffer1, buffer2 } of hunks) {
    equal(buffer1[0])
    const [b, c] = [base.slice(from, from + buffer1[1]), changed.slice(to, to + buffer2[1])]
    for (const [i, j] of pairsOf(b, c)) places[from + i] = to + j
    from += buffer1[1]
    to += buffer2[1]
  }
  equal(base.length)
  return { places, added: addedIn(places, changed.length) }
}

function addedIn(places: readonly (number | null)[], length: number): Alignment['added'] {
  const added: { at: number; place: number }[] = []
  let place = 0
  for (const [at, own] of [...places, length].entries()) {
    if (own === null) continue
    for (; place < own; place++) added.push({ at, place })
    place = own + 1
  }
  return added
}

/** Pairs of a stretch without equal blocks, both indices rising. */
function pairsOf(base: readonly Block[], changed: readonly Block[]): [number, number][] {
  const alike = base.length * changed.length > MOST_PAIRS ? [] : alikePairs(base, changed)
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...alike, [base.length, changed.length] as const]) {
    // What was rewritten from scratch has no likeness left: the same kind at the same turn is taken for it.
    for (; i < nextI; i++) {
      const found = changed.slice(j, nextJ).findIndex((block) => block.kind === base[i]?.kind)
      if (found < 0) continue
      pairs.push([i, j + found])
      j += found + 1
    }
    if (nextI < base.length) pairs.push([nextI, nextJ])
    i = nextI + 1
    j = nextJ + 1
  }
  return pairs
}

/** The pairs with the greatest likeness in sum. */
function alikePairs(base: readonly Block[], changed: readonly Block[]): [number, number][] {
  const [left, right] = [base.map(wordsOf), changed.map(wordsOf)]
  const width = changed.length + 1
  const best = new Float64Array((base.length + 1) * width)
  const value = (i: number, j: number) => best[i * width + j] ?? 0
  const score = (i: number, j: number) => (base[i]?.kind === changed[j]?.kind ? likeness(left[i], right[j]) : 0)
  for (let i = base.length - 1; i >= 0; i--) {
    for (let j = changed.length - 1; j >= 0; j--) {
      const alike = score(i, j)
      const paired = alike >= ALIKE ? alike + value(i + 1, j + 1) : 0
      best[i * width + j] = Math.max(paired, value(i + 1, j), value(i, j + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < base.length && j < changed.length; ) {
    if (value(i, j) === value(i + 1, j)) i++
    else if (value(i, j) === value(i, j + 1)) j++
    else pairs.push([i++, j++])
  }
  return pairs
}

function wordsOf({ text }: Block): Map<string, number> {
  const words = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

/** Dice's coefficient of the words: 2 × common / both. */
function likeness(a: ReadonlyMap<string, number> = new Map(), b: ReadonlyMap<string, number> = new Map()): number {
  let common = 0
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0)
  const all = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0)
  return all === 0 ? 0 : (2 * common) / all
}

import type { Side } from '../../model.ts'
import type { Figure } from './figure.ts'
import { type SideNames, sideOf } from './side.ts'

/**
 * Sides that stand in the names of benchmarks: `./target/release/main (resolve)` beside `./target/release/new
 * (resolve)`. Two names are the two sides of one benchmark when they differ in one word and that word is a side; the
 * other word may be anything (`puffin`), if no third name fits.
 */
export function sidesInNames(figures: readonly Figure[], names: SideNames): Figure[] {
  if (figures.some((one) => one.side !== 'unknown')) return [...figures]
  const benchmarks = [...new Set(figures.map((one) => one.benchmark))]
  const sides = new Map<string, { side: Side; benchmark: string }>()
  for (const name of benchmarks) {
    const others = benchmarks.flatMap((other) => {
      const words = differing(name, other)
      return words === null ? [] : [{ other, words }]
    })
    const [only] = others
    if (others.length !== 1 || only === undefined) continue
    const [mine, theirs] = only.words
    const [a, b] = [sideOf(mine, names).side, sideOf(theirs, names).side]
    const side = a !== 'unknown' ? a : b === 'baseline' ? 'candidate' : b === 'candidate' ? 'baseline' : 'unknown'
    if (side === 'unknown' || a === b) continue
    sides.set(name, { side, benchmark: shared(name, mine) })
  }
  return figures.map((one) => ({ ...one, ...sides.get(one.benchmark) }))
}

/** The one word in which two names differ; null when they differ in more, or not at all. */
export function differing(a: string, b: string): [string, string] | null {
  const [x, y] = [a.split(between), b.split(between)]
  if (a === b || x.length !== y.length || x.length > 60) return null
  const at = x.flatMap((word, i) => (word === y[i] ? [] : [i]))
  const [first] = at
  return at.length === 1 && first !== undefined ? [x[first] ?? '', y[first] ?? ''] : null
}

const between = /[\s/()_,=:-]+/

/** A name without one of its words. */
export function withoutWord(name: string, word: string): string {
  return name
    .split(/\s+/)
    .filter((one) => one !== word)
    .join(' ')
}

/** What two such names share: without the word and without the folders of a command. */
function shared(name: string, word: string): string {
  return name
    .replace(word, '')
    .replace(/(?:^|(?<=\s))\.{0,2}(?:\/[\w.-]*)+/g, ' ')
    .replace(/[()]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s/_,=:-]+|[\s/_,=:-]+$/g, '')
}

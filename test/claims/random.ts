/** Seeded randomness for generated tests: the same seed, the same entries. */

export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from low to high, both included. */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  shuffled<T>(list: readonly T[]): T[]
}

/** mulberry32. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    const found = list[between(0, list.length - 1)]
    if (found === undefined) throw new Error('pick from an empty list')
    return found
  }
  const shuffled = <T>(list: readonly T[]): T[] => {
    const rest = [...list]
    return list.map(() => rest.splice(between(0, rest.length - 1), 1)[0] as T)
  }
  return { next, between, pick, chance: (share) => next() < share, shuffled }
}

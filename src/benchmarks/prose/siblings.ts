import type { Draft } from './figure.ts'

/**
 * "Main: `topk` takes around 7 µs." and "PR: `topk_small` takes around 4 µs.": two sentences under the two sides, near
 * each other and the only ones of their kind, are about one thing, whatever they call it.
 */
export function joinSiblings(figures: readonly Draft[]): Draft[] {
  const open = figures.filter((one) => one.sibling === true)
  const alone = new Set(
    open.filter((one) => {
      const same = open.filter((other) => other.metric === one.metric && other.condition === one.condition)
      const sides = new Set(same.map((other) => other.side))
      const lines = same.map((other) => other.locator.line ?? 0)
      return same.length === 2 && sides.size === 2 && Math.max(...lines) - Math.min(...lines) <= 4
    }),
  )
  return figures.map((one) => (alone.has(one) ? { ...one, benchmark: '' } : one))
}

import type { Figure } from './figure.ts'
import type { LineFigure } from './labelled.ts'

/**
 * "Current: 35s / After PR: 27s" and "Previous: … / Current: …": the labelled neighbour of the same thing decides what
 * "current" means. Far apart or without such a neighbour it stays unknown.
 */
export function settleCurrent(figures: readonly LineFigure[]): Figure[] {
  const reach = 8
  return figures.map(({ current, sibling: _, ...one }) => {
    if (!current || one.side !== 'unknown') return one
    const near = figures.filter(
      (other) =>
        other.side !== 'unknown' &&
        other.benchmark === one.benchmark &&
        other.metric === one.metric &&
        other.statistic === one.statistic &&
        other.condition === one.condition &&
        Math.abs((other.locator.line ?? 0) - (one.locator.line ?? 0)) <= reach,
    )
    const sides = new Set(near.map((other) => other.side))
    if (sides.size !== 1) return one
    return { ...one, side: sides.has('baseline') ? 'candidate' : 'baseline' }
  })
}

import type { Flag } from '../../model.ts'
import type { Figure } from './figure.ts'

/**
 * Figures that stand before a sentence which takes figures back keep no side: they may be quoted, never compared.
 * Which of them is meant is a matter of reading, so all of them are.
 */
export function withdraw(figures: readonly Figure[], flags: readonly Flag[]): Figure[] {
  const last = Math.max(...flags.filter((flag) => flag.code === 'withdrawn').map((flag) => flag.locator?.line ?? 0), 0)
  return figures.map((one) => ((one.locator.line ?? Number.POSITIVE_INFINITY) < last ? { ...one, side: 'unknown' } : one))
}

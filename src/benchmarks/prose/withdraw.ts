import type { Flag } from '../../model.ts'
import type { Figure } from './figure.ts'

/**
 * Figures that stand before a sentence which takes figures back keep no side, and those behind it where the sentence
 * says "below": they may be quoted, never compared. Which of them is meant is a matter of reading, so all of them are.
 */
export function withdraw(figures: readonly Figure[], flags: readonly Flag[]): Figure[] {
  const words = flags.filter((flag) => flag.code === 'withdrawn' && flag.locator !== null)
  if (words.length === 0) return [...figures]
  const isBelow = (flag: Flag): boolean => /\b(?:below|following)\b/i.test(flag.message)
  const linesOf = (wanted: readonly Flag[]): number[] => wanted.map((flag) => flag.locator?.line ?? 0)
  const last = Math.max(0, ...linesOf(words.filter((flag) => !isBelow(flag))))
  const first = Math.min(Number.POSITIVE_INFINITY, ...linesOf(words.filter(isBelow)))
  return figures.map((one) => {
    const line = one.locator.line ?? last
    return line < last || line > first ? { ...one, side: 'unknown' } : one
  })
}

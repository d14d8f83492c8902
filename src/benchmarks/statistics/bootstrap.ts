/** The law fitted again to runs drawn from the runs: how far it moves is how little they pin it down (Efron 1979, whole runs drawn). */
import { type PowerLaw, refit } from './fit-power-law.ts'
import type { Runs } from './power-law.ts'
import { seededRandom } from './random.ts'

export const RESAMPLES = 1000
/** Draws whose fit comes to no end, as when one size is left, count for nothing; more of them than this share, and all do. */
export const MOST_ASTRAY = 0.05
/** One seed for all: the same runs give the same intervals everywhere. */
const SEED = 1

/** The parameters of every draw whose fit came to an end; null where too many did not. */
export function bootstrap(runs: Runs, law: PowerLaw): Float64Array[] | null {
  const next = seededRandom(SEED)
  const all = runs.logLoss.length
  const found: Float64Array[] = []
  for (let drawn = 1; drawn <= RESAMPLES; drawn++) {
    const weights = new Float64Array(all)
    for (let i = 0; i < all; i++) {
      const run = Math.floor(next() * all)
      weights[run] = (weights[run] ?? 0) + 1
    }
    const again = refit({ ...runs, weights }, law.parameters)
    if (again.converged) found.push(again.parameters)
    else if (drawn - found.length > MOST_ASTRAY * RESAMPLES) return null
  }
  return found
}

/** The middle 95 % of values. */
export function middle95(values: readonly number[]): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const cut = Math.floor(sorted.length * 0.025)
  return [sorted[cut] ?? Number.NaN, sorted[sorted.length - 1 - cut] ?? Number.NaN]
}

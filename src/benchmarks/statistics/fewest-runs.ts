/** How small p can become at all, and how many runs it takes until a correction can be passed. */
import { binomials } from './u-distribution.ts'

/** The p of a two-sided Mann–Whitney test when all runs of one side lie apart from all of the other. */
export function leastP(baseline: number, candidate: number): number {
  return Math.min(1, 2 / (binomials(baseline + candidate)[candidate] ?? 1))
}

/** Runs a side that let one of so many comparisons pass where it alone differs; five at least, the fewest for any verdict. */
export function fewestRuns(comparisons: number): number {
  let runs = 5
  while (leastP(runs, runs) * comparisons >= 0.05) runs += 1
  return runs
}

/** Runs a side to ask for: six, and more where one of very many comparisons may be the only one that moves. */
export function enoughRuns(comparisons: number): number {
  return Math.max(6, fewestRuns(comparisons))
}

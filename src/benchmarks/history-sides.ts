/** A history of many commits' runs (github-action-benchmark's `data.js`): which of them are of the commits that are compared. */
import type { Reading, Side, Subject } from '../model.ts'
import { githubActionBenchmarkHistory } from './formats/github-action-benchmark-history.ts'
import { withChanges } from './found-figure.ts'

/** As the reader writes a commit. */
const short = (sha: string) => sha.slice(0, 7)

/**
 * Figures of the base and of the merge commit (else the head) get their side; those of other commits are not of this
 * change. A file that its caller puts on a side gives that side's only. Other readings stay as they are.
 */
export function historySides(reading: Reading, given: Side, { base, head, merge }: Subject): Reading {
  if (reading.format !== githubActionBenchmarkHistory.name) return reading
  const of = (commit: string) => reading.measurements.filter(({ condition }) => condition === short(commit))
  const merged = merge === null ? [] : of(merge)
  const sides = { baseline: of(base), candidate: merged.length > 0 ? merged : of(head) }
  if (given !== 'unknown' && sides.baseline.length + sides.candidate.length === 0) return reading
  const missing = (['baseline', 'candidate'] as const).filter((side) => sides[side].length === 0)
  return {
    ...reading,
    measurements: (['baseline', 'candidate'] as const)
      .filter((side) => given === 'unknown' || given === side)
      .flatMap((side) => sides[side].map((measurement) => withChanges(measurement, { side, condition: '' }))),
    problems: [...reading.problems, ...missing.map((side) => ({ line: null, message: `The history has no run of the ${side}'s commit.` }))],
  }
}

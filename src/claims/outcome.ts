/** Which way a row went, and whether words may say so. */
import { isWorse } from './quantity.ts'
import type { Row } from './rows.ts'

/** Candidate against baseline, as a fraction: -0.1 is a tenth less. */
export function change(row: Row): number {
  return row.baseline.value === 0 ? (row.candidate.value === 0 ? 0 : 1) : row.candidate.value / row.baseline.value - 1
}

/** Whether the difference is no larger than what both sources state beside their figures. */
export function withinError({ baseline, candidate }: Row): boolean {
  if (baseline.error === null || candidate.error === null) return false
  return Math.abs(candidate.value - baseline.value) <= Math.hypot(baseline.error, candidate.error)
}

/** Whether the difference is known to be too small to matter, whichever way it goes. */
function isImmaterial({ comparison }: Row): boolean {
  return comparison.verdict === 'no-material-change'
}

export function gotWorse(row: Row): boolean {
  return !isImmaterial(row) && !withinError(row) && isWorse(row.comparison.better, row.baseline.value, row.candidate.value)
}

export function gotBetter(row: Row): boolean {
  return !isImmaterial(row) && !withinError(row) && isWorse(row.comparison.better, row.candidate.value, row.baseline.value)
}

/** Whether words may call this row a gain or a loss: a verdict of a primary metric (DESIGN §2, TRUST §1). */
export function hasVerdict({ comparison }: Row): boolean {
  return comparison.primary && (comparison.verdict === 'improved' || comparison.verdict === 'regressed')
}

export function improved(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'improved'
}

export function regressed(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'regressed'
}

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

/**
 * Whether words may call this row a gain or a loss: a gain of a primary metric only, since any of many may look like one
 * (DESIGN §2, TRUST §1); a loss of every metric, since it was corrected for their number and hiding it would flatter.
 */
export function hasVerdict({ comparison }: Row): boolean {
  return comparison.verdict === 'regressed' || (comparison.primary && comparison.verdict === 'improved')
}

/** A difference below this share of the baseline is not worth a word where no verdict says so. */
export const NOTICEABLE = 0.005

/** Which way a row went, as far as its verdict or, without one, its figures tell; null for neither. */
export function wayOf(row: Row): 'better' | 'worse' | null {
  switch (row.comparison.verdict) {
    case 'improved':
      return 'better'
    case 'regressed':
      return 'worse'
    case 'none':
      if (Math.abs(change(row)) <= NOTICEABLE) return null
      return gotWorse(row) ? 'worse' : gotBetter(row) ? 'better' : null
    default:
      return null
  }
}

export function improved(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'improved'
}

export function regressed(row: Row): boolean {
  return hasVerdict(row) && row.comparison.verdict === 'regressed'
}

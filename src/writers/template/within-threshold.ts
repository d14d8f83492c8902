import type { Row } from '../../claims/rows.ts'

/** Why a row shows no material change, as a sentence; `of` names the row, with the space before it, or is empty. */
export function withinThreshold({ comparison }: Row, of: string): string {
  if (comparison.tier !== 'X') return `The interval of the ratio${of} lies within the threshold: no material change.`
  return `The counts${of} are exact, and their difference lies within the threshold: no material change.`
}

/** The ledger's verdicts against its own intervals, tiers and threshold (TRUST §1, the table of tiers). */
import { EXACT_THRESHOLD } from '../../benchmarks/verdict.ts'
import type { Ledger, LedgerComparison } from '../../model.ts'
import type { Finding } from './finding.ts'
import type { Knowledge } from './knowledge.ts'

/** How far a ratio may lie from that of the two centres, where it is estimated otherwise, as a fraction. */
const ESTIMATORS = 0.25

/** Findings about comparisons that do not hold. */
export function checkVerdicts(known: Knowledge): Finding[] {
  return known.ledger.comparisons.flatMap((comparison) => {
    const fault = faultOf(comparison, known.ledger) ?? ratioFault(comparison, known)
    return fault === null
      ? []
      : [
          {
            grade: 'wrong' as const,
            code: 'comparison',
            file: 'evidence.json',
            line: 1,
            message: `comparison ${comparison.id} ("${comparison.label}"): ${fault}`,
          },
        ]
  })
}

function faultOf({ tier, verdict, ratio, interval, better, p }: LedgerComparison, { threshold }: Ledger): string | null {
  if (interval !== null && interval[0] > interval[1]) return 'its interval has its ends swapped.'
  if (ratio !== null && interval !== null && (ratio < interval[0] * (1 - 1e-9) || ratio > interval[1] * (1 + 1e-9)))
    return 'its ratio lies outside its interval.'
  if (verdict !== 'improved' && verdict !== 'regressed') return null
  if (tier === 'C' || tier === 'D' || tier === 'E') return `tier ${tier} allows no verdict, and it says ${verdict}.`
  if (better === 'unknown') return `nobody knows which way is better, and it says ${verdict}.`
  const apart = p !== null && p < 0.05
  // Runs of 0 have no ratio, or one without an interval: then all runs of one side lie apart from all of the other.
  if (ratio === null) return tier === 'X' || apart ? null : `it has no ratio and no p below 0.05, and it says ${verdict}.`
  const less = ratio < 1
  if (less !== ((better === 'lower') === (verdict === 'improved')))
    return `its ratio is ${ratio}, ${better} is better, and it says ${verdict}.`
  if (tier === 'X') {
    const bound = Math.min(threshold, EXACT_THRESHOLD)
    return Math.abs(ratio - 1) > bound ? null : `its ratio of ${ratio} is within the threshold of ${100 * bound} %, and it says ${verdict}.`
  }
  if (p !== null && p >= 0.05) return `its p is ${p}, and it says ${verdict}.`
  if (interval === null && apart && Math.abs(ratio - 1) > threshold) return null
  const beyond = interval !== null && (less ? interval[1] < 1 - threshold : interval[0] > 1 + threshold)
  return beyond ? null : `its interval is not wholly beyond the threshold of ${100 * threshold} %, and it says ${verdict}.`
}

function ratioFault(comparison: LedgerComparison, known: Knowledge): string | null {
  const sides = known.sides.get(comparison.id)
  if (sides === undefined || comparison.ratio === null) return null
  const { baseline, candidate } = sides
  if (!Number.isFinite(baseline) || !Number.isFinite(candidate) || baseline === 0) return null
  const plain = candidate / baseline
  if (plain > 0 && Math.abs(Math.log(plain / comparison.ratio)) > ESTIMATORS)
    return `its ratio is ${comparison.ratio}, and its two sides give ${Number(plain.toPrecision(4))}.`
  return null
}

/** A number that a ledger can answer for. */
import type { Better, Claim } from '../../model.ts'

export type FactKind =
  | 'value'
  | 'difference'
  | 'percent'
  | 'times'
  | 'share'
  | 'interval'
  | 'runs'
  | 'count'
  | 'stated'
  | 'level'
  | 'spread'

/** A number that the ledger can answer for, in base units. */
export interface Fact {
  kind: FactKind
  low: number
  /** Equal to low but for intervals. */
  high: number
  dimension: string
  subject: Subject
  comparison: string | null
  claim: Claim | null
  side: 'baseline' | 'candidate' | null
  /** Of the candidate against the baseline, in the quantity itself. */
  direction: 'less' | 'more' | 'same' | null
  better: Better
  /** Of factors: baseline / candidate. */
  inverse: boolean
  sources: readonly string[]
}

/** What a figure is about. */
export interface Subject {
  text: string
  tokens: ReadonlySet<string>
  /** Of its values; null for subjects of counts and statements. */
  dimension: string | null
}

/** A value of `subject` and nothing else known of it. */
export function plain(value: number, dimension: string, subject: Subject): Fact {
  return {
    kind: 'value',
    low: value,
    high: value,
    dimension,
    subject,
    comparison: null,
    claim: null,
    side: null,
    direction: null,
    better: 'unknown',
    inverse: false,
    sources: [],
  }
}

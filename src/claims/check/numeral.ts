/** A numeral of a text: what it says, and whether it is a figure. */
import type { Span } from './sentences.ts'
import type { Unit } from './units.ts'

export interface Numeral extends Span {
  /** As written, with sign and unit. */
  text: string
  /** quantity has a unit, count a noun, bare neither. */
  kind: 'quantity' | 'count' | 'bare' | 'date'
  /** Whether it is a figure by its looks alone; others are figures only where the ledger expects one. */
  firm: boolean
  /** Whether it is written in words. */
  inWords: boolean
  value: number
  /** How far the truth may lie from the value: half a unit of the last digit shown. */
  tolerance: number
  sign: '+' | '-' | '±' | ''
  /** As written; empty for none. */
  unit: string
  dimension: string
  factor: number
  /** Singular lower-case words that follow: what is counted. */
  nouns: readonly string[]
  /** "about", "nearly": digits that end in zeros may be rounded. */
  approximate: boolean
  /** "more than", "at most". */
  bound: 'above' | 'below' | null
  /** Of "halved", "doubled": what the word itself says. */
  says: 'less' | 'more' | null
  /** Of dates: `YYYY-MM-DD` or `YYYY-MM`. */
  date: string | null
}

export interface NumeralOptions {
  /** Places that hold no figures: code, names of the ledger, quotations that were checked. */
  free?: readonly Span[]
  /** Units beyond the known ones: a ledger's own. */
  unitOf?: (spelling: string) => Unit | null
  /** In a table every number is a figure. */
  inTable?: boolean
}

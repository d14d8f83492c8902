/** Every check of a numeral against a fact, in the order in which they are tried. */
import { nounObjection } from './counted.ts'
import type { Fact } from './fact.ts'
import { kindObjection, levelObjection, quantityObjection, shareObjection, statedObjection } from './kind-of-figure.ts'
import type { Check, Objection } from './objection.ts'
import type { Reading } from './reading.ts'
import { directionObjection, verdictObjection } from './said-of-change.ts'
import { rowObjection, sideObjection, subjectObjection, supportObjection } from './standing.ts'

const CHECKS: readonly Check[] = [
  nounObjection,
  quantityObjection,
  statedObjection,
  shareObjection,
  levelObjection,
  rowObjection,
  subjectObjection,
  sideObjection,
  kindObjection,
  directionObjection,
  verdictObjection,
  supportObjection,
]

/** Every objection to reading the numeral at `index` as `fact`; empty where nothing speaks against it. */
export function objectionsTo(reading: Reading, index: number, fact: Fact): Objection[] {
  return CHECKS.flatMap((check) => check(reading, index, fact) ?? [])
}

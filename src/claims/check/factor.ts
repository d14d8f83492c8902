/** Whether the words behind a factor fit it: "4.8 times as long" is candidate ÷ baseline of a time, "3 × as fast" the inverse. */
import { wordsAt } from './change-words.ts'
import { firstWrong } from './direction.ts'
import type { Fact } from './fact.ts'
import { type Reading, textAfter, textBefore } from './reading.ts'

const QUANTITY_TAIL =
  /^\s*(?:as\s+(?:long|much|many|large|big|high|slow|slowly|heavy|expensive|wide|often)|the\s+(?:time|memory|size|cost|latency|throughput|rate|bandwidth|work|number|amount|old|allocations?|space)|what\b|that\b|longer|slower|larger|bigger|higher|greater|more)\b/i
const SPEED_TAIL = /^\s*(?:as\s+(?:fast|quick|quickly)|faster|quicker|the\s+speed)\b/i
const SMALLER_TAIL = /^\s*(?:less|fewer|smaller|lower|shorter|cheaper|(?:as\s+)?(?:small|little|few|short|low|cheap)\b)/i
/** "main takes three times as long": the words are about the baseline. */
const BASELINE_ACTS = /\b(?:main|the old \p{L}+|the baseline|before|previously)\b[^,;:]*$/iu

/** The word that contradicts the factor, or null. */
export function factorContradiction(reading: Reading, index: number, fact: Fact): string | null {
  const numeral = reading.numerals[index]
  if (numeral === undefined) return null
  const after = textAfter(reading, index)
  const speed = SPEED_TAIL.exec(after)
  const tail = speed ?? SMALLER_TAIL.exec(after) ?? QUANTITY_TAIL.exec(after)
  if (numeral.says !== null && speed === null && (fact.inverse || numeral.says !== fact.direction)) return `"${numeral.text}"`
  if (tail === null) return firstWrong(wordsAt(reading, index), fact)
  // Speed is the inverse of a time and goes with a rate; what is smaller by a factor is the inverse of any quantity.
  const inverse = speed !== null ? fact.subject.dimension === 'time' : SMALLER_TAIL.test(after)
  const meant = BASELINE_ACTS.test(textBefore(reading, index)) ? !inverse : inverse
  return fact.inverse === meant ? null : `"${tail[0].trim()}"`
}

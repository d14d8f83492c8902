/** Whether the words at a change say the way it really went: "66 % less", "rose by 8 ms", "fell from 183 ns to 61 ns". */
import { wordsAt, wordsBefore, wordsBehind } from './change-words.ts'
import type { Fact } from './fact.ts'
import { type Reading, surroundings, textAfter, textBefore } from './reading.ts'
import { sideSaid } from './sides.ts'
import { type DirectionWord, isDenied, type Way } from './wording.ts'

/** Whether the fact's change is a good one; null where nobody knows which way is good, or nothing changed. */
export function isGood(fact: Pick<Fact, 'better' | 'direction'>): boolean | null {
  if (fact.better === 'unknown' || fact.direction === null || fact.direction === 'same') return null
  return (fact.direction === 'less') === (fact.better === 'lower')
}

/** The word or sign that contradicts the fact's direction, or null. Factors are looked at by `factor.ts`. */
export function contradiction(reading: Reading, index: number, fact: Fact): string | null {
  const sign = reading.numerals[index]?.sign
  if (fact.direction === null) return null
  if (fact.kind === 'value') return valueContradiction(reading, index, fact)
  // "Expect 65 to 67 % less time": the words behind the upper end.
  if (fact.kind === 'interval') return fact.inverse ? null : firstWrong(wordsBehind(reading, index + 1), fact)
  if (fact.kind !== 'percent' && fact.kind !== 'difference') return null
  const signed: Way | null = sign === '+' ? 'more' : sign === '-' ? 'less' : null
  if (signed !== null && signed !== fact.direction) return sign === '+' ? 'the plus sign' : 'the minus sign'
  return firstWrong([...wordsAt(reading, index), ...verbRightBefore(reading, index)], fact)
}

/** "falls 14 % more": the verb that a change follows counts beside the words behind it. */
function verbRightBefore(reading: Reading, index: number): DirectionWord[] {
  const { left, sentence } = surroundings(reading, index)
  return wordsBefore(reading, index).filter(
    (word) =>
      /^\s*(?:by\s+)?(?:about\s+|roughly\s+)?$/.test(reading.text.slice(word.end, left.end)) &&
      !isDenied(reading.text, sentence.start, word.start, reading.mentions),
  )
}

/** The first of some words that says another way, or another worth, than the fact has. */
export function firstWrong(words: readonly DirectionWord[], fact: Fact): string | null {
  const wrong = words.find(
    ({ way, good }) =>
      fact.direction === 'same' ||
      (way !== null && way !== fact.direction) ||
      (good !== null && isGood(fact) !== null && good !== isGood(fact)),
  )
  return wrong === undefined ? null : `"${wrong.word}"`
}

/** "fell from 183 ns to 61 ns": the verb before the first of the two, or before "to" and a single value. */
function valueContradiction(reading: Reading, index: number, fact: Fact): string | null {
  const { left, sentence, right } = surroundings(reading, index)
  const before = textBefore(reading, index)
  const after = reading.text.slice(right.start, Math.min(sentence.end, right.start + 60))
  const trailing = /^[^.;:()\d]{0,24},\s*(down|up)\s+from\b/.exec(after) ?? /^\s*,?\s*(down|up)\s+from\b/.exec(after)
  if (trailing !== null && fact.side === 'candidate') {
    const way: Way = trailing[1] === 'down' ? 'less' : 'more'
    return fact.direction === 'same' || way === fact.direction ? null : `"${trailing[1]} from"`
  }
  const first = /\b(?:from|to)\s*(?:about|around|roughly|nearly|~|≈|just|only)?\s*$/i.test(before)
  if (!first && !/^\s*(?:to|→)\s/.test(after)) return null
  const [word] = wordsBefore(reading, index)
  if (word === undefined || isDenied(reading.text, sentence.start, word.start, reading.mentions)) return null
  const between = reading.text.slice(word.end, left.end)
  return between.trim().split(/\s+/).length > 6 ? null : firstWrong([word], fact)
}

/** "25 ms less" is a difference, and no value of one side; "27 ns after" is a value, and no difference. */
export function wrongKind(reading: Reading, index: number, fact: Fact): string | null {
  if (fact.kind !== 'value' && fact.kind !== 'difference') return null
  const { right } = surroundings(reading, index)
  const [behind] = wordsBehind(reading, index)
  const compared =
    behind !== undefined && behind.way !== null && behind.start - right.start <= 12 && !/^\s*,/.test(textAfter(reading, index))
  if (fact.kind === 'value') return compared ? `"${behind.word}" makes it a difference` : null
  if (behind !== undefined || wordsBefore(reading, index).length > 0) return null
  if (/\b(?:difference|gap|saving|pays?|paid|costs?|by)\b/i.test(textBefore(reading, index))) return null
  return sideSaid(reading, index) === null ? null : 'a value of one side is meant'
}

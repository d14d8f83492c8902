/** Whether the words at a change say the way it really went: "66 % less", "rose by 8 ms", "4.8 times as long". */
import type { Fact } from './fact.ts'
import { type Reading, surroundings } from './reading.ts'
import type { Span } from './sentences.ts'
import { sideSaid } from './sides.ts'
import { type DirectionWord, directionWords, isDenied, type Way } from './wording.ts'

const PHRASE_END = /[,;:.()]|\s(?:and|but|while|whereas|or|where|which|that|than)\s/

/** The words that belong to a change: right behind it, else the last ones before it in its clause. */
export function wordsAt(reading: Reading, index: number): DirectionWord[] {
  const { left, right } = surroundings(reading, index)
  const behind = wordsBehind(reading, right)
  return behind.length > 0 ? behind : wordsBefore(reading, left)
}

function wordsBehind(reading: Reading, right: Span): DirectionWord[] {
  const after = reading.text.slice(right.start, right.end)
  const stop = PHRASE_END.exec(after)
  const behind = directionWords(reading.text, right.start, right.start + Math.min(stop?.index ?? after.length, 48))
  const verdict = /^[^,;:.()]*,\s*(?=(?:worse|better)\b)/.exec(after)
  if (verdict === null) return behind
  return [...behind, ...directionWords(reading.text, right.start, Math.min(right.end, right.start + verdict[0].length + 7))]
}

function wordsBefore(reading: Reading, left: { start: number; end: number }): DirectionWord[] {
  const before = reading.text.slice(left.start, left.end)
  const cut = Math.max(...[';', ':', '(', ')', '. '].map((mark) => before.lastIndexOf(mark)), lastComma(before))
  const words = directionWords(reading.text, left.start + cut + 1, left.end)
  return words.slice(-1)
}

/** A comma ends a phrase unless what follows it is too short to be one: "fell, on average, by 8 ms". */
function lastComma(before: string): number {
  const at = before.lastIndexOf(', ')
  return at >= 0 && before.slice(at).trim().split(/\s+/).length > 3 ? at : -1
}

const opposite = (way: Way): Way => (way === 'less' ? 'more' : 'less')

/** Whether the fact's change is a good one; null where nobody knows which way is good, or nothing changed. */
export function isGood(fact: Pick<Fact, 'better' | 'direction'>): boolean | null {
  if (fact.better === 'unknown' || fact.direction === null || fact.direction === 'same') return null
  return (fact.direction === 'less') === (fact.better === 'lower')
}

/** The word that contradicts the fact's direction, or null. */
export function contradiction(reading: Reading, index: number, fact: Fact): string | null {
  const numeral = reading.numerals[index]
  if (numeral === undefined || fact.direction === null) return null
  if (fact.kind === 'value') return valueContradiction(reading, index, fact)
  if (fact.kind === 'times') return timesContradiction(reading, index, fact)
  if (fact.kind === 'interval') return fact.inverse ? null : intervalContradiction(reading, index, fact)
  if (fact.kind !== 'percent' && fact.kind !== 'difference') return null
  const signWay: Way | null = numeral.sign === '+' ? 'more' : numeral.sign === '-' ? 'less' : null
  if (signWay !== null && signWay !== fact.direction) return numeral.sign === '+' ? 'the plus sign' : 'the minus sign'
  return (
    wordsAt(reading, index)
      .map((word) => wrongWord(word, fact))
      .find((word) => word !== null) ?? null
  )
}

/** "Expect 65 to 67 % less time": the words behind the upper end. */
function intervalContradiction(reading: Reading, index: number, fact: Fact): string | null {
  const { right } = surroundings(reading, index + 1)
  return (
    wordsBehind(reading, right)
      .map((word) => wrongWord(word, fact))
      .find((word) => word !== null) ?? null
  )
}

function wrongWord(word: DirectionWord, fact: Fact): string | null {
  if (word.way !== null && fact.direction !== null && fact.direction !== 'same' && word.way !== fact.direction) return `"${word.word}"`
  if (word.good !== null && isGood(fact) !== null && word.good !== isGood(fact)) return `"${word.word}"`
  if (fact.direction === 'same') return `"${word.word}"`
  return null
}

/** "25 ms less" is a difference, and no value of one side; "27 ns after" is a value, and no difference. */
export function wrongKind(reading: Reading, index: number, fact: Fact): string | null {
  if (fact.kind !== 'value' && fact.kind !== 'difference') return null
  const { left, right } = surroundings(reading, index)
  const after = reading.text.slice(right.start, right.end)
  const [behind] = wordsBehind(reading, right)
  const compared = behind !== undefined && behind.way !== null && behind.start - right.start <= 12 && !/^\s*,/.test(after)
  if (fact.kind === 'value') return compared ? `"${behind.word}" makes it a difference` : null
  const before = reading.text.slice(left.start, left.end)
  const differs =
    behind !== undefined || wordsBefore(reading, left).length > 0 || /\b(?:difference|gap|saving|pays?|paid|costs?|by)\b/i.test(before)
  return !differs && sideSaid(reading, index) !== null ? 'a value of one side is meant' : null
}

/** "fell from 183 ns to 61 ns": the verb before the first of the two, or "to" before a single value. */
function valueContradiction(reading: Reading, index: number, fact: Fact): string | null {
  const { text, numerals } = reading
  const { left, sentence } = surroundings(reading, index)
  const before = text.slice(left.start, left.end)
  const after = text.slice(numerals[index]?.end ?? 0, sentence.end)
  const trailing = /^[^.;:()\d]{0,24},\s*(down|up)\s+from\b/.exec(after) ?? /^\s*,?\s*(down|up)\s+from\b/.exec(after)
  if (trailing !== null && fact.side === 'candidate') {
    const way: Way = trailing[1] === 'down' ? 'less' : 'more'
    return fact.direction === 'same' || way === fact.direction ? null : `"${trailing[1]} from"`
  }
  const first = /\b(?:from|to)\s*(?:about|around|roughly|nearly|~|≈|just|only)?\s*$/i.test(before)
  const plainPair = /^\s*(?:to|→)\s/.test(after)
  if (!first && !plainPair) return null
  const [word] = wordsBefore(reading, left)
  if (word === undefined || isDenied(text, sentence.start, word.start)) return null
  const between = text.slice(word.end, left.end)
  if (between.trim().split(/\s+/).length > 6) return null
  return wrongWord(word, fact)
}

const QUANTITY_TAIL =
  /^\s*(?:as\s+(?:long|much|many|large|big|high|slow|slowly|heavy|expensive|wide|often)|the\s+(?:time|memory|size|cost|latency|throughput|rate|speed|bandwidth|work|number|amount|old|allocations?|space)|what\b|that\b|longer|slower|larger|bigger|higher|greater|more)\b/i
const SPEED_TAIL = /^\s*(?:as\s+(?:fast|quick|quickly)|faster|quicker|the\s+speed)\b/i
const SMALLER_TAIL = /^\s*(?:less|fewer|smaller|lower|shorter|cheaper|(?:as\s+)?(?:small|little|few|short|low|cheap)\b)/i
const BASELINE_ACTS = /\b(?:main|the old \p{L}+|the baseline|before|previously)\b[^,;:]*$/iu

/** A factor says candidate ÷ baseline of the quantity, or its inverse where the words are about speed or smallness. */
function timesContradiction(reading: Reading, index: number, fact: Fact): string | null {
  const numeral = reading.numerals[index]
  const { left, right } = surroundings(reading, index)
  if (numeral === undefined) return null
  const after = reading.text.slice(right.start, right.end)
  const inTime = fact.subject.dimension === 'time'
  const speed = SPEED_TAIL.exec(after)
  const smaller = SMALLER_TAIL.exec(after)
  const quantity = QUANTITY_TAIL.exec(after)
  let inverse: boolean | null = speed !== null ? inTime : smaller !== null ? true : quantity !== null ? false : null
  if (speed !== null && /the\s+speed/i.test(speed[0])) inverse = inTime
  if (inverse !== null && BASELINE_ACTS.test(reading.text.slice(left.start, left.end))) inverse = !inverse
  const tail = (speed ?? smaller ?? quantity)?.[0].trim() ?? ''
  if (inverse !== null && fact.inverse !== inverse) return `"${tail}"`
  if (numeral.says !== null) {
    const said = fact.inverse ? opposite(numeral.says) : numeral.says
    const meant: Way = numeral.value < 1 === (fact.inverse === false) ? 'less' : 'more'
    if (numeral.value >= 1 ? said !== fact.direction : meant !== fact.direction) return `"${numeral.text}"`
  }
  if (inverse !== null) return null
  return (
    wordsAt(reading, index)
      .map((word) => wrongWord(word, fact))
      .find((word) => word !== null) ?? null
  )
}

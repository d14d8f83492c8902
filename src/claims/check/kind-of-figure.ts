/** Which kind of figure the words make of a numeral: a share, a change, a difference, the level of an interval. */
import { wrongKind } from './direction.ts'
import { type Check, shown } from './objection.ts'
import { surroundings, textAfter } from './reading.ts'
import { directionWords } from './wording.ts'

/** "33 % of the old time" is a share, "66 % less" a change. */
export const shareObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (numeral === undefined || numeral.dimension !== '%' || fact.comparison === null) return null
  const after = textAfter(reading, index)
  const isShare = /^\s*(?:of|as\s+(?:much|many|long))\b/i.test(after)
  if (isShare === (fact.kind === 'share')) return null
  if (isShare ? fact.kind === 'value' : false) return null
  return {
    code: 'direction',
    weight: 2,
    message: isShare
      ? `${numeral.text} is the change, not what is left`
      : `${numeral.text} is what is left, not the change: write "${numeral.text} of the old"`,
  }
}

/** 95 %, and nothing but an interval. */
export const levelObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (fact.kind !== 'level' || numeral === undefined) return null
  const around = reading.text.slice(Math.max(0, numeral.start - 24), numeral.end + 28)
  return /interval|confidence|\bCI\b/i.test(around) ? null : { code: 'level', weight: 5, message: 'only an interval has a level' }
}

const NOUN_OF: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:less|more|the|of the old)\s+time\b|^\s*as\s+long\b/i, 'time'],
  [/^\s*(?:less|more|the|as\s+much)\s+memory\b/i, 'data'],
  [/^\s*(?:fewer|more|as\s+many)\s+(?:good\s+)?tokens\s+(?:a|per)\s+second\b/i, 'rate:token'],
  [/^\s*(?:fewer|more|as\s+many)\s+(?:good\s+)?requests\s+(?:a|per)\s+second\b/i, 'rate:request'],
]

/** "50 % less time" is not said of requests a second. */
export const quantityObjection: Check = (reading, index, fact) => {
  const { dimension } = fact.subject
  if (fact.comparison === null || dimension === null || fact.kind === 'value' || fact.kind === 'difference') return null
  const last = reading.numerals[fact.kind === 'interval' ? index + 1 : index]
  const after = reading.text.slice(last?.end ?? 0, (last?.end ?? 0) + 60)
  const said = NOUN_OF.find(([pattern]) => pattern.test(after))
  if (said === undefined || said[1] === dimension) return null
  return { code: 'unit', weight: 2, message: `${shown(reading, index)} is a change of "${fact.subject.text}", which is not measured so` }
}

/** What somebody states of something else is not said with "less" or "more", unless it was stated so. */
export const statedObjection: Check = (reading, index, fact) => {
  if (fact.comparison !== null || fact.kind !== 'stated' || fact.dimension === '') return null
  const saysWay = (text: string) => directionWords(text, 0, text.length).length > 0
  if (fact.claim?.renderings.some((rendering) => saysWay(rendering.text)) === true) return null
  const { right } = surroundings(reading, index)
  const behind = directionWords(reading.text, right.start, Math.min(right.end, right.start + 12))
  return behind.length === 0
    ? null
    : { code: 'direction', weight: 3, message: `${shown(reading, index)} is stated of "${fact.subject.text}"` }
}

/** "25 ms less" is a difference, "27 ns after" a value. */
export const kindObjection: Check = (reading, index, fact) => {
  const why = wrongKind(reading, index, fact)
  return why === null ? null : { code: 'direction', weight: 2, message: `${shown(reading, index)} is a ${fact.kind} in the ledger; ${why}` }
}

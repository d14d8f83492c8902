/** Numerals in words: ten runs a side, twice as fast, half the time, an order of magnitude. */

import { nounsAfter } from './nouns.ts'
import { cardinal, fractionWord, isQuantity, multipleWord, scaleWord } from './number-words.ts'
import type { Token } from './tokens.ts'
import { type Unit, unitOf } from './units.ts'

export interface WordNumeral {
  value: number
  tolerance: number
  unit: Unit | null
  spelling: string
  nouns: readonly string[]
  firm: boolean
  says: 'less' | 'more' | null
  end: number
}

const TIMES: Unit = { dimension: '×', factor: 1 }
const AS_TAIL =
  /^(?:as|more|less|fewer|faster|slower|quicker|the|higher|lower|longer|larger|smaller|bigger|greater|shorter|what|that|its|cheaper)$/
/** Before "one": the word is a pronoun. */
const PRONOUN_LEAD =
  /^(?:no|the|this|that|each|every|any|another|which|either|neither|only|old|new|first|second|last|next|other|some|wrong|right)$/
const RUN = /^(?:run|trial|repetition|process|sample|iteration|repeat)$/
/** "Eight H100 machines were measured", "measured on two servers": what a measurement is worth. */
const PLACE = /^(?:machine|server|node|host|gpu|cpu|accelerator|card|cluster)s$/
const MEASURED = /^(?:measured|tested|benchmarked|compared)$/
const EACH = /^(?:each|apiece)$/

/** The numeral in words that begins at `at`, or null. */
export function wordNumeral(tokens: readonly Token[], at: number): WordNumeral | null {
  const token = tokens[at]
  if (token === undefined) return null
  return multiple(tokens, at, token) ?? magnitude(tokens, at) ?? fraction(tokens, at) ?? counted(tokens, at, token)
}

function multiple(tokens: readonly Token[], at: number, token: Token): WordNumeral | null {
  const found = multipleWord(token.word)
  if (found === null) return null
  const numeral: WordNumeral = { ...found, unit: TIMES, spelling: '×', nouns: [], firm: true, end: token.end }
  if (!found.needsQuantity) return numeral
  const [next, after] = [tokens[at + 1], tokens[at + 2]]
  if (token.after !== '' || next === undefined) return null
  if (next.word === 'as') return numeral
  const article = /^(?:the|its|their|our|this)$/.test(next.word)
  const [noun, second] = article ? [after, tokens[at + 3]] : [next, after]
  if (isQuantity(noun?.word ?? '') || (article && noun?.after === '' && isQuantity(second?.word ?? ''))) return numeral
  return null
}

/** "an order of magnitude", "two orders of magnitude": within a third of it. */
function magnitude(tokens: readonly Token[], at: number): WordNumeral | null {
  const orders = /^an?$/.test(tokens[at]?.word ?? '') ? 1 : cardinal(tokens[at]?.word ?? '')
  const [order, of, last] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]]
  if (orders === null || !/^orders?$/.test(order?.word ?? '') || of?.word !== 'of' || last?.word !== 'magnitude') return null
  const value = 10 ** orders
  return { value, tolerance: value / 3, unit: TIMES, spelling: '×', nouns: [], firm: true, says: null, end: last.end }
}

/** "a third of the time", "two thirds less". */
function fraction(tokens: readonly Token[], at: number): WordNumeral | null {
  const count = /^an?$/.test(tokens[at]?.word ?? '') ? 1 : cardinal(tokens[at]?.word ?? '')
  const part = tokens[at + 1]
  const share = fractionWord(part?.word ?? '')
  if (count === null || share === null || part === undefined || tokens[at]?.after !== '') return null
  const following = tokens.slice(at + 2, at + 6).map((token) => token.word)
  const measures =
    following[0] === 'of' ? following.slice(1).some(isQuantity) : /^(?:less|fewer|more|lower|higher|shorter|as)$/.test(following[0] ?? '')
  if (!measures || part.after !== '') return null
  const value = count * share
  const unit = following[0] === 'of' || following[0] === 'as' ? TIMES : { dimension: '%', factor: 100 }
  return { value, tolerance: 0.03, unit, spelling: unit.dimension, nouns: [], firm: true, says: null, end: part.end }
}

function counted(tokens: readonly Token[], at: number, token: Token): WordNumeral | null {
  let value = cardinal(token.word)
  let last = at
  const scale = scaleWord(tokens[at + 1]?.word ?? '')
  if (scale !== null && (value !== null || token.word === 'a')) {
    value = (value ?? 1) * scale
    last = at + 1
  }
  if (value === null) return null
  const next = tokens[last + 1]
  const lastToken = tokens[last] ?? token
  if (token.word === 'one' && (PRONOUN_LEAD.test(tokens[at - 1]?.word ?? '') || token.after !== '')) return null
  const plain: WordNumeral = { value, tolerance: 0, unit: null, spelling: '', nouns: [], firm: false, says: null, end: lastToken.end }
  if (lastToken.after !== '' || next === undefined) return plain
  if (next.word === 'times' && next.after === '' && AS_TAIL.test(tokens[last + 2]?.word ?? '')) {
    return { ...plain, tolerance: 0.5, unit: TIMES, spelling: '×', firm: true, end: next.end }
  }
  const unit = next.before === '' && next.word.length > 1 ? unitOf(next.word) : null
  if (unit !== null) {
    const firm = unit.dimension === '%' || (unit.dimension === 'time' && unit.factor < 1)
    return { ...plain, tolerance: 0.5, unit, spelling: next.word, firm, end: next.end }
  }
  const { nouns } = nounsAfter(tokens, last)
  const tail = tokens[last + 1 + nouns.length]
  const each = EACH.test(tail?.word ?? '') || (/^(?:a|per)$/.test(tail?.word ?? '') && tokens[last + 2 + nouns.length]?.word === 'side')
  return { ...plain, nouns, firm: (nouns.some((noun) => RUN.test(noun)) && each) || (value > 1 && isMeasuredPlace(tokens, at, last)) }
}

function isMeasuredPlace(tokens: readonly Token[], first: number, last: number): boolean {
  const place = tokens.slice(last + 1, last + 4).findIndex(({ word }) => PLACE.test(word))
  if (place < 0) return false
  const [were, measured] = tokens.slice(last + 2 + place)
  const [before, on] = tokens.slice(Math.max(0, first - 2), first)
  return (
    (/^(?:were|are|was)$/.test(were?.word ?? '') && MEASURED.test(measured?.word ?? '')) ||
    (on?.word === 'on' && MEASURED.test(before?.word ?? ''))
  )
}

/**
 * Finds the numerals of a text: digits, number words, signs, units, ranges, dates. Tells figures, which somebody has to
 * answer for, from names that bear digits (H100, HTTP/2, Python 3.12, issue 4015), which measure nothing.
 */
import { datesIn } from './check/dates.ts'
import { inheritUnits } from './check/joined-numerals.ts'
import { isName } from './check/names.ts'
import { nounsAfter } from './check/nouns.ts'
import type { Numeral, NumeralOptions } from './check/numeral.ts'
import { digitsOf, dottedFigure, type Followed, followOf } from './check/numeral-parts.ts'
import { covered, type Span } from './check/sentences.ts'
import { type Token, tokensOf } from './check/tokens.ts'
import { wordNumeral } from './check/word-numerals.ts'

const APPROXIMATE =
  /(?:\b(?:about|around|roughly|approximately|approx|nearly|almost|some|circa|close to|just over|just under|an? estimated)|[~≈])\s*$/i
const ABOVE = /(?:\b(?:more than|over|at least|above|no less than|no fewer than|upwards of)|[>≥])\s*$/i
const BELOW = /(?:\b(?:less than|fewer than|under|at most|up to|no more than|below|within)|[<≤])\s*$/i

/** Most texts hold no numeral at all; this tells quickly. */
const MAY_HOLD =
  /\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|hundred|thousand|illion|hal[fv]|twice|thrice|doubl|tripl|quadrupl|fold|order|third|quarter/i

/** Whether a text can hold a numeral at all. */
export function mayHoldNumerals(text: string): boolean {
  return MAY_HOLD.test(text)
}

/** The numerals of `text` in their order; names are left out. */
export function findNumerals(text: string, options: NumeralOptions = {}): Numeral[] {
  if (!mayHoldNumerals(text)) return []
  const tokens = tokensOf(text)
  const dates = datesIn(tokens)
  const named = covered(text, options.free ?? [])
  const free = covered(text, dates, named)
  const isIn = (mask: Uint8Array, { start, end }: Span) => mask.subarray(start, end).includes(1)
  const numerals: Numeral[] = dates
    .filter((date) => !isIn(named, date))
    .map((date) => ({ ...blank(text, date.start, date.end), kind: 'date', date: date.date }))
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined || isIn(free, token)) continue
    const numeral = /\d/.test(token.core) ? digitNumeral(text, tokens, at, options) : inWords(text, tokens, at)
    if (numeral === null) continue
    numerals.push(numeral)
    while ((tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) < numeral.end) at++
  }
  return inheritUnits(
    text,
    numerals.sort((a, b) => a.start - b.start),
  )
}

function blank(text: string, start: number, end: number): Numeral {
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: 'bare',
    firm: false,
    inWords: false,
    value: Number.NaN,
    tolerance: 0,
    sign: '',
    unit: '',
    dimension: '',
    factor: 1,
    nouns: [],
    approximate: false,
    bound: null,
    says: null,
    date: null,
  }
}

function digitNumeral(text: string, tokens: readonly Token[], at: number, options: NumeralOptions): Numeral | null {
  const token = tokens[at]
  const digits = token === undefined ? null : (digitsOf(token) ?? dottedFigure(tokens, at, options.unitOf))
  if (token === undefined || digits === null) return null
  const followed = followOf(tokens, at, digits, options.unitOf ?? (() => null))
  if (followed === 'name') return null
  const counts =
    followed.unit === null &&
    digits.step >= 1 &&
    digits.value !== 1 &&
    !/^an?$/.test(tokens[at - 1]?.word ?? '') &&
    nounsAfter(tokens, followed.last).plural
  const { value, decimals, grouped } = digits
  if (followed.unit === null && !options.inTable && isName(tokens, at, { value, decimals, counts, grouped })) return null
  const sign = signOf(text, tokens, at)
  const lead = text.slice(Math.max(0, token.start - 24), token.start - (sign === '' ? 0 : 1))
  const start = sign === '' || sign === '±' ? token.start : token.start - 1
  const end = tokens[followed.last]?.end ?? token.end
  const firm = followed.unit !== null || counts || grouped || options.inTable === true || (decimals > 0 && isScore(tokens, at))
  return {
    ...blank(text, start, followed.unit === null ? token.start + digits.length : end),
    ...rest(tokens, followed, counts),
    firm: firm && !followed.calendar,
    value,
    tolerance: digits.step / 2,
    sign,
    approximate: APPROXIMATE.test(lead) || token.before.includes('~') || token.before.includes('≈'),
    bound: ABOVE.test(lead) ? 'above' : BELOW.test(lead) ? 'below' : null,
  }
}

function rest(
  tokens: readonly Token[],
  followed: Followed,
  counts: boolean,
): Pick<Numeral, 'kind' | 'unit' | 'dimension' | 'factor' | 'nouns'> {
  const { nouns } = nounsAfter(tokens, followed.last)
  if (followed.unit === null) return { kind: counts ? 'count' : 'bare', unit: '', dimension: '', factor: 1, nouns }
  return { kind: 'quantity', unit: followed.spelling, dimension: followed.unit.dimension, factor: followed.unit.factor, nouns }
}

function inWords(text: string, tokens: readonly Token[], at: number): Numeral | null {
  const found = wordNumeral(tokens, at)
  if (found === null) return null
  const token = tokens[at]
  const lead = text.slice(Math.max(0, (token?.start ?? 0) - 24), token?.start)
  const { unit, ...numeral } = found
  const start = token?.start ?? 0
  return {
    ...blank(text, start, numeral.end),
    ...numeral,
    inWords: true,
    kind: unit === null ? 'count' : 'quantity',
    unit: numeral.spelling,
    dimension: unit?.dimension ?? '',
    factor: unit?.factor ?? 1,
    approximate: APPROXIMATE.test(lead),
    bound: ABOVE.test(lead) ? 'above' : BELOW.test(lead) ? 'below' : null,
  }
}

function signOf(text: string, tokens: readonly Token[], at: number): Numeral['sign'] {
  const token = tokens[at]
  const previous = tokens[at - 1]
  if (token === undefined) return ''
  if (previous?.core === '±' || token.before.endsWith('±')) return '±'
  const character = text[token.start - 1]
  if (character === '+') return '+'
  return character === '−' || (character === '-' && /^[("[]?-$/.test(token.before)) ? '-' : ''
}

const SCORE =
  /^(?:scores?|scored|accuracy|kappa|f1|auc|bleu|rouge|perplexity|loss|recall|precision|correlation|mean|median|average|averages?|ratio|hit-rate)$/

/** A bare decimal is a version or a setting as often as a figure ("since 5.19"); behind the name of a score it is one. */
function isScore(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 4), at)
  const sentence = before.slice(before.findLastIndex((token) => /[.!?;:]/.test(token.after)) + 1)
  return sentence.some((token) => SCORE.test(token.word))
}

/** The parts of a numeral in digits: the number itself, and its unit. */
import { scaleWord } from './number-words.ts'
import type { Token } from './tokens.ts'
import { isCalendar, type Unit, unitOf } from './units.ts'

export interface Digits {
  value: number
  decimals: number
  /** One unit of the last digit shown. */
  step: number
  /** With thousands separators. */
  grouped: boolean
  /** Of the number inside the token's core. */
  length: number
  /** What is attached to it: `ns`, `%`, `k`, `-minute`. */
  attached: string
}

const NUMBER = /^(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(?:[eE]([+-]?\d{1,3})(?![\p{L}\d]))?/u

/** The number a token begins with; null for tokens that begin otherwise, and for dates, versions and the like. */
export function digitsOf(token: Token): Digits | null {
  const match = NUMBER.exec(token.core)
  if (match === null || /[#§]$/.test(token.before)) return null
  const [all, whole = '', fraction = '', exponent] = match
  const attached = token.core.slice(all.length)
  const run = /^[\d.,]*\d/.exec(token.core)?.[0] ?? ''
  if (run.length > all.length && /,/.test(run)) return malformed(token, run)
  if (/^[.,:/_]/.test(attached) || /^-?\d/.test(attached)) return null
  const decimals = Math.max(0, fraction.length - 1)
  const scale = exponent === undefined ? 0 : Number(exponent)
  const value = Number(`${whole.replaceAll(',', '')}${fraction}e${scale}`)
  const money = /[$€£]$/.exec(token.before)?.[0] ?? ''
  return { value, decimals, step: 10 ** (scale - decimals), grouped: whole.includes(','), length: all.length, attached: attached || money }
}

/** `7,6 ms`, `19,86`: nobody can tell the magnitude, so it agrees with nothing. */
function malformed(token: Token, digits: string): Digits {
  return { value: Number.NaN, decimals: 0, step: 0, grouped: false, length: digits.length, attached: token.core.slice(digits.length) }
}

/** `1.110.0 ms`: two points make a version, unless a unit follows; then they are a slip. */
export function dottedFigure(tokens: readonly Token[], at: number, own: ((spelling: string) => Unit | null) | undefined): Digits | null {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token === undefined || next === undefined || token.after !== '' || !/^\d+(?:\.\d+){2,}$/.test(token.core)) return null
  const unit = own?.(next.core) ?? unitOf(next.core)
  return unit === null ? null : malformed(token, token.core)
}

export interface Followed {
  /** Null for a number without a unit. */
  unit: Unit | null
  spelling: string
  /** Index of the last token that belongs to number and unit. */
  last: number
  /** Days, weeks, years: told, not measured. */
  calendar: boolean
}

const MULTIPLIER: ReadonlyMap<string, number> = new Map(Object.entries({ k: 1e3, K: 1e3, M: 1e6, B: 1e9, bn: 1e9, G: 1e9, T: 1e12 }))
const MODEL_NOUN = /^(?:models?|parameters?|params|variants?|checkpoints?|weights?|moe|dense|llm|instruct|base)$/
const TIMES_TAIL =
  /^(?:as|more|less|fewer|faster|slower|quicker|the|higher|lower|longer|larger|smaller|bigger|greater|shorter|what|that|its|cheaper|better|worse)$/

/** What follows the number at `at`: a unit, or nothing; `name` when the token is no number at all (8B, 3D, 1st, 64-bit). */
export function followOf(tokens: readonly Token[], at: number, digits: Digits, own: (spelling: string) => Unit | null): Followed | 'name' {
  const find = (spelling: string) => own(spelling) ?? unitOf(spelling)
  const none: Followed = { unit: null, spelling: '', last: at, calendar: false }
  const { attached } = digits
  const next = tokens[at + 1]
  if (attached !== '') {
    const hyphened = /^-(\p{L}+)$/u.exec(attached)?.[1]
    if (hyphened !== undefined) return hyphen(hyphened, at, find)
    if (/^[x×]$/.test(attached)) return isDevice(next) ? 'name' : times(at)
    if (isNamePart(tokens[at - 1], attached, digits)) return 'name'
    if (attached === 'B' && MODEL_NOUN.test(next?.word ?? '')) return 'name'
    const unit = attached.length > 1 || !MULTIPLIER.has(attached) || attached === 'B' ? find(attached) : null
    if (unit !== null) return { unit, spelling: attached, last: at, calendar: isCalendar(unit) }
    const multiplier = MULTIPLIER.get(attached)
    if (multiplier === undefined) return 'name'
    digits.value *= multiplier
    digits.step *= multiplier
    digits.length += attached.length
  }
  const scale = tokens[at]?.after === '' && attached === '' ? scaleWord(next?.word.replace(/s$/, '') ?? '') : null
  if (scale !== null) {
    digits.value *= scale
    digits.step *= scale
    return scaled(tokens, at + 1, digits, own)
  }
  if (next === undefined || tokens[at]?.after !== '' || /^[("[]/.test(next.before)) return none
  if (next.core === '×' || next.core === 'x') return isDevice(tokens[at + 2]) ? 'name' : times(at + 1)
  if (next.word === 'times') return next.after === '' && TIMES_TAIL.test(tokens[at + 2]?.word ?? '') ? times(at + 1) : none
  if (next.word === 'per' && tokens[at + 2]?.word === 'cent')
    return { unit: { dimension: '%', factor: 1 }, spelling: '%', last: at + 2, calendar: false }
  return dataRate(tokens, at, find) ?? simple(next, at, find) ?? rate(tokens, at, find) ?? none
}

/** `2.1 million messages`, `1.4 billion bytes`: what follows the scale decides. */
function scaled(tokens: readonly Token[], at: number, digits: Digits, own: (spelling: string) => Unit | null): Followed {
  const none: Followed = { unit: null, spelling: '', last: at, calendar: false }
  const followed = followOf(tokens, at, { ...digits, attached: '' }, own)
  return followed === 'name' ? none : followed
}

const VOLUME = /^(?:volume|vol|appendix|section|page|figure|fig|table|part|phase|annex|step|gate|room|row|rack|level)$/

/** `A100 80GB`, `iPhone 6s`, `volume 2B`, `502s`: letters behind a number that belong to a name. */
function isNamePart(previous: Token | undefined, attached: string, { value, length }: Digits): boolean {
  const before = previous?.after === '' ? previous : undefined
  if (/^[GT]B$/.test(attached) && /\p{L}\d/u.test(before?.core ?? '')) return true
  if (attached === 's' && (length === 4 || (length === 3 && value >= 100 && value < 600) || /^\p{Ll}?\p{Lu}/u.test(before?.core ?? '')))
    return true
  return attached.length === 1 && VOLUME.test(before?.word ?? '')
}

function times(last: number): Followed {
  return { unit: { dimension: '×', factor: 1 }, spelling: '×', last, calendar: false }
}

/** `8 × H100`, `1920 × 1080`: so many of a thing, or its size; no factor. */
function isDevice(next: Token | undefined): boolean {
  return next !== undefined && /^(?:\p{Lu}|\d)|\d/u.test(next.core)
}

function simple(next: Token, at: number, find: (spelling: string) => Unit | null): Followed | null {
  const unit = next.before === '' ? find(next.core) : null
  return unit === null ? null : { unit, spelling: next.core, last: at + 1, calendar: isCalendar(unit) }
}

/** `10-minute`, `5-percent`, `3-fold`; `64-bit`, `8-core`, `2-way` describe a kind of thing. */
function hyphen(word: string, at: number, find: (spelling: string) => Unit | null): Followed | 'name' {
  if (word === 'fold') return times(at)
  const unit = find(word)
  if (unit === null || /^bits?$/.test(word)) return 'name'
  return { unit, spelling: word, last: at, calendar: isCalendar(unit) }
}

/** `120 MB a second`: bytes are a unit by themselves, and here they are a rate. */
function dataRate(tokens: readonly Token[], at: number, find: (spelling: string) => Unit | null): Followed | null {
  const next = tokens[at + 1]
  return next !== undefined && find(next.core)?.dimension === 'data' ? rate(tokens, at, find) : null
}

/** `4,749 tokens a second`, `300 good requests per minute`. */
function rate(tokens: readonly Token[], at: number, find: (spelling: string) => Unit | null): Followed | null {
  for (let noun = at + 1; noun <= at + 3; noun++) {
    const [word, per, time] = [tokens[noun], tokens[noun + 1], tokens[noun + 2]]
    if (word === undefined || word.after !== '' || !/^[\p{L}%]/u.test(word.core)) return null
    if (!/^(?:a|per|every|each)$/.test(per?.word ?? '') || !/^(?:second|minute|hour|s|sec|min)$/.test(time?.word ?? '')) continue
    const unit = find(`${word.core}/${time?.word}`) ?? find(`${word.word}/${time?.word}`)
    return unit === null ? null : { unit, spelling: `${word.core}/${time?.word}`, last: noun + 2, calendar: false }
  }
  return null
}

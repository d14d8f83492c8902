/** Mutants that change a number itself. */

import { saysClaim } from './oracle.ts'
import { type Entry, type Place, replaced } from './places.ts'
import type { Random } from './random.ts'

type Made = { markdown: string; what: string }
type Operator = (entry: Entry, places: readonly Place[], dice: Random) => Made[]

const put = ({ markdown }: Entry, place: Place, text: string): Made => ({
  markdown: replaced(markdown, place, text),
  what: `${place.claim.id} in ${place.block}: "${place.text}" → "${text}"`,
})

const isFigure = ({ claim }: Place): boolean => claim.id !== 'subject.number'

export const anotherDigit: Operator = (entry, places, dice) =>
  places.filter(isFigure).flatMap((place) => {
    const digits = [...place.text.matchAll(/\d/g)]
    if (digits.length === 0) return []
    const digit = dice.pick(digits)
    const first = !/\d/.test(place.text[digit.index - 1] ?? '')
    const others = [...'0123456789'].filter((d) => d !== digit[0] && !(first && d === '0'))
    const text = place.text.slice(0, digit.index) + dice.pick(others) + place.text.slice(digit.index + 1)
    const stillDay = place.claim.kind === 'date' && Number(/^\d+/.exec(text)?.[0]) > 30
    return saysClaim(text, place.claim) && place.claim.kind !== 'date' ? [] : stillDay ? [] : [put(entry, place, text)]
  })

const UNITS: Readonly<Record<string, readonly string[]>> = {
  ns: ['µs', 'ms', 'B'],
  µs: ['ns', 'ms', 's'],
  ms: ['µs', 's', 'ns', 'MB'],
  s: ['ms', 'min'],
  B: ['KiB', 'ns', 'kB'],
  KiB: ['B', 'MiB', 'ms'],
  GiB: ['MiB', 'TiB', 'ms'],
  MB: ['GB', 'kB'],
  'tok/s': ['req/s', 'ms', 'Ktok/s'],
  'req/s': ['tok/s', 'req/min', 'ms'],
  '%': ['×', 'ms'],
}

export const anotherUnit: Operator = (entry, places, dice) =>
  places.filter(isFigure).flatMap((place) => {
    const difference = entry.ledger.claims.find((claim) => claim.kind === 'difference' && claim.comparison === place.claim.comparison)
    const match = /\u00a0(%|[^\s\d]+)(?=$|\s)/.exec(place.text)
    const others = UNITS[match?.[1] ?? '']
    if (match === null || others === undefined || numberOf(place.text) === 0) return []
    const unit = dice.pick(others)
    // "14 % less" made "14 ms less" may be the plain difference, and true.
    if (difference?.unit === unit && saysClaim(place.text, difference)) return []
    const text = `${place.text.slice(0, match.index + 1)}${unit}${place.text.slice(match.index + match[0].length)}`
    return [put(entry, place, text)]
  })

const numberOf = (text: string): number => Number(/\d[\d,]*(?:\.\d+)?/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN)

export const flippedSign: Operator = (entry, places) =>
  places
    .filter(({ text }) => /^[+−]/.test(text) && numberOf(text) !== 0)
    .map((place) => put(entry, place, (place.text.startsWith('+') ? '−' : '+') + place.text.slice(1)))

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  half: ['a third', 'twice', 'a quarter'],
  twice: ['half', 'thrice', 'three times'],
}

export const numberWordChanged: Operator = (entry, places, dice) =>
  places.flatMap((place) => {
    const [word = ''] = /^\p{L}+/u.exec(place.text) ?? []
    const index = WORDS.indexOf(word.toLowerCase())
    const others = index >= 0 ? WORDS.filter((_, i) => i !== index && i > 0) : (OTHER_WORDS[word] ?? [])
    if (others.length === 0) return []
    const other = dice.pick(others)
    const rest = place.text.slice(word.length).replace(/^ run each/, ' runs each')
    return [put(entry, place, other + rest)]
  })

/** 1,986 → 1.986, 61.4 → 614: the same digits in another magnitude. */
export const anotherMagnitude: Operator = (entry, places, dice) =>
  places.filter(isFigure).flatMap((place) => {
    const marks = [...place.text.matchAll(/(?<=\d)[.,](?=\d)/g)]
    if (marks.length === 0) return []
    const mark = dice.pick(marks)
    const other = mark[0] === ',' ? '.' : dice.pick(['', ','])
    const text = place.text.slice(0, mark.index) + other + place.text.slice(mark.index + 1)
    return saysClaim(text, place.claim) && !text.includes(',') ? [] : [put(entry, place, text)]
  })

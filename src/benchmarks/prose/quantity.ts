import type { Spread } from '../../model.ts'
import { scaledUnitAt, unitAt } from './unit-words.ts'

/** A number with what follows it, as offsets into the text that was read. */
export interface Quantity {
  value: number
  unit: string
  start: number
  end: number
  spread: Spread | null
  /** Written with `+` or `-`/`−`: a change rather than a value, mostly. */
  signed: boolean
}

/** The quantities of a line or cell, left to right. Names with digits (H100, v1.2.3, x86, #12, 12:30:01) are none. */
export function quantities(text: string): Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < text.length; ) {
    number.lastIndex = at
    const match = number.exec(text)
    if (match === null) break
    const read = standsAlone(text, match.index) ? quantityAt(text, match.index) : null
    if (read !== null) found.push(read)
    at = read?.end ?? match.index + match[0].length
  }
  // Beside "0,98 s" nobody knows whether "1,204 s" has a decimal mark or thousands.
  return found.some((q) => withComma.test(text.slice(q.start, q.end)))
    ? found.filter((q) => !/^[-+−]?[1-9]\d{0,2}[.,]\d{3}(?![\d.,])/.test(text.slice(q.start, q.end)))
    : found
}

/** The quantity that begins at an offset, or null. */
function quantityAt(text: string, start: number): Quantity | null {
  const long = durationAt(text, start)
  if (long !== null) return { ...long, start, spread: null, signed: false }
  const read = numeralAt(text, start)
  if (read === null || isGroup(text, start, read.end)) return null
  let end = read.end
  const unit = unitAt(text, end) ?? scaledUnitAt(text, end)
  if (unit !== null) end = unit.end
  else if (/^[kKMG](?![\w])/.test(text.slice(end, end + 2))) end += 1
  else if (/^(?:[\w@%]|[.:]\d|[-/][A-Za-z])/.test(text.slice(end, end + 2))) return null
  const written = unit?.unit ?? (end > read.end ? text.slice(end - 1, end) : '')
  const spread = spreadAt(text, end)
  if (spread !== null) end = spread.end
  // "batch 1,8": without a unit a comma parts two numbers as well.
  else if (read.comma && unit === null) return null
  return {
    value: read.value,
    unit: written === '' ? (spread?.unit ?? '') : written,
    start,
    end,
    spread: spread === null ? null : spread.spread,
    signed: /^[-+−]/.test(text.slice(start, start + 1)),
  }
}

/** "1 234 MB": thousands by a plain space, or two numbers; neither group is a figure. */
function isGroup(text: string, start: number, end: number): boolean {
  const own = text.slice(start, end)
  const before = /^\d{3}(?:\.\d+)?$/.test(own) && /(?<![\w.,-])\d{1,3}(?: \d{3})* $/.test(text.slice(Math.max(0, start - 12), start))
  return before || (/^\d{1,3}$/.test(own) && /^(?: \d{3})+(?![\w]*\d)/.test(text.slice(end, end + 12)))
}

/**
 * The number at an offset and where it ends: `12,345.6`, `1'234`, `1_234`; with a decimal comma `12,5` and `1.234,5`.
 * Null where digits are parted in a way that is none of these: `1,8,16`, `1.2.3`.
 */
function numeralAt(text: string, start: number): { value: number; end: number; comma: boolean } | null {
  number.lastIndex = start
  const match = number.exec(text)
  if (match === null || match.index !== start) return null
  const end = start + match[0].length
  const comma = /^,\d/.test(text.slice(end, end + 2))
  const whole = comma ? (withComma.exec(text.slice(start, start + 40))?.[0] ?? null) : match[0]
  if (whole === null) return null
  const plain = comma ? whole.replace(/\./g, '').replace(',', '.') : whole.replace(/[,'’_\u00a0\u2009\u202f]/g, '')
  // The minus sign U+2212 counts.
  const value = Number(plain.replace('−', '-'))
  return Number.isFinite(value) ? { value, end: start + whole.length, comma } : null
}

const thousands = "[1-9]\\d{0,2}(?:(?:,\\d{3})+|(?:['’]\\d{3})+|(?:_\\d{3})+|(?:[\u00a0\u2009\u202f]\\d{3})+)(?!\\d)"
const digits = `(?:${thousands}|\\d{1,20})(?:\\.\\d{1,20})?(?:[eE][-+]?\\d{1,3})?`
const number = new RegExp(`[-+−]?${digits}`, 'g')
const withComma = /^[-+−]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,20}),(?:\d{1,2}|\d{4,20}|(?<=^[-+−]?0,)\d{3})(?![\d,.]\d|\d)/

/** What stands before decides: a word, a path, an option, a clock or a version makes it part of a name. */
function standsAlone(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  if (/^[-+−]/.test(text.slice(start, start + 1))) return !/[\w.)]$/.test(before)
  return !/[\w.#@\\$]$/.test(before) && !/[\d/]\/$|\d[,:]$|[A-Za-z]\/$|[\w-]-$|±[ ]?$/.test(before)
}

// "0 days 00:00:07.055290": "00:00:07.05" after such words only.
const clock = /(?:(\d{1,4}) days? )(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)(?![\w:])/y

const hoursPart = String.raw`(\d{1,4}) ?(?:hours?|hrs?|h)(?![A-Za-z])`
const minutesPart = String.raw`(\d{1,4}) ?(?:minutes?|mins?|m)(?![A-Za-z])`
const secondsPart = String.raw`(\d{1,2}(?:\.\d{1,9})?) ?(?:seconds?|secs?|s)(?!\w)`
const joint = ' ?(?:and )?'
// 19m29.394s, 1m 30s, "6 min 30 s", "1 h 5 min", 1h2m3s: two parts or three, each smaller than the one before.
const parts = new RegExp(
  `(?:${hoursPart}${joint}(?:${minutesPart}(?:${joint}${secondsPart})?|${secondsPart})|${minutesPart}${joint}${secondsPart})(?!\\w)`,
  'y',
)

/** Seconds, where a time has several parts: each by itself would be another time. */
function durationAt(text: string, start: number): { value: number; unit: string; end: number } | null {
  clock.lastIndex = start
  const long = clock.exec(text)
  if (long !== null) {
    const [whole, days = '0', hours = '0', minutes = '0', seconds = '0'] = long
    return { value: total(days, hours, minutes, seconds), unit: 's', end: start + whole.length }
  }
  parts.lastIndex = start
  const short = parts.exec(text)
  if (short === null) return null
  const [whole, h = '0', m, s, alone, under, below] = short
  return { value: total('0', h, m ?? under ?? '0', s ?? alone ?? below ?? '0'), unit: 's', end: start + whole.length }
}

/** Seconds, rounded to the nanosecond so that 19 m 29.394 s is 1169.394 and not 1169.3939999. */
function total(days: string, hours: string, minutes: string, seconds: string): number {
  const sum = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  return Math.round(sum * 1e9) / 1e9
}

const plusMinus = /[ \t]{0,4}\(?(?:±|\+\/-|\+-)[ \t]{0,6}(?=\d)/y

function spreadAt(text: string, at: number): { spread: Spread; unit: string; end: number } | null {
  plusMinus.lastIndex = at
  const match = plusMinus.exec(text)
  const read = match === null ? null : numeralAt(text, at + match[0].length)
  if (match === null || read === null) return null
  let { end } = read
  const unit = unitAt(text, end) ?? scaledUnitAt(text, end)
  if (unit !== null) end = unit.end
  if (match[0].includes('(') && text[end] === ')') end += 1
  const { value } = read
  if (unit?.unit === '%') return { spread: { kind: 'relative-half-width', value: value / 100 }, unit: '', end }
  return { spread: { kind: 'half-width', value }, unit: unit?.unit ?? '', end }
}

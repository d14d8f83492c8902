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
  return found
}

/** The quantity that begins at an offset, or null. */
function quantityAt(text: string, start: number): Quantity | null {
  const long = durationAt(text, start)
  if (long !== null) return { ...long, start, spread: null, signed: false }
  number.lastIndex = start
  const match = number.exec(text)
  if (match === null || match.index !== start) return null
  let end = start + match[0].length
  const unit = unitAt(text, end) ?? scaledUnitAt(text, end)
  if (unit !== null) end = unit.end
  else if (/^[kKMG](?![\w])/.test(text.slice(end, end + 2))) end += 1
  else if (/^(?:[\w@%]|[.:]\d|[-/][A-Za-z])/.test(text.slice(end, end + 2))) return null
  if (!Number.isFinite(numeral(match[0]))) return null
  const written = unit?.unit ?? (end > start + match[0].length ? text.slice(end - 1, end) : '')
  const spread = spreadAt(text, end)
  if (spread !== null) end = spread.end
  return {
    value: numeral(match[0]),
    unit: written === '' ? (spread?.unit ?? '') : written,
    start,
    end,
    spread: spread === null ? null : spread.spread,
    signed: /^[-+−]/.test(match[0]),
  }
}

/** `12,345.6` → 12345.6; the minus sign U+2212 counts. */
function numeral(text: string): number {
  return Number(text.replace(/,/g, '').replace('−', '-'))
}

const digits = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,20})(?:\\.\\d{1,20})?(?:[eE][-+]?\\d{1,3})?'
const number = new RegExp(`[-+−]?${digits}`, 'g')

/** What stands before decides: a word, a path, an option, a clock or a version makes it part of a name. */
function standsAlone(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  if (/^[-+−]/.test(text.slice(start, start + 1))) return !/[\w.)]$/.test(before)
  return !/[\w.#@\\$]$/.test(before) && !/[\d/]\/$|\d[,:]$|[A-Za-z]\/$|[\w-]-$|±[ ]?$/.test(before)
}

// 1m 30s, 19m29.394s, 1h2m, 2h 14m, "0 days 00:00:07.055290", "00:00:07.05" after such words only: in seconds.
const clock = /(?:(\d{1,4}) days? )(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)(?![\w:])/y
const parts = /(?:(\d{1,4})h ?)?(?:(\d{1,4})m ?)(\d{1,2}(?:\.\d{1,9})?)s(?!\w)/y
const hours = /(\d{1,4})h ?(\d{1,2})m(?:in)?(?!\w)/y

function durationAt(text: string, start: number): { value: number; unit: string; end: number } | null {
  clock.lastIndex = start
  const long = clock.exec(text)
  if (long !== null) {
    const [whole, days = '0', hours = '0', minutes = '0', seconds = '0'] = long
    return { value: total(days, hours, minutes, seconds), unit: 's', end: start + whole.length }
  }
  parts.lastIndex = start
  hours.lastIndex = start
  const short = parts.exec(text) ?? hours.exec(text)
  if (short === null) return null
  const [whole, h = '0', m = '0', s = '0'] = short
  return { value: total('0', h, m, s), unit: 's', end: start + whole.length }
}

/** Seconds, rounded to the nanosecond so that 19 m 29.394 s is 1169.394 and not 1169.3939999. */
function total(days: string, hours: string, minutes: string, seconds: string): number {
  const sum = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  return Math.round(sum * 1e9) / 1e9
}

const plusMinus = new RegExp(`[ \\t]{0,4}\\(?(?:±|\\+/-|\\+-)[ \\t]{0,6}(${digits})`, 'y')

function spreadAt(text: string, at: number): { spread: Spread; unit: string; end: number } | null {
  plusMinus.lastIndex = at
  const match = plusMinus.exec(text)
  if (match?.[1] === undefined) return null
  let end = at + match[0].length
  const unit = unitAt(text, end) ?? scaledUnitAt(text, end)
  if (unit !== null) end = unit.end
  if (match[0].includes('(') && text[end] === ')') end += 1
  const value = numeral(match[1])
  if (!Number.isFinite(value)) return null
  if (unit?.unit === '%') return { spread: { kind: 'relative-half-width', value: value / 100 }, unit: '', end }
  return { spread: { kind: 'half-width', value }, unit: unit?.unit ?? '', end }
}

/** Claims into text: the only place where a digit is written. */

import type { Claim, Rendering } from '../model.ts'
import { countWord, decimal, decimalsFor, longDate, NBSP, round, sharedDecimals, signed, writtenDecimals } from './digits.ts'
import { hasVerdict } from './outcome.ts'
import type { Row } from './rows.ts'

/** Decimals of both values of a row: as few as tell the sides apart, never more than a source wrote. */
function rowDecimals(row: Row, as: Rendering): number {
  const { baseline, candidate } = row
  if (row.comparison.tier === 'X' && Number.isInteger(baseline.value) && Number.isInteger(candidate.value)) return 0
  const own = [baseline, candidate].flatMap((side) => (side.written === null ? [] : (writtenDecimals(side.written, side.value) ?? [])))
  const converted = own.length === 1 ? [baseline, candidate].filter(({ written }) => written === null) : []
  const written = [...own, ...converted.map(({ value }) => decimalsOfConverted(value))]
  const parts = (row.parts ?? []).flatMap((part) => writtenDecimals(part.locator.text, part.value) ?? [])
  // Runs that show no difference need no digits that would.
  const more = hasVerdict(row) || row.comparison.verdict === 'none' ? 2 : 0
  const isRough = as === 'rough' || as === 'number'
  const most = written.length + parts.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...written, ...parts)
  const few = Number.isFinite(most)
    ? Math.min(sharedDecimals(baseline.value, candidate.value, 4), most)
    : sharedDecimals(baseline.value, candidate.value, isRough ? 2 : 3, more)
  // With a verdict a percentage stands beside the two, and no difference.
  return isRough || hasVerdict(row) ? few : (decimalsThatAdd(row, few, most) ?? few)
}

/** Whether the difference of a row is that of its two values as they are shown. */
export function addsUp(row: Row): boolean {
  const decimals = rowDecimals(row, 'exact')
  return decimalsThatAdd(row, decimals, decimals) !== null
}

/** 176.9 and 152.6 round to 177 and 153, and their difference to -24: with one digit more a reader can check it. */
function decimalsThatAdd({ baseline: { value: before }, candidate: { value: after } }: Row, few: number, most: number): number | null {
  for (let decimals = few; decimals <= Math.min(few + MORE_DIGITS, most); decimals++) {
    const ofRounded = round(after, decimals) - round(before, decimals)
    if (round(ofRounded, decimals) === round(after - before, decimals)) return decimals
  }
  return null
}

/** So many digits more are shown where fewer do not agree or say nothing. */
const MORE_DIGITS = 2

/** "90 secs" beside "4 mins" is 1.5 mins: a converted value keeps its digits, three of them at most. */
function decimalsOfConverted(value: number): number {
  return Math.min(String(value).split('.')[1]?.length ?? 0, decimalsFor(value, 3))
}

function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number}${NBSP}${unit}`
}

const percentDecimals = (value: number): number => (Math.abs(value) >= 10 ? 0 : 1)

/** Decimals of a change in percent and of its interval: as few as tell the interval's ends apart ("20 to 20 %" says nothing). */
function changeDecimals(row: Row, value: number): number {
  const { interval } = row.comparison
  const few = percentDecimals(value)
  if (interval === null) return few
  const [low, high] = interval.map((end) => 100 * Math.abs(end - 1))
  for (let decimals = few; decimals <= few + MORE_DIGITS; decimals++)
    if (round(low ?? 0, decimals) !== round(high ?? 0, decimals)) return decimals
  return few
}

const timesDecimals = (value: number): number => (value >= 10 ? 0 : decimalsFor(value, 2))

function numberOf(claim: Claim): number {
  if (typeof claim.value !== 'number') throw new Error(`claim ${claim.id} holds no single number`)
  return claim.value
}

function value(claim: Claim, row: Row, as: Rendering): string {
  const decimals = rowDecimals(row, as)
  const number = decimal(numberOf(claim), decimals)
  if (as === 'number') return number
  const side = claim.side === 'baseline' ? row.baseline : row.candidate
  const spread = as === 'exact' && side.halfWidth !== null ? ` ± ${decimal(side.halfWidth, decimals)}` : ''
  return withUnit(number + spread, row.unit)
}

function difference(claim: Claim, row: Row, as: Rendering): string {
  const decimals = rowDecimals(row, as)
  const size = numberOf(claim)
  // Between two percentages lie percentage points.
  const unit = row.unit === '%' ? 'pp' : row.unit
  if (as === 'words') return `${withUnit(decimal(Math.abs(size), decimals), unit)} ${size < 0 ? 'less' : 'more'}`
  return withUnit(signed(size, decimals), unit)
}

function change(claim: Claim, row: Row, as: Rendering): string {
  const size = numberOf(claim)
  const { less, more, times } = row.quantity
  if (claim.kind === 'times') {
    const factor = decimal(size, timesDecimals(size))
    return as === 'number' ? factor : `${factor} times ${times}`
  }
  const percent = withUnit(decimal(size, changeDecimals(row, size)), '%')
  if (as === 'number') return percent
  const word = claim.direction === 'less' ? less : more
  return `${percent} ${as === 'short' ? (word.split(' ')[0] ?? word) : word}`
}

function interval(claim: Claim, row: Row | null): string {
  if (!Array.isArray(claim.value)) throw new Error(`claim ${claim.id} is no interval`)
  const [low, high] = claim.value
  const decimals = claim.unit !== '%' ? timesDecimals(low) : row === null ? percentDecimals(high) : changeDecimals(row, high)
  const text = `${decimal(low, decimals)} to ${decimal(high, decimals)}`
  return claim.unit === '%' ? withUnit(text, '%') : text
}

function runs(claim: Claim, as: Rendering): string {
  if (Array.isArray(claim.value)) return `${countWord(claim.value[0])} and ${countWord(claim.value[1])} runs`
  const count = numberOf(claim)
  if (as === 'number') return countWord(count)
  return count === 1 ? 'one run each' : `${countWord(count)} runs a side`
}

/** Text of a claim; `row` is its comparison's, where it has one. */
export function renderClaim(claim: Claim, row: Row | null, as: Rendering): string {
  switch (claim.kind) {
    case 'date':
      return longDate(String(claim.value))
    case 'count':
      return as === 'words' ? countWord(numberOf(claim)) : claim.id === 'subject.number' ? String(claim.value) : decimal(numberOf(claim), 0)
    case 'runs':
      return runs(claim, as)
    case 'interval':
      return interval(claim, row)
    default: {
      // A plain ratio tells small changes apart; a factor in words need not.
      if (claim.id.endsWith('.ratio')) return withUnit(decimal(numberOf(claim), 2), claim.unit)
      if (claim.comparison === null) return withUnit(decimal(numberOf(claim), 0), claim.unit)
      if (row === null) throw new Error(`claim ${claim.id} needs the row of its comparison`)
      if (claim.kind === 'difference') return difference(claim, row, as)
      return claim.kind === 'value' || claim.kind === 'sum' ? value(claim, row, as) : change(claim, row, as)
    }
  }
}

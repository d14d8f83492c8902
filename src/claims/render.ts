/** Claims into text: the only place where a digit is written. */

import type { Claim, Rendering } from '../model.ts'
import { countWord, decimal, decimalsFor, longDate, NBSP, sharedDecimals, signed, writtenDecimals } from './digits.ts'
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
  if (written.length + parts.length === 0)
    return sharedDecimals(baseline.value, candidate.value, as === 'rough' || as === 'number' ? 2 : 3, more)
  return Math.min(sharedDecimals(baseline.value, candidate.value, 4), Math.max(...written, ...parts))
}

/** "90 secs" beside "4 mins" is 1.5 mins: a converted value keeps its digits, three of them at most. */
function decimalsOfConverted(value: number): number {
  return Math.min(String(value).split('.')[1]?.length ?? 0, decimalsFor(value, 3))
}

function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number}${NBSP}${unit}`
}

const percentDecimals = (value: number): number => (Math.abs(value) >= 10 ? 0 : 1)
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
  if (as === 'words') return `${withUnit(decimal(Math.abs(size), decimals), row.unit)} ${size < 0 ? 'less' : 'more'}`
  return withUnit(signed(size, decimals), row.unit)
}

function change(claim: Claim, row: Row, as: Rendering): string {
  const size = numberOf(claim)
  const { less, more, times } = row.quantity
  if (claim.kind === 'times') {
    const factor = decimal(size, timesDecimals(size))
    return as === 'number' ? factor : `${factor} times ${times}`
  }
  const percent = withUnit(decimal(size, percentDecimals(size)), '%')
  if (as === 'number') return percent
  const word = claim.direction === 'less' ? less : more
  return `${percent} ${as === 'short' ? (word.split(' ')[0] ?? word) : word}`
}

function interval(claim: Claim): string {
  if (!Array.isArray(claim.value)) throw new Error(`claim ${claim.id} is no interval`)
  const [low, high] = claim.value
  const decimals = claim.kind === 'interval' && claim.unit === '%' ? percentDecimals(high) : timesDecimals(low)
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
      return interval(claim)
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

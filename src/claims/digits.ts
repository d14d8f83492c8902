/**
 * Digits: how many are shown, and how they are written. English notation fixed in code, so that no locale changes a
 * byte. Digits follow the spread (W21): three significant ones of the smaller side in a table, two in a sentence.
 */

/** Joins a number and its unit, so that no line ends between them. */
export const NBSP = '\u00a0'

/** A real minus sign: a hyphen reads as a dash. */
const MINUS = '\u2212'

/** Rounds as every printf does (half by the binary value), so that a figure reads as its own tool prints it. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(Math.max(0, decimals)))
}

/** `1234.5` with one decimal → `1,234.5`; a negative number gets a real minus sign. */
export function decimal(value: number, decimals: number): string {
  const fixed = Math.abs(round(value, decimals)).toFixed(Math.max(0, decimals))
  const [whole = '0', fraction] = fixed.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  const sign = value < 0 && Number(fixed) !== 0 ? MINUS : ''
  return sign + (fraction === undefined ? grouped : `${grouped}.${fraction}`)
}

/** As `decimal`, with a plus sign for what grew. */
export function signed(value: number, decimals: number): string {
  const text = decimal(value, decimals)
  return round(value, decimals) > 0 ? `+${text}` : text
}

/** The power of ten of the first significant digit: 182.9 → 2, 0.034 → -2; 0 for zero. */
function magnitude(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential().split('e')[1])
}

/** Decimals that show `value` with so many significant digits; never fewer than none. */
export function decimalsFor(value: number, significant: number): number {
  return Math.max(0, significant - 1 - magnitude(value))
}

/**
 * Decimals for two sides of one row: the smaller side has `significant` digits, and where both differ at all they are
 * told apart by at most `more` further decimals.
 */
export function sharedDecimals(a: number, b: number, significant: number, more = 2): number {
  const smaller = Math.min(...[Math.abs(a), Math.abs(b)].filter((v) => v > 0), Number.POSITIVE_INFINITY)
  if (smaller === Number.POSITIVE_INFINITY) return 0
  let decimals = decimalsFor(smaller, significant)
  for (let added = 0; added < more && a !== b && round(a, decimals) === round(b, decimals); added++) decimals++
  return decimals
}

/** Decimals of a figure as somebody wrote it: in `24.10 ± 0.2` the value 24.1 has two; null where it does not stand there. */
export function writtenDecimals(text: string, value: number): number | null {
  const spellings = text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []
  const own = spellings.find((spelling) => Number(spelling.replaceAll(',', '')) === Math.abs(value))
  return own === undefined ? null : (own.split('.')[1]?.length ?? 0)
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Small counts as words, the rest as digits. */
export function countWord(count: number): string {
  return WORDS[count] ?? decimal(count, 0)
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `2026-09-30` → `30 September 2026`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}

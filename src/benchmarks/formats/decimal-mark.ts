/**
 * Which of `.` and `,` divides the decimals in a file whose locale is not known: `1,234.5` or `1.234,5`. One number
 * that can be read in one way only settles it for all; null where none does.
 */
export function decimalMark(numbers: Iterable<string>): '.' | ',' | null {
  for (const number of numbers) {
    if (!isNumber.test(number)) continue
    const points = number.split('.').length - 1
    const commas = number.split(',').length - 1
    if (points > 0 && commas > 0) return number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ','
    if (points > 1) return ','
    if (commas > 1) return '.'
    const lone = /^-?(\d+)([.,])(\d+)$/.exec(number)
    const isThousands = lone?.[3]?.length === 3 && (lone[1]?.length ?? 0) <= 3 && lone[1] !== '0'
    if (lone?.[2] !== undefined && !isThousands) return lone[2] === '.' ? '.' : ','
  }
  return null
}

const isNumber = /^-?\d[\d.,]*$/

/** Whole digits as they may be grouped by a mark: by thousands, in India the higher ones by hundreds. */
const grouped = { '.': /^-?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})$/, ',': /^-?(?:\d+|\d{1,3}(?:\.\d{2,3})*\.\d{3})$/ }

/**
 * The number that a text says under a decimal mark; null for no number, for one that only the mark would tell, and for one
 * that was written under the other mark (`3.4` among `3,51`). Nothing groups digits before an exponent: `1,6e9` is `1.6e9`.
 */
export function numberUnder(mark: '.' | ',' | null, text: string): number | null {
  const [, number, exponent = ''] = /^(-?\d[\d.,]*)(e[-+]?\d+)?$/i.exec(text) ?? []
  if (number === undefined) return null
  if (exponent !== '') return /^-?\d+(?:[.,]\d*)?$/.test(number) ? finiteOf(number.replace(',', '.') + exponent) : null
  if (mark === null) return /[.,]/.test(number) ? null : finiteOf(number)
  const [whole = '', decimals = '', ...more] = number.split(mark)
  if (more.length > 0 || /[.,]/.test(decimals) || !grouped[mark].test(whole)) return null
  return finiteOf(`${whole.replaceAll(/[.,]/g, '')}.${decimals}`)
}

function finiteOf(text: string): number | null {
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

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

/** The number that a text says under a decimal mark; null for no number, and for one that only the mark would tell. */
export function numberUnder(mark: '.' | ',' | null, text: string): number | null {
  if (!isNumber.test(text) || (mark === null && /[.,]/.test(text))) return null
  const value = Number(mark === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', ''))
  return Number.isFinite(value) ? value : null
}

/** Whether a numeral is a withheld figure: as written, rounded, grouped otherwise, or in another unit of ten (184.2 ms as 0.1842 s). Pure. */

const NUMBER = /\d+(?:[.,]\d+)*/g
/** So many digits that mean something tell a figure, whatever its unit; of fewer there is one on every page. */
const TELLING = 4

/** Every numeral of a text. */
export function numeralsIn(text: string): string[] {
  return text.match(NUMBER) ?? []
}

/** 182.9 and 61437 are somebody's figures; 100, 0.05 and 2.5 are everybody's. */
export function isTelling(number: string): boolean {
  const digits = meaning(number)
  return digits.length >= TELLING || (digits.length === 3 && /[.,]/.test(number))
}

/** The digits of a number that mean something, without its unit's power of ten. */
function meaning(number: string): string {
  return number
    .replace(/\D/g, '')
    .replace(/^0+/, '')
    .replace(/(?<!0)0+$/, '')
}

/** Numbers by the first four of their digits. */
export type Figures = ReadonlyMap<string, readonly string[]>

/** Of numerals as written. */
export function figuresOf(numerals: Iterable<string>): Figures {
  const all = new Set(Array.from(numerals, meaning).filter((digits) => digits.length >= TELLING))
  return Map.groupBy(all, (digits) => digits.slice(0, TELLING))
}

/** Whether a numeral is one of the figures, or what one of them is rounded to; never with fewer than four digits. */
export function isFigure(numeral: string, figures: Figures): boolean {
  const digits = meaning(numeral)
  if (digits.length < TELLING) return false
  const from = Number(digits.slice(0, TELLING))
  const near = [from, from - 1].flatMap((prefix) => figures.get(String(prefix)) ?? [])
  return near.some((figure) => figure === digits || rounded(figure, digits.length) === digits)
}

function rounded(figure: string, length: number): string | null {
  if (figure.length <= length) return null
  const up = Number(figure[length]) >= 5 ? 1n : 0n
  return String(BigInt(figure.slice(0, length)) + up).replace(/(?<!0)0+$/, '')
}

/** Numerals that stand as such in a text: not coordinates and colours of a chart, nor the beginning of a digest. */
export function standingNumerals(text: string): string[] {
  const words = text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/(?<![\p{L}\d])(?:[0-9a-f]{32,64}|#[0-9a-f]{6})(?![\p{L}\d])/gu, ' ')
    .replace(/(?<=\d)[\u00a0\u2009\u202f'’_](?=\d{3}(?!\d))/g, '')
  return words.match(/(?<![\p{L}\d.,_])\d+(?:[.,]\d+)*(?![\p{N}_])/gu) ?? []
}

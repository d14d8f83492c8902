/** Numbers in words. They count as numerals (TRUST §1). */

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const CARDINALS = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.flatMap((word, i) => [
    [word, 20 + 10 * i] as const,
    ...UNITS.slice(1, 10).map((unit, one) => [`${word}-${unit}`, 21 + 10 * i + one] as const),
  ]),
])

const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
])

/** The value of a cardinal in words: `ten`, `twenty-three`; null for other words. */
export function cardinal(word: string): number | null {
  return CARDINALS.get(word) ?? null
}

/** `hundred`, `thousand` …; null for other words. */
export function scaleWord(word: string): number | null {
  return SCALES.get(word) ?? null
}

export interface Multiple {
  value: number
  /** How far the truth may lie from the word: a "twice" that is 2.1 is still twice. */
  tolerance: number
  /** Whether the word itself says that something became less or more. */
  says: 'less' | 'more' | null
  /** Whether it is a figure only before "the time", "as long": half the battle measures nothing. */
  needsQuantity: boolean
}

const multiple = (value: number, tolerance: number, says: Multiple['says'], needsQuantity: boolean): Multiple => ({
  value,
  tolerance,
  says,
  needsQuantity,
})

const MULTIPLES = new Map<string, Multiple>([
  ['twice', multiple(2, 0.1, null, true)],
  ['thrice', multiple(3, 0.15, null, true)],
  ['half', multiple(0.5, 0.025, null, true)],
  ...['halves', 'halved', 'halving', 'halve'].map((word) => [word, multiple(0.5, 0.025, 'less', true)] as const),
  ...['double', 'doubles', 'doubled', 'doubling'].map((word) => [word, multiple(2, 0.1, 'more', true)] as const),
  ...['triple', 'triples', 'tripled', 'tripling'].map((word) => [word, multiple(3, 0.15, 'more', true)] as const),
  ...['quadruple', 'quadruples', 'quadrupled'].map((word) => [word, multiple(4, 0.2, 'more', true)] as const),
])

/** `twice`, `halved`, `tenfold`; null for other words. */
export function multipleWord(word: string): Multiple | null {
  const fixed = MULTIPLES.get(word)
  if (fixed !== undefined) return fixed
  if (!word.endsWith('fold')) return null
  const value = cardinal(word.slice(0, -4).replace(/-$/, '')) ?? scaleWord(word.slice(0, -4))
  return value === null || value < 2 ? null : multiple(value, value / 20, null, false)
}

const FRACTIONS = new Map([
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['fifth', 1 / 5],
  ['fifths', 1 / 5],
  ['tenth', 1 / 10],
  ['tenths', 1 / 10],
])

/** `third`, `quarters`: what one of them is of the whole; null for other words. */
export function fractionWord(word: string): number | null {
  return FRACTIONS.get(word) ?? null
}

/** What is measured, as the noun after "half the" or "twice the". */
const QUANTITIES = new Set(
  'time times memory latency size cost costs throughput speed rate bandwidth allocations allocation space footprint cpu work duration traffic power energy bytes duration runtime wall overhead price delay amount number'.split(
    ' ',
  ),
)

/** Whether a word names something that is measured. */
export function isQuantity(word: string): boolean {
  return QUANTITIES.has(word)
}

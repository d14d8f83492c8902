/** Numbers inside the sentences of a comparison: few digits, the same in every locale. */

/** 0.6642 → "66 %", 0.0212 → "2.1 %": two significant digits, all digits from 100 % up. */
export function percent(fraction: number): string {
  return `${digits(fraction * 100)} %`
}

/** Two significant digits below 100, whole numbers above, never an exponent. */
export function digits(value: number): string {
  if (value === 0) return '0'
  if (Math.abs(value) >= 100) return String(BigInt(Math.round(value)))
  const places = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value)))))
  const fixed = value.toFixed(places)
  return fixed.includes('.') ? fixed.replace(/0+$/, '').replace(/\.$/, '') : fixed
}

/** p as papers print it; near 0.05 with as many digits as show on which side it lies. */
export function chance(p: number): string {
  if (p < 0.0001) return 'below 0.0001'
  const short = digits(p)
  return Number(short) < 0.05 === p < 0.05 ? short : String(p)
}

/** "1 run", "10 runs". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** "5 runs a side" or "5 and 6 runs". */
export function aSide(baseline: number, candidate: number, noun = 'run'): string {
  return baseline === candidate ? `${count(baseline, noun)} a side` : `${baseline} and ${count(candidate, noun)}`
}

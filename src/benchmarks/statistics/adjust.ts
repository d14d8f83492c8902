/**
 * p values corrected for how many there are. Verdicts use Holm (Holm 1979: the chance of even one false verdict stays
 * below 5 %, whatever depends on what); the others are what readers of papers ask for beside it.
 */
export type Correction = 'holm' | 'bonferroni' | 'benjamini-hochberg' | 'benjamini-yekutieli'

/** The corrected values in the order given, at most 1 each. */
export function adjust(p: readonly number[], correction: Correction = 'holm'): number[] {
  const n = p.length
  const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0)
  const ascending = p.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const scaled = ascending.map(({ value }, i) => {
    if (correction === 'bonferroni') return value * n
    if (correction === 'holm') return value * (n - i)
    return ((value * n) / (i + 1)) * (correction === 'benjamini-yekutieli' ? harmonic : 1)
  })
  // Step-down methods never fall with rank, step-up methods never rise.
  const stepUp = correction.startsWith('benjamini')
  const monotone = stepUp ? running(scaled.toReversed(), Math.min).toReversed() : running(scaled, Math.max)
  const result = new Array<number>(n)
  ascending.forEach(({ index }, i) => {
    result[index] = Math.min(1, monotone[i] ?? 1)
  })
  return result
}

function running(values: readonly number[], choose: (a: number, b: number) => number): number[] {
  let last: number | undefined
  return values.map((value) => {
    last = last === undefined ? value : choose(last, value)
    return last
  })
}

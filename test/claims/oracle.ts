/**
 * Whether a mutant still says the truth: worked out from the ledger's values alone, by other means than the checker's,
 * so that the checker does not excuse itself.
 */
import type { Claim, Ledger } from '../../src/model.ts'

/** Numbers of a rendering, with the distance that its digits leave open. */
export function numbersIn(text: string): { value: number; open: number }[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([digits]) => {
    const plain = digits.replaceAll(',', '')
    const decimals = plain.split('.')[1]?.length ?? 0
    return { value: Number(plain), open: 0.5 * 10 ** -decimals }
  })
}

/** Whether the digits of a text are a rounding of the claim, in the claim's own unit. */
export function saysClaim(text: string, claim: Claim): boolean {
  const ends = Array.isArray(claim.value) ? claim.value : [claim.value]
  const numbers = numbersIn(text)
  return ends.every((end, i) => {
    const number = numbers[i]
    if (number === undefined || typeof end !== 'number') return true
    return Math.abs(Math.abs(end) - number.value) <= number.open * (1 + 1e-9)
  })
}

/** The claim of another comparison that plays the same part: k2.change for k1.change. */
function counterpart(claim: Claim, comparison: string, ledger: Ledger): Claim | undefined {
  const part = claim.id.slice(claim.id.indexOf('.'))
  return ledger.claims.find((other) => other.id === `${comparison}${part}`)
}

/** Whether a rendering of one claim is true of another subject's claim as well. */
export function trueOfOther(text: string, claim: Claim, comparison: string, ledger: Ledger): boolean {
  if (claim.kind === 'runs') {
    const other = counterpart(claim, comparison, ledger)
    return other !== undefined && other.value === claim.value
  }
  const other = counterpart(claim, comparison, ledger)
  return other !== undefined && other.unit === claim.unit && other.direction === claim.direction && saysClaim(text, other)
}

/** The normal distribution, to the precision of a double (Abramowitz & Stegun 6.5: incomplete gamma function of 1/2). */

/** The 97.5 % quantile. */
export const NORMAL_975 = 1.959963984540054

/** The chance of a value at least as far from 0 as z on either side: erfc(z / √2). */
export function twoSidedNormal(z: number): number {
  const x = (z * z) / 2
  if (x === 0) return 1
  // Γ(1/2) = √π. The series is exact to a double below 1.5; above it the continued fraction keeps small tails right.
  const scale = Math.sqrt(x / Math.PI) * Math.exp(-x)
  return x < 1.5 ? 1 - scale * series(x) : scale * fraction(x)
}

function series(x: number): number {
  let term = 2
  let sum = term
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (n + 0.5)
    sum += term
  }
  return sum
}

/** Modified Lentz evaluation of 1/(x + 1/2 − (1·1/2)/(x + 5/2 − …)). */
function fraction(x: number): number {
  let b = x + 0.5
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let i = 1; i < 500; i++) {
    const a = -i * (i - 0.5)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    const step = c * d
    value *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return value
}

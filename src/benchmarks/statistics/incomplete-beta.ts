/**
 * The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22, modified Lentz). Own
 * because the well-kept implementation (@stdlib/stats-base-dists-t-cdf) adds 400 KB to every bundle.
 */
export function incompleteBeta(a: number, b: number, x: number, complement: number): number {
  if (x <= 0) return 0
  if (complement <= 0) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement))
  // The fraction converges fast only on the near side of the mean; the other side follows from I_x(a,b) = 1 − I_{1−x}(b,a).
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, complement)) / b
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const step = d * c
    value *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return value
}

/** Lentz's guard against dividing by nothing. */
function away(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156] as const

/** ln Γ(x) for x > 0: Stirling's series from 15 up, the recurrence below. */
function logGamma(x: number): number {
  let product = 1
  let z = x
  while (z < 15) {
    product *= z
    z += 1
  }
  const correction = STIRLING.reduce((sum, coefficient, i) => sum + coefficient / z ** (2 * i + 1), 0)
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + correction - Math.log(product)
}

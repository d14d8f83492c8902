/** Beyond the runs for which everything is counted out: where the normal approximation takes over, and how. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hodgesLehmann } from '../../../src/benchmarks/statistics/hodges-lehmann.ts'
import { asymptoticP, mannWhitney } from '../../../src/benchmarks/statistics/mann-whitney.ts'
import { medianInterval } from '../../../src/benchmarks/statistics/median-interval.ts'
import { twoSidedNormal } from '../../../src/benchmarks/statistics/normal.ts'
import { differenceAt } from '../../../src/benchmarks/statistics/pairwise-differences.ts'
import { twoSidedT, twoSidedTQuantile } from '../../../src/benchmarks/statistics/student-t.ts'

const upTo = (n: number, step = 1) => Array.from({ length: n }, (_, i) => i * step)

describe('the exact test', () => {
  it.each([
    [50, 50, 0.5, true],
    [51, 50, 0.5, false],
    [25, 25, 0, true],
    [26, 25, 0, false],
  ])('of %i and %i runs %d apart (0: with ties): %s', (m, n, apart, exact) => {
    expect(
      mannWhitney(
        upTo(m),
        upTo(n).map((value) => value + apart),
      ),
    ).toMatchObject({ exact, ties: apart === 0 })
  })

  it('and the approximation agree where one hands over to the other', () => {
    const [a, b] = [upTo(50), upTo(50, 1.01).map((value) => value + 7.3)]
    expect(mannWhitney(a, b).p).toBeCloseTo(asymptoticP(a, b), 3)
  })

  it('sees no difference between values that are all equal', () => {
    expect(asymptoticP([1, 1, 1], [1, 1, 1])).toBe(1)
    expect(mannWhitney([1, 1], [1, 1]).p).toBe(1)
  })
})

describe('the interval of many runs', () => {
  it('cuts off the ranks that the normal approximation says', () => {
    const [a, b] = [upTo(60), upTo(60, 1.37)]
    const differences = b.flatMap((y) => a.map((x) => y - x)).sort((p, q) => p - q)
    // 1800 − 1.95996 · √(60 · 60 · 121 / 12) + 0.5 = 1427.08
    expect(hodgesLehmann(a, b).interval).toMatchObject({ low: differences[1426], high: differences[3600 - 1427], exact: false })
    expect(hodgesLehmann(a, b).interval?.coverage).toBeCloseTo(0.95, 3)
  })

  it('finds the k-th difference that sorting all of them finds', () => {
    const values = fc.array(
      fc.integer({ min: -20, max: 20 }).map((n) => n / 4),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(values, values, fc.nat(), (a, b, seed) => {
        const [x, y] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()]
        const sorted = [...y].flatMap((v) => [...x].map((u) => v - u)).sort((p, q) => p - q)
        const k = (seed % sorted.length) + 1
        expect(differenceAt(x, y, k) - (sorted[k - 1] ?? Number.NaN)).toBe(0)
      }),
    )
  })

  it('covers the median of thousands of values', () => {
    const found = medianInterval(upTo(5000))
    // 2500 ∓ 1.96 · √5000 / 2, the normal approximation of the binomial
    expect(found?.low).toBeCloseTo(2430, -1)
    expect(found?.high).toBeCloseTo(2569, -1)
    expect(found?.coverage).toBeGreaterThanOrEqual(0.95)
    expect(found?.coverage).toBeLessThan(0.952)
  })
})

describe('distributions', () => {
  it.each([
    [0, 1],
    [1, 0.31731050786291415],
    [1.959963984540054, 0.05],
    [3, 0.0026997960632601866],
    [8, 1.2441921148543639e-15],
    [30, 9.813427854297537e-198],
  ])('two sides of the normal beyond %d', (z, p) => expect(twoSidedNormal(z) / p).toBeCloseTo(1, 12))

  it.each([
    [1, 1, 0.5],
    [12.706204736174694, 1, 0.05],
    [2.7764451051977934, 4, 0.05],
    [2.0930240544082634, 19, 0.05],
    [31.599054576443635, 2, 0.001],
    [1.9599639845, 1e6, 0.0500003],
  ])('two sides of t beyond %d with %d degrees of freedom', (t, df, p) => {
    expect(twoSidedT(t, df)).toBeCloseTo(p, 7)
    expect(twoSidedT(-t, df)).toBe(twoSidedT(t, df))
  })

  it.each([
    [0.95, 1, 12.706204736174694],
    [0.95, 4, 2.7764451051977934],
    [0.999, 2, 31.599054576443635],
  ])('%d of t lies within, with %d degrees of freedom', (level, df, t) => expect(twoSidedTQuantile(level, df)).toBeCloseTo(t, 9))
})

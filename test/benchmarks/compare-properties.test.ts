/** What must hold whatever the figures are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { Compared } from '../../src/benchmarks/comparison.ts'
import type { Measurement, Side } from '../../src/model.ts'
import { measured, runs } from './measured.ts'

const value = fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100)
const side = (size: { minLength: number; maxLength: number }) => fc.array(value, size)
const some = { minLength: 1, maxLength: 12 }

function one(measurements: readonly Measurement[]): Compared {
  const { comparisons } = compare({ measurements, tests: 'passed' })
  expect(comparisons).toHaveLength(1)
  const [comparison] = comparisons
  if (!comparison) throw new Error('nothing was compared')
  return comparison
}

const compareRuns = (baseline: readonly number[], candidate: readonly number[]) =>
  one([...runs('baseline', baseline), ...runs('candidate', candidate)])

function near(a: number | null | undefined, b: number | null | undefined): void {
  if (typeof a !== 'number' || typeof b !== 'number') expect(a ?? null).toBe(b ?? null)
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))
}

describe('any figures', () => {
  it('swapping the sides inverts ratio and interval and keeps p and tier', () => {
    fc.assert(
      fc.property(side(some), side(some), (a, b) => {
        const [there, back] = [compareRuns(a, b), compareRuns(b, a)]
        near(there.ratio, back.ratio === null ? null : 1 / back.ratio)
        near(there.interval?.[0], back.interval && 1 / back.interval[1])
        near(there.interval?.[1], back.interval && 1 / back.interval[0])
        near(there.p, back.p)
        expect(there.tier).toBe(back.tier)
        const better = [there.verdict, back.verdict].filter((verdict) => verdict === 'improved')
        expect(better.length).toBeLessThan(2)
      }),
    )
  })

  it('another unit of the same size changes nothing but the unit', () => {
    fc.assert(
      fc.property(side(some), side(some), fc.constantFrom(0.001, 1000), (a, b, factor) => {
        const [plain, scaled] = [
          compareRuns(a, b),
          compareRuns(
            a.map((v) => v * factor),
            b.map((v) => v * factor),
          ),
        ]
        near(plain.ratio, scaled.ratio)
        near(plain.p, scaled.p)
        near(plain.interval?.[0], scaled.interval?.[0])
        expect(plain.tier).toBe(scaled.tier)
      }),
    )
  })

  it('the order of the runs does not matter', () => {
    const shuffled = fc
      .tuple(side(some), side(some))
      .chain(([a, b]) =>
        fc.tuple(
          fc.constant([a, b] as const),
          fc.shuffledSubarray(a, { minLength: a.length }),
          fc.shuffledSubarray(b, { minLength: b.length }),
        ),
      )
    fc.assert(
      fc.property(shuffled, ([[a, b], c, d]) => {
        const [ordered, mixed] = [compareRuns(a, b), compareRuns(c, d)]
        near(ordered.ratio, mixed.ratio)
        near(ordered.p, mixed.p)
        near(ordered.interval?.[1], mixed.interval?.[1])
        expect(mixed).toMatchObject({ verdict: ordered.verdict, reasons: ordered.reasons, tier: ordered.tier })
      }),
    )
  })

  it('gives a verdict only from five runs a side on', () => {
    fc.assert(
      fc.property(side(some), side(some), (a, b) => {
        const { verdict, tier } = compareRuns(a, b)
        const fewest = Math.min(a.length, b.length)
        expect(tier).toBe(fewest >= 6 ? 'A' : fewest >= 4 ? 'B' : fewest >= 2 ? 'C' : 'E')
        expect(verdict === 'none').toBe(fewest < 5)
      }),
    )
  })

  it('gives one run a side no verdict, whatever lies inside it', () => {
    const inside = fc.record({
      value,
      samples: fc.option(fc.integer({ min: 0, max: 10_000 })),
      sampleKind: fc.constantFrom('iteration', 'request', 'document', null),
      statistic: fc.constantFrom('mean', 'median', 'min', 'p99', 'value'),
      spread: fc.option(
        fc.record({ kind: fc.constantFrom('standard-deviation', 'half-width', 'standard-error'), value: fc.constant(0.001) }),
      ),
      values: fc.array(value, { maxLength: 40 }),
    })
    fc.assert(
      fc.property(inside, inside, fc.constantFrom('ms', 'B/op', 'allocs/op', '%'), (a, b, unit) => {
        const figure = (name: Side, { value: centre, ...given }: typeof a) =>
          measured(name, centre, { ...given, statistic: a.statistic, unit })
        const { verdict, tier, interval, p } = one([figure('baseline', a), figure('candidate', b)])
        expect(['none', 'not-comparable']).toContain(verdict)
        expect(['D', 'E']).toContain(tier)
        expect([interval, p]).toEqual([null, null])
      }),
    )
  })

  it('drops no result: each is compared or listed, once', () => {
    const name = fc.constantFrom('a', 'b')
    const any = fc.record({
      side: fc.constantFrom<Side>('baseline', 'candidate', 'unknown'),
      value,
      given: fc.record({
        benchmark: name,
        condition: name,
        statistic: fc.constantFrom('mean', 'median', 'p99'),
        unit: fc.constantFrom('ms', 's', 'B'),
        sampleKind: fc.constantFrom('process', 'request', null),
        values: fc.array(value, { maxLength: 3 }),
      }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (figures) => {
        const measurements = figures.map((figure, i) => ({ ...measured(figure.side, figure.value, figure.given), id: `m${i}` }))
        const { comparisons, unmatched } = compare({ measurements })
        const seen = [...comparisons.flatMap((c) => [...c.baseline, ...c.candidate]), ...unmatched.map(({ id }) => id)]
        const sided = measurements.some((m) => m.side !== 'unknown')
        expect(seen.toSorted()).toEqual(sided ? measurements.map(({ id }) => id).toSorted() : [])
      }),
    )
  })
})

import { expect, it } from 'vitest'
import { adjust } from '../../../src/benchmarks/statistics/adjust.ts'
import { adjustByGroup } from '../../../src/benchmarks/statistics/adjust-by-group.ts'
import { enoughRuns, fewestRuns, leastP } from '../../../src/benchmarks/statistics/fewest-runs.ts'
import { mannWhitney } from '../../../src/benchmarks/statistics/mann-whitney.ts'

it.each([
  [[0.001, 0.02, 0.04]],
  [[0.03, 0.011, 0.012, 0.9]],
  [[0.2, 0.3]],
  [[0.04]],
])('is Holm where each metric has one comparison: %j', (p) => {
  expect(adjustByGroup(p.map((one) => [one])).flat()).toEqual(adjust(p))
})

it('is Benjamini and Hochberg within one metric', () => {
  const p = [0.001, 0.2, 0.02]
  expect(adjustByGroup([p])).toEqual([adjust(p, 'benjamini-hochberg')])
})

it('asks more of a metric the fewer pass', () => {
  const [one = []] = adjustByGroup([
    [0.01, 0.012],
    [0.9, 0.8],
  ])
  const [other = []] = adjustByGroup([
    [0.01, 0.012],
    [0.001, 0.001],
  ])
  expect(one.every((p, i) => p > (other[i] ?? 1))).toBe(true)
  expect(one).toEqual([0.024, 0.024])
})

it('answers nothing for nothing', () => expect(adjustByGroup([])).toEqual([]))

it('knows the least p that so many runs can give', () => {
  for (const n of [2, 5, 6, 9]) {
    const low = Array.from({ length: n }, (_, i) => i)
    expect(leastP(n, n)).toBeCloseTo(
      mannWhitney(
        low,
        low.map((value) => value + 100),
      ).p,
      12,
    )
  }
  expect([1, 6, 7, 24, 100].map(fewestRuns)).toEqual([5, 5, 6, 7, 8])
  expect([0, 3, 23, 24].map(enoughRuns)).toEqual([6, 6, 6, 7])
})

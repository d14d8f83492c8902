/** The fit of a power law against scipy, against finite differences, and from other starts. */
import { describe, expect, it } from 'vitest'
import { solve } from '../../../src/benchmarks/statistics/cholesky.ts'
import { fitPowerLaw, HUBER_DELTA, refit } from '../../../src/benchmarks/statistics/fit-power-law.ts'
import { minimise } from '../../../src/benchmarks/statistics/minimise.ts'
import { objectiveAt, type Runs } from '../../../src/benchmarks/statistics/power-law.ts'
import { seededRandom } from '../../../src/benchmarks/statistics/random.ts'
import { sweep } from '../scaling-runs.ts'

/** Logarithms from their means, and those means. */
function tableOf(seed: number): { runs: Runs; means: number[] } {
  const points = sweep(6, 6, 0.01, seed, true)
  const logs = [points.map(({ sizes }) => Math.log(sizes.N ?? 0)), points.map(({ sizes }) => Math.log(sizes.D ?? 0))]
  const means = logs.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
  return {
    means,
    runs: {
      logSizes: logs.map((values, i) => Float64Array.from(values, (value) => value - (means[i] ?? 0))),
      logLoss: Float64Array.from(points, ({ loss }) => Math.log(loss)),
      weights: new Float64Array(points.length).fill(1),
    },
  }
}

const { runs, means } = tableOf(11)
const found = fitPowerLaw(runs)

it('is where Nelder and Mead of scipy 1.17.1 end from three starts', () => {
  const [e = 0, a = 0, alpha = 0, b = 0, beta = 0] = found.parameters
  expect(found.converged).toBe(true)
  expect(found.value).toBeCloseTo(0.3497733954729685, 6)
  const of = [Math.exp(e), Math.exp(a + alpha * (means[0] ?? 0)), alpha, Math.exp(b + beta * (means[1] ?? 0)), beta]
  const theirs = [1.7909332143616388, 338.8259832041946, 0.3257775685595955, 3658.6109612682335, 0.39377617809204657]
  for (const [i, value] of of.entries()) expect(value / (theirs[i] ?? 0)).toBeCloseTo(1, 5)
})

it('has no lower place that starts of Hoffmann and others’ grid lead to', () => {
  const [n = 0, d = 0] = means
  for (const exponent of [0.5, 1, 2])
    for (const e of [-1, 0, 1])
      for (const log of [0, 10, 20]) {
        const start = Float64Array.from([e, log - exponent * n, exponent, log - exponent * d, exponent])
        expect(minimise((at) => objectiveAt(at, runs, HUBER_DELTA), start).value).toBeGreaterThan(found.value - 1e-9)
      }
})

it('counts a run drawn twice as two runs', () => {
  const twice = { ...runs, weights: runs.weights.map((_, i) => (i < 5 ? 2 : 1)) }
  const list = (values: Float64Array) => Float64Array.from([...values, ...values.subarray(0, 5)])
  const written = { logSizes: runs.logSizes.map(list), logLoss: list(runs.logLoss), weights: list(runs.weights) }
  const [drawn, plain] = [refit(twice, found.parameters), refit(written, found.parameters)]
  expect(drawn.value).toBeCloseTo(plain.value, 9)
  expect(Math.abs(drawn.value - found.value)).toBeGreaterThan(1e-3)
})

describe('slope and curvature', () => {
  const at = found.parameters.map((value, i) => value + 0.03 * (i + 1))
  const moved = (i: number, by: number) => at.map((value, j) => (i === j ? value + by : value))

  // 0.001 lets most errors count as they are, 1 all by their square.
  it.each([0.001, 1])('are those of finite differences, δ = %d', (delta) => {
    const { slope, curvature } = objectiveAt(at, runs, delta)
    const step = 1e-7
    for (const i of slope.keys()) {
      const [low, high] = [objectiveAt(moved(i, -step), runs, delta), objectiveAt(moved(i, step), runs, delta)]
      expect((high.value - low.value) / (2 * step) / (slope[i] ?? 0)).toBeCloseTo(1, 4)
      for (const j of slope.keys()) {
        const bend = ((high.slope[j] ?? 0) - (low.slope[j] ?? 0)) / (2 * step)
        expect(Math.abs(bend - (curvature[i * at.length + j] ?? 0))).toBeLessThan(1e-4 * Math.max(1, Math.abs(bend)))
      }
    }
  })
})

describe('a symmetric system', () => {
  it('is solved', () => {
    const [x = 0, y = 0] = solve(Float64Array.from([4, 2, 2, 3]), Float64Array.from([8, 7])) ?? []
    expect([x, y]).toEqual([expect.closeTo(1.25, 12), expect.closeTo(1.5, 12)])
  })

  it.each([
    ['singular', [1, 2, 2, 4]],
    ['not positive', [1, 3, 3, 1]],
  ])('that is %s is not', (_, matrix) => expect(solve(Float64Array.from(matrix), Float64Array.from([1, 1]))).toBeNull())
})

it('draws the same numbers from a seed, evenly', () => {
  const [one, other] = [seededRandom(1), seededRandom(1)]
  const drawn = Array.from({ length: 10_000 }, () => one())
  expect(drawn.slice(0, 3)).toEqual([other(), other(), other()])
  expect(drawn.filter((value) => value < 0.25).length / 10_000).toBeCloseTo(0.25, 1)
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true)
})

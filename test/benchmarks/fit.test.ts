/** Scaling laws: what runs with a known law give back, what published runs give, and when there is no law. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fitScalingLaw } from '../../src/benchmarks/fit.ts'
import { lawCurves } from '../../src/benchmarks/fit-curves.ts'
import { read } from '../../src/benchmarks/read.ts'
import { type ScalingRun, scalingRuns } from '../../src/benchmarks/scaling-runs.ts'
import type { Fit } from '../../src/model.ts'
import { sweep, truth } from './scaling-runs.ts'

const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
const fitOf = (runs: readonly ScalingRun[]) => fitScalingLaw('runs.csv', runs).fit
const of = ({ parameters }: Fit, name: string) => parameters.find((one) => one.name === name) ?? { value: Number.NaN, interval: [0, 0] }
const names = ['E', 'A', 'α', 'B', 'β'] as const

describe('of runs with a known law', () => {
  test('that lie on it, the law comes back to a millionth', () => {
    const fit = fitOf(sweep(5, 5, 0, 1))
    expect(fit.refused).toBeNull()
    for (const name of names) expect(of(fit, name).value / truth[name]).toBeCloseTo(1, 6)
    expect(Math.max(...fit.residuals.map(Math.abs))).toBeLessThan(1e-9)
  })

  test('that scatter around it, the intervals hold it', () => {
    const sets = [
      { models: 15, budgets: 15, noise: 0.01, wild: false },
      { models: 6, budgets: 6, noise: 0.01, wild: true },
      { models: 5, budgets: 4, noise: 0.005, wild: false },
      { models: 4, budgets: 3, noise: 0.003, wild: false },
    ]
    const times = isLong ? 60 : 8
    for (const { models, budgets, noise, wild } of sets.slice(isLong ? 0 : 2)) {
      const fits = Array.from({ length: times }, (_, seed) => fitOf(sweep(models, budgets, noise, 1000 + seed, wild)))
      const fitted = fits.filter(({ refused }) => refused === null)
      const shares = names.map((name) => {
        const held = fitted.filter((fit) => {
          const [low = 0, high = 0] = of(fit, name).interval
          return low <= truth[name] && truth[name] <= high
        })
        return held.length / fitted.length
      })
      // Of eight, two misses of one parameter are still likely where 95 % hold.
      for (const share of shares) expect(share).toBeGreaterThanOrEqual(isLong ? 0.9 : 0.625)
      expect(fitted.length / times).toBeGreaterThanOrEqual(0.75)
    }
  }, 600_000)

  test('one run far off moves the exponents little and is named', () => {
    const runs = sweep(6, 6, 0.003, 5)
    const [off] = runs.slice(14)
    const moved = fitOf(runs.map((run) => (run === off ? { ...run, loss: 2 * run.loss } : run)))
    expect(Math.abs(of(moved, 'α').value - of(fitOf(runs), 'α').value)).toBeLessThan(0.01)
    expect(moved.notes).toContainEqual(expect.stringMatching(/^One run lies more than five times as far/))
    expect(moved.residuals[moved.of.indexOf(off?.id ?? '')]).toBeCloseTo(Math.log(2), 1)
  })

  test('their order changes nothing', () => {
    const runs = sweep(4, 4, 0.005, 3)
    expect(fitOf(runs.toReversed())).toEqual(fitOf(runs))
  })

  test('the range is that of the runs, and E is said to be beyond it', () => {
    const fit = fitOf(sweep(4, 4, 0.002, 3))
    expect(fit.range).toMatchObject([
      { size: 'N', low: 5e7 },
      { size: 'D', low: 1e9 },
    ])
    expect(fit.range[1]?.high).toBeCloseTo(3e11, -3)
    expect(fit.notes).toContainEqual(expect.stringMatching(/^E is the loss at endless sizes, \d+ % below the lowest that was measured/))
  })
})

describe('the law that runs can carry', () => {
  const line = (loss: (C: number) => number): ScalingRun[] =>
    Array.from({ length: 20 }, (_, i) => ({ id: `m${i + 1}`, loss: loss(1e18 * 2 ** i), sizes: { C: 1e18 * 2 ** i }, computed: null }))

  test('is over compute where nothing else is known', () => {
    const fit = fitOf(line((C) => 1.7 + 900 / C ** 0.15))
    expect(fit.law).toBe('L = E + A/C^α')
    for (const [name, value] of [
      ['E', 1.7],
      ['A', 900],
      ['α', 0.15],
    ] as const)
      expect(of(fit, name).value / value).toBeCloseTo(1, 5)
  })

  test('is over compute where parameters and tokens grow in step', () => {
    const runs = Array.from({ length: 12 }, (_, i): ScalingRun => {
      const N = 1e7 * 2 ** i
      return { id: `m${i + 1}`, loss: 1.8 + 480 / N ** 0.35, sizes: { N, D: 20 * N, C: 120 * N * N }, computed: null }
    })
    const fit = fitOf(runs)
    expect(fit.law).toBe('L = E + A/C^α')
    expect(of(fit, 'α').value).toBeCloseTo(0.175, 6)
    expect(fit.notes).toContainEqual(expect.stringMatching(/grow in step/))
  })
})

describe('there is no law', () => {
  const grid = sweep(4, 4, 0.002, 1)
  const sized = (runs: readonly ScalingRun[], change: (run: ScalingRun, i: number) => Partial<Record<'N' | 'D', number>>): ScalingRun[] =>
    runs.map((run, i) => ({ ...run, sizes: { ...run.sizes, ...change(run, i) } }))

  test.each([
    ['of no run', [], /^No row has a loss with parameters N and tokens D\.$/],
    ['of seven runs', grid.slice(0, 7), /There are 7 sizes of run: a law needs 8/],
    ['of seven sizes, however often', [...grid.slice(0, 7), ...grid.slice(0, 7)], /There are 7 sizes of run/],
    ['of one model', sized(grid, (_, i) => ({ N: 1e8, D: 1e9 * (i + 1) })), /^All runs have the same parameters N/],
    ['of two budgets', sized(grid, (_, i) => ({ N: 1e8 * (i + 1), D: i % 2 === 0 ? 1e9 : 9e9 })), /^There are only two different tokens D/],
    [
      'of more rows than any sweep has',
      Array.from({ length: 2001 }, () => grid)
        .flat()
        .slice(0, 2001),
      /^2001 rows are more than the 2000/,
    ],
    ['where the loss rises', grid.map((run) => ({ ...run, loss: 1 + 0.1 * Math.log(run.sizes.N ?? 1) })), /does not fall as N grows/],
    ['in noise', sweep(4, 4, 0.2, 1), /^(?:Too wide to say: .* lies between|The fit found no end|In more than 5 %|Over these runs)/],
  ] as const)('%s', (_, runs, why) => {
    const { fit, drawing } = fitScalingLaw('runs.csv', runs)
    expect(fit.refused).toMatch(why)
    expect(fit).toMatchObject({ parameters: [], residuals: [], resamples: 0 })
    expect(drawing).toBeNull()
  })

  test('in what has no logarithm: those rows are left out and counted', () => {
    const [first, ...rest] = grid
    const fit = fitOf(first === undefined ? rest : [{ ...first, loss: 0 }, ...rest])
    expect(fit.refused).toBeNull()
    expect(fit.of).toHaveLength(15)
    expect(fit.notes).toContainEqual(expect.stringMatching(/^One row is left out/))
  })
})

describe('the curve over one size', () => {
  const { fit, drawing } = fitScalingLaw('runs.csv', sweep(5, 5, 0.004, 9))
  const curves = drawing === null ? [] : lawCurves(drawing, fit.residuals)

  test('goes ten times beyond the largest run, with an interval around it that widens there', () => {
    const [overN] = curves
    const at = (x: number) => overN?.line.find((point) => Math.abs(point.x / x - 1) < 1e-9) ?? { x: 0, y: 0, low: 0, high: 0 }
    expect(curves.map(({ size, largest }) => [size, Math.round(largest)])).toEqual([
      ['N', 1e10],
      ['D', 3e11],
    ])
    const [end, beyond] = [at(1e10), at(1e11)]
    expect(beyond.y).toBeCloseTo(of(fit, 'E').value + of(fit, 'A').value / 1e11 ** of(fit, 'α').value, 9)
    for (const { y, low, high } of overN?.line ?? []) expect([low <= y, y <= high]).toEqual([true, true])
    expect(beyond.high / beyond.low).toBeGreaterThan(end.high / end.low)
  })

  test('has each run as far from it as from the law', () => {
    for (const { runs, line } of curves) {
      expect(runs).toHaveLength(25)
      const [first] = line
      const smallest = runs.flatMap(({ x, y }, i) =>
        Math.abs(x / (first?.x ?? 1) - 1) < 1e-9 ? [Math.log(y / (first?.y ?? 1)) - (fit.residuals[i] ?? 0)] : [],
      )
      expect(smallest).toHaveLength(5)
      for (const error of smallest) expect(error).toBeCloseTo(0, 9)
    }
  })
})

test('rows become runs: sizes of the same row, the third computed from two', () => {
  const text = 'N,FLOPs,loss\n1e8,1.2e18,3.5\n2e8,nan,3.3\n4e8,4.8e18,nan\n'
  const { measurements } = read({ path: 'x.csv', text, siblings: () => null })
  expect(scalingRuns(measurements)).toEqual([
    { id: 'm3', loss: 3.5, sizes: { N: 1e8, D: 2e9, C: 1.2e18 }, computed: 'D' },
    { id: expect.any(String), loss: 3.3, sizes: { N: 2e8 }, computed: null },
  ])
})

const published = new URL('../../../shared/benchmarks/scaling-law-csv/chinchilla-svg-extracted.csv', import.meta.url)
if (!existsSync(published)) console.warn('SKIPPED: the published points of scaling laws are not here, so no law is fitted to them')
describe.skipIf(!existsSync(published))('the points of Hoffmann and others as Besiroglu and others read them (arXiv:2404.10102)', () => {
  test('give their law when the five runs that they leave out are left out', () => {
    const { measurements } = read({ path: 'points.csv', text: readFileSync(published, 'utf8'), siblings: () => null })
    const runs = scalingRuns(measurements)
    expect(runs).toHaveLength(245)
    const kept = runs.filter(({ sizes: { N = 1, D = 0 } }) => D / N > 0.41)
    expect(kept).toHaveLength(240)
    const fit = fitOf(kept)
    const theirs = { E: 1.8172, A: 482.01, α: 0.3478, B: 2085.43, β: 0.3658 }
    for (const name of names) {
      const { value, interval } = of(fit, name)
      expect(Math.abs(value / theirs[name] - 1)).toBeLessThan(0.03)
      expect(interval[0]).toBeLessThan(theirs[name])
      expect(interval[1]).toBeGreaterThan(theirs[name])
    }
    expect(fit.notes).toContain('The file does not say tokens D: taken as C / (6 · N).')
  })
})

/** How often the method is wrong when nothing changed: a fixed seed, 3 % run-to-run noise. */
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { Compared } from '../../src/benchmarks/comparison.ts'
import { measured, runs } from './measured.ts'
import { normal, random } from './statistics/random.ts'

/** Fractions of trials in which a comparison answers yes. */
function share(
  trials: number,
  seed: number,
  trial: (run: (centre: number) => number) => Compared[],
  ...questions: ((c: Compared) => boolean)[]
): number[] {
  const noise = normal(random(seed))
  const run = (centre: number) => centre * (1 + 0.03 * noise())
  const answers = Array.from({ length: trials }, () => trial(run))
  return questions.map((question) => answers.filter((comparisons) => comparisons.some(question)).length / trials)
}

const judged = ({ verdict }: Compared) => verdict === 'improved' || verdict === 'regressed'
const missesTruth = (truth: number) => (c: Compared) => c.interval !== null && (c.interval[0] > truth || c.interval[1] < truth)

function sides(run: (centre: number) => number, n: number, change: number, benchmark = 'same') {
  const side = (centre: number) => Array.from({ length: n }, () => run(centre))
  return [...runs('baseline', side(100), { benchmark }), ...runs('candidate', side(100 * change), { benchmark })]
}

const trial = (n: number, change: number) => (run: (centre: number) => number) =>
  compare({ measurements: sides(run, n, change), tests: 'passed' }).comparisons

describe.each([5, 6, 10])('%i runs a side, no change', (n) => {
  const [wrong = 1, missed = 1, significant = 1] = share(2000, n, trial(n, 1), judged, missesTruth(1), ({ p }) => (p ?? 1) < 0.05)

  it('calls at most 5 % improved or regressed', () => expect(wrong).toBeLessThanOrEqual(0.05))
  it('has an interval that misses 1 in about 5 % at most', () => expect(missed).toBeLessThan(0.06))
  it('has p below 0.05 in about 5 % at most', () => expect(significant).toBeLessThan(0.06))
})

it('twenty benchmarks without a change seldom have even one verdict', () => {
  const [wrong = 1] = share(
    300,
    20,
    (run) => {
      const measurements = Array.from({ length: 20 }, (_, i) => sides(run, 6, 1, `b${i}`)).flat()
      return compare({ measurements, tests: 'passed' }).comparisons
    },
    judged,
  )
  expect(wrong).toBeLessThanOrEqual(0.05)
})

it('a sweep of three metrics over eight loads seldom has even one verdict without a change, and few false ones with', () => {
  const sweep = (change: (metric: string) => number) => (run: (centre: number) => number) =>
    compare({
      measurements: ['ttft', 'tpot', 'goodput'].flatMap((metric) =>
        Array.from({ length: 8 }, (_, i) =>
          sides(run, 5, change(metric), `load ${i}`).map((m) => ({ ...m, metric, id: `${metric} ${m.id}` })),
        ).flat(),
      ),
      primary: ['ttft', 'tpot', 'goodput'],
      tests: 'passed',
    }).comparisons
  const [wrong = 1] = share(
    300,
    24,
    sweep(() => 1),
    judged,
  )
  expect(wrong).toBeLessThanOrEqual(0.05)
  const unmoved = (c: Compared) => c.metric !== 'ttft' && judged(c)
  const [found = 0, falsely = 1] = share(
    300,
    25,
    sweep((metric) => (metric === 'ttft' ? 0.8 : 1)),
    judged,
    unmoved,
  )
  expect(found).toBeGreaterThan(0.95)
  expect(falsely).toBeLessThanOrEqual(0.05)
})

it('finds a change of a fifth with ten runs a side nearly always', () => {
  const [found = 0, missed = 1] = share(1000, 7, trial(10, 0.8), ({ verdict }) => verdict === 'improved', missesTruth(0.8))
  expect(found).toBeGreaterThan(0.99)
  expect(missed).toBeLessThan(0.06)
})

it('never judges one run a side, whose own spread would "find" a difference three times in four', () => {
  const [wrong = 1] = share(
    1000,
    1,
    (run) => {
      const figure = (side: 'baseline' | 'candidate') => {
        const centre = run(100)
        const values = Array.from({ length: 30 }, () => centre + (run(100) - 100) / 10)
        return measured(side, centre, { samples: 30, sampleKind: 'iteration', values })
      }
      return compare({ measurements: [figure('baseline'), figure('candidate')], tests: 'passed' }).comparisons
    },
    (c) => c.verdict !== 'none',
  )
  expect(wrong).toBe(0)
})

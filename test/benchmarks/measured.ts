/** Measurements for tests of comparing, in as few words as a case needs. */
import type { Measurement, Side } from '../../src/model.ts'

type Given = Partial<Measurement>

/** One figure; a time in ms unless the case says otherwise. */
export function measured(side: Side, value: number, given: Given = {}): Measurement {
  const whole: Omit<Measurement, 'id'> = {
    benchmark: 'decode',
    metric: 'time',
    statistic: 'mean',
    value,
    unit: 'ms',
    better: 'lower',
    samples: null,
    sampleKind: null,
    spread: null,
    side,
    condition: '',
    role: 'result',
    locator: { text: String(value) },
    ...given,
  }
  return { id: [side, whole.benchmark, whole.metric, whole.statistic, whole.condition, value].join(' '), ...whole }
}

/** One measurement for each run of a side. */
export function runs(side: Side, values: readonly number[], given: Given = {}): Measurement[] {
  return values.map((value, i) => {
    const one = measured(side, value, { samples: 1, sampleKind: 'process', ...given })
    return { ...one, id: `${one.id} #${i}` }
  })
}

/** Both sides at once. */
export function bothSides(baseline: readonly number[], candidate: readonly number[], given: Given = {}): Measurement[] {
  return [...runs('baseline', baseline, given), ...runs('candidate', candidate, given)]
}

/** n runs around a value that lie at most `spread` (a fraction) away from it, the same in every call. */
export function around(value: number, n: number, spread = 0.01): number[] {
  return Array.from({ length: n }, (_, i) => value * (1 + (n === 1 ? 0 : spread * ((2 * i) / (n - 1) - 1))))
}

/** What NVBench's summaries measure: by their tag, and for those of the benchmark's author by the hint beside it. */
import type { Figure, Findings, Place } from '../findings.ts'

export interface Summary {
  /** `nv/cold/time/gpu/mean`; until 2021 a sentence: "Average GPU Time (Cold)". */
  tag: string
  /** The column's name: "GPU Time". */
  name: string
  /** `duration`, `byte_rate`, `percentage` …, or empty. */
  hint: string
}

const seconds = { unit: 's', better: 'lower' } as const
const derived = { role: 'derived' } as const

const statistics: ReadonlyMap<string, Omit<Figure, 'metric'>> = new Map(
  Object.entries({
    mean: { ...seconds, statistic: 'mean' },
    median: { ...seconds, statistic: 'median' },
    min: { ...seconds, statistic: 'min' },
    max: { ...seconds, statistic: 'max' },
    q1: { ...seconds, ...derived, statistic: 'p25' },
    q3: { ...seconds, ...derived, statistic: 'p75' },
    'stdev/absolute': { ...derived, unit: 's', statistic: 'stddev' },
    'stdev/relative': { ...derived, unit: 'ratio', statistic: 'cv' },
    'iqr/absolute': { ...derived, unit: 's', statistic: 'iqr' },
    'iqr/relative': { ...derived, unit: 'ratio', statistic: 'relative iqr' },
  }),
)

/** Rates are items or bytes over the mean time: the same evidence once more. */
const hints: ReadonlyMap<string, Omit<Figure, 'metric'>> = new Map(
  Object.entries({
    duration: seconds,
    item_rate: { ...derived, unit: 'elem/sec', better: 'higher' },
    byte_rate: { ...derived, unit: 'bytes/sec', better: 'higher' },
    bytes: { role: 'workload', unit: 'bytes' },
    frequency: { ...derived, unit: 'Hz' },
    percentage: { ...derived, unit: 'ratio' },
  }),
)

/** Which timing a summary belongs to: isolated launches, launches in a row, or work on the CPU. */
export type Timing = 'cold' | 'batch' | 'cpu_only'

export function timingOf({ tag }: Summary): Timing {
  return /^nv\/(batch|cpu_only)\//.exec(tag)?.[1] === 'cpu_only' ? 'cpu_only' : /^nv\/batch\/|\(Batch\)$/.test(tag) ? 'batch' : 'cold'
}

/** Null for counts of samples, which stand beside every figure, for how long the harness took, and for names of files. */
export function nvbenchFigure(summary: Summary): Figure | null {
  const { tag, name, hint } = summary
  if (hint === 'sample_size' || hint.startsWith('file/') || /walltime$/i.test(tag)) return null
  const time = /^nv\/(?:cold|batch|cpu_only)\/time\/(gpu|cpu)\/(\S+)$/.exec(tag)
  const known = statistics.get(time?.[2] ?? '')
  if (time && known) return { ...known, metric: timeName(timingOf(summary), time[1] === 'gpu') }
  const average = /^Average (GPU|CPU) Time \(/.exec(tag)?.[1]
  if (average !== undefined) return { ...seconds, metric: timeName(timingOf(summary), average === 'GPU'), statistic: 'mean' }
  const noise = /^(GPU|CPU) Relative Standard Deviation/.exec(tag)?.[1]
  if (noise !== undefined) return { ...derived, metric: `${noise} Time`, statistic: 'cv', unit: 'ratio' }
  return { ...hints.get(hint), metric: name === '' ? tag : name }
}

function timeName(timing: Timing, gpu: boolean): string {
  return timing === 'batch' ? 'Batch GPU' : gpu ? 'GPU Time' : 'CPU Time'
}

/** Above this relative standard deviation a mean is called noisy; NVBench itself aims at 0.005. */
const NOISY = 0.05

/** The noise of the states of one benchmark; says it once, at the worst one. */
export function noiseOf(benchmark: string, found: Findings): { add: (noise: number | null, place: Place) => void; say: () => void } {
  let worst: { noise: number; place: Place } | null = null
  let noisy = 0
  return {
    add(noise, place) {
      if (noise === null || noise <= NOISY) return
      noisy++
      if (worst === null || noise > worst.noise) worst = { noise, place }
    },
    say() {
      if (worst === null) return
      const up = `up to ${(100 * worst.noise).toFixed(1)} %`
      found.flag('high-variance', `${benchmark}: times vary by ${up} (${noisy} ${noisy === 1 ? 'state' : 'states'}).`, worst.place)
    },
  }
}

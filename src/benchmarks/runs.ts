/** What one side of a pair holds: the value of every independent run, a summary of them, or a single figure. */
import { median } from 'simple-statistics'
import type { Measurement, Spread } from '../model.ts'
import { twoSidedTQuantile } from './statistics/student-t.ts'
import { type Summary, summarise } from './statistics/summary.ts'

/** Trials, processes and repetitions are runs; iterations, requests and documents lie inside one (TRUST §1). */
const RUN_KINDS = new Set<Measurement['sampleKind']>(['trial', 'process', 'repetition'])

const CENTRES = /^(?:mean|median|p50|value|first|typical|slope)$/

export interface Sample {
  /** The value of each run; one for a single figure. */
  values: number[]
  /** Mean and deviation of the runs, where the values themselves are not written down. */
  summary: Summary | null
  /** Independent runs; null where the tool does not say how many the figure stands for. */
  runs: number | null
  /** Whether the figure stands for samples inside its run. */
  inside: boolean
  /** Whether runs share one process, so that what varies between processes is not seen (W02). */
  oneProcess: boolean
  /** Whether each value is the median of one file's rounds. */
  byFile: boolean
}

/** Files a side from which on the file, and not the round inside it, is the run. */
const ENOUGH_FILES = 5

/** Reads one side; `scale` takes a value of a measurement to the unit of the pair. */
export function sampleOf(
  side: readonly Measurement[],
  scale: (value: number, measurement: Measurement) => number,
  source: (measurement: Measurement) => string,
): Sample {
  const parts = side.map((m) => ({ m, rounds: roundsOf(m)?.map((value) => scale(value, m)), value: scale(m.value, m) }))
  const files = Map.groupBy(parts, ({ m }) => source(m))
  const [only] = parts
  const byFile = parts.some(({ rounds }) => rounds !== undefined) && files.size >= ENOUGH_FILES
  const values = byFile
    ? [...files.values()].map((ofFile) => median(ofFile.flatMap(({ rounds, value }) => rounds ?? [value])))
    : parts.flatMap(({ rounds, value }) => rounds ?? [value])
  if (parts.length === 1 && only !== undefined && only.rounds === undefined) return single(only.m, only.value, scale)
  const shared = [...files.values()].some((ofFile) => ofFile.some(({ m, rounds }) => isShared(m, rounds?.length ?? ofFile.length)))
  return { values, summary: null, runs: values.length, inside: false, oneProcess: shared && !byFile, byFile }
}

/** The runs that a figure writes down: its values, where each is a run. */
export function roundsOf(m: Measurement): number[] | undefined {
  return RUN_KINDS.has(m.sampleKind) && CENTRES.test(m.statistic) && (m.values?.length ?? 0) > 1 ? m.values : undefined
}

/** Rounds and rows of one file come from one process, unless the tool starts one for each or each is a test of its own. */
function isShared({ sampleKind }: Measurement, inFile: number): boolean {
  return inFile > 1 && (sampleKind === 'repetition' || sampleKind === 'iteration' || sampleKind === null)
}

function single(m: Measurement, value: number, scale: (value: number, m: Measurement) => number): Sample {
  const ofRuns = RUN_KINDS.has(m.sampleKind)
  const n = m.samples ?? 0
  const deviation = ofRuns && m.statistic === 'mean' && n > 1 && m.spread !== null ? deviationOf(m.spread, m.value, n) : null
  const summary = deviation === null ? null : { n, mean: value, deviation: scale(deviation, m) }
  const runs = ofRuns ? m.samples : m.sampleKind === null && m.samples === null ? null : 1
  const inside = n > 1 || m.spread !== null || (m.values?.length ?? 0) > 1
  return { values: [value], summary, runs, inside, oneProcess: m.sampleKind === 'repetition' && n > 1, byFile: false }
}

/** The standard deviation behind a spread around a mean of n runs, in the measurement's unit. */
function deviationOf(spread: Spread, mean: number, n: number): number | null {
  const fromHalf = (half: number) => (spread.level === undefined ? null : (half / twoSidedTQuantile(spread.level, n - 1)) * Math.sqrt(n))
  if (spread.kind === 'interval' && spread.low !== undefined && spread.high !== undefined) return fromHalf((spread.high - spread.low) / 2)
  if (spread.value === undefined) return null
  if (spread.kind === 'standard-deviation') return spread.value
  if (spread.kind === 'relative-standard-deviation') return spread.value * Math.abs(mean)
  if (spread.kind === 'standard-error') return spread.value * Math.sqrt(n)
  if (spread.kind === 'half-width') return fromHalf(spread.value)
  return spread.kind === 'relative-half-width' ? fromHalf(spread.value * Math.abs(mean)) : null
}

/** The summary of a side however it is given; null for a single figure. */
export function summaryOf(sample: Sample): Summary | null {
  return sample.summary ?? (sample.values.length > 1 ? summarise(sample.values) : null)
}

/** The statistics that tinybench computes; Vitest 5 passes them on. */
import type { Spread } from '../../model.ts'
import { at, fieldsOf, finite, type JsonNode } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'

const time: Measured = { metric: 'latency', unit: 'ms', better: 'lower', statistic: 'mean' }
// Derived: the same iterations seen as rates, so that a gain is not counted twice.
const rate: Measured = { metric: 'throughput', unit: 'ops/s', better: 'higher', role: 'derived', statistic: 'mean' }

const times = Object.entries({ p50: 'median', min: 'min', max: 'max', p75: 'p75', p99: 'p99', p995: 'p99.5', p999: 'p99.9' }).map(
  ([key, statistic]): [string, Measured] => [key, { ...time, statistic }],
)
const deviation: Measured = { ...time, statistic: 'stddev', role: 'derived' }
const medianRate: Measured = { ...rate, statistic: 'median' }

type Fields = Readonly<Record<string, unknown>>

/** Latency in milliseconds, throughput in operations a second, over the iterations of one run. */
export function readTinybenchStatistics(benchmark: string, task: JsonNode, found: Findings): void {
  const latency = at(task, 'latency')
  const throughput = at(task, 'throughput')
  const [timeFields, rateFields] = [fieldsOf(latency.value), fieldsOf(throughput.value)]
  const timed = sampled(benchmark, timeFields)
  const rated = sampled(benchmark, rateFields)
  found.member(latency, 'mean', timed, { ...time, spread: marginOf(timeFields) })
  for (const [key, measured] of times) found.member(latency, key, timed, measured)
  found.member(latency, 'sd', timed, deviation)
  found.member(throughput, 'mean', rated, { ...rate, spread: marginOf(rateFields) })
  found.member(throughput, 'p50', rated, medianRate)
  flagMeans(benchmark, latency, throughput, found)
}

function sampled(benchmark: string, { df, samplesCount }: Fields): Ran {
  const degrees = finite(df)
  const samples = finite(samplesCount) ?? (degrees === null ? null : degrees + 1)
  return { benchmark, samples, sampleKind: samples === null ? null : 'iteration' }
}

function marginOf({ rme }: Fields): Spread | null {
  const margin = finite(rme)
  return margin === null ? null : { kind: 'relative-half-width', value: margin / 100, level: 0.95 }
}

function flagMeans(benchmark: string, latency: JsonNode, throughput: JsonNode, found: Findings): void {
  const { mean: rawMean, p50 } = fieldsOf(latency.value)
  const [mean, median, rate] = [finite(rawMean), finite(p50), finite(fieldsOf(throughput.value).mean)]
  if (mean === null || mean <= 0) return
  if (median !== null && median > 0 && Math.abs(mean / median - 1) > 0.2)
    found.flag(
      'mean-median-gap',
      `"${benchmark}": mean and median differ by more than 20 %: a few slow iterations move the mean.`,
      at(latency, 'mean'),
    )
  if (rate !== null && Math.abs((rate * mean) / 1000 - 1) > 0.05)
    found.flag(
      'derived-value',
      `"${benchmark}": the throughput is a mean of rates and differs from 1 / mean latency by more than 5 %.`,
      at(throughput, 'mean'),
    )
}

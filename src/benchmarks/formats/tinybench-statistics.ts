/** The statistics that tinybench computes; Vitest 5 passes them on. */
import type { Spread } from '../../model.ts'
import { at, type JsonNode, number } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'

const statistics = { p50: 'median', min: 'min', max: 'max', p75: 'p75', p99: 'p99', p995: 'p99.5', p999: 'p99.9' }

/** Latency in milliseconds, throughput in operations a second, over the iterations of one run. */
export function readTinybenchStatistics(benchmark: string, task: JsonNode, found: Findings): void {
  const latency = at(task, 'latency')
  const throughput = at(task, 'throughput')
  const time: Figure = { ...sampled(latency), benchmark, metric: 'latency', unit: 'ms', better: 'lower' }
  // Derived: the same iterations seen as rates, so that a gain is not counted twice.
  const rate: Figure = { ...sampled(throughput), benchmark, metric: 'throughput', unit: 'ops/s', better: 'higher', role: 'derived' }
  found.json(at(latency, 'mean'), { ...time, statistic: 'mean', spread: marginOf(latency) })
  for (const [key, statistic] of Object.entries(statistics)) found.json(at(latency, key), { ...time, statistic })
  found.json(at(latency, 'sd'), { ...time, statistic: 'stddev', role: 'derived' })
  found.json(at(throughput, 'mean'), { ...rate, statistic: 'mean', spread: marginOf(throughput) })
  found.json(at(throughput, 'p50'), { ...rate, statistic: 'median' })
  flagMeans(benchmark, latency, throughput, found)
}

function sampled(statistics: JsonNode): Pick<Figure, 'samples' | 'sampleKind'> {
  const degrees = number(at(statistics, 'df'))
  const samples = number(at(statistics, 'samplesCount')) ?? (degrees === null ? null : degrees + 1)
  return { samples, sampleKind: samples === null ? null : 'iteration' }
}

function marginOf(statistics: JsonNode): Spread | null {
  const margin = number(at(statistics, 'rme'))
  return margin === null ? null : { kind: 'relative-half-width', value: margin / 100, level: 0.95 }
}

function flagMeans(benchmark: string, latency: JsonNode, throughput: JsonNode, found: Findings): void {
  const [mean, median, rate] = [number(at(latency, 'mean')), number(at(latency, 'p50')), number(at(throughput, 'mean'))]
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

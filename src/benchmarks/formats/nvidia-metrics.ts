/** What NVIDIA's load generators measure: GenAI-Perf and its successor AIPerf name and write it alike. */
import { betterOf } from '../direction.ts'
import { finite } from '../document/node.ts'
import type { Figure, Findings, Measured, Place } from '../findings.ts'
import { splitUnit, statisticName } from '../labels.ts'
import { remember } from '../remember.ts'
import { judgeMean, judgeTail } from './requests.ts'

/** `Time To First Token (ms)` → time_to_first_token in ms, as the JSON has it. */
export const labelledMetric = remember((label): { metric: string; unit: string } => {
  const { name, unit } = splitUnit(label)
  return {
    metric: name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
      .join('_'),
    unit,
  }
})

/** Moments in time are no measurements. */
export function isMoment(metric: string): boolean {
  return metric.includes('timestamp')
}

/** What was asked for or came about, sizes and counts: of those only the mean is read. */
export function isWorkload(metric: string): boolean {
  return workload.test(metric)
}

const workload = /sequence_length$|_[io]sl$|_tokens$|^num_|_count$|^usage_|^error_/

/** How many requests were good: AIPerf leaves the number out where none was, as it does with every metric without a record. */
export function goodOf(counted: number | null, failed: number | null): number | null {
  return counted ?? ((failed ?? 0) > 0 ? 0 : null)
}

/** A run: how many requests were good, and under what load. */
export interface NvidiaRun {
  requests: number | null
  condition: string
}

/** A metric of this name and unit. */
export function nvidiaFigure(metric: string, unit: string, { requests, condition }: NvidiaRun): Figure {
  const said = unitOf(metric, unit)
  const better = betterOf(metric, said)
  if (isWorkload(metric)) return { metric, unit: said, better, condition, role: 'workload' }
  const samples = samplesOf(metric, requests)
  return { metric, unit: said, better, condition, samples, sampleKind: samples === null ? null : isWhole(metric) ? 'trial' : 'request' }
}

/** Labels say "per sec", or nothing at all of what is counted. */
function unitOf(metric: string, unit: string): string {
  const counted = metric.includes('request') ? 'req' : metric.includes('token') ? 'tok' : ''
  if (unit === 'per sec') return `${counted}/s`
  return (unit === '' || unit === 'count') && /request_count$/.test(metric) ? 'requests' : unit
}

/** Of the run as a whole, which was one. */
function isWhole(metric: string): boolean {
  return metric === 'benchmark_duration'
}

/** Gaps between chunks are pooled over all requests: how many there were is another number. */
export function samplesOf(metric: string, requests: number | null): number | null {
  return isWhole(metric) ? 1 : metric === 'inter_chunk_latency' ? null : requests
}

/** Statistics of a metric by the tool's names for them (avg, p99, std); what is no number the tool does not know. */
export type NvidiaStatistics = Readonly<Record<string, unknown>>

/** What one of them measures. */
export function measuredOf(figure: Figure, name: string, statistics: NvidiaStatistics): Measured {
  const { metric, unit = '', better = 'unknown', role = 'result' } = figure
  const statistic = statisticName(name) ?? name
  if (statistic === 'stddev') return { metric, unit, statistic, role: 'derived' }
  if (name !== 'avg') return { metric, unit, better, role, statistic }
  const deviation = finite(statistics.std)
  if (deviation !== null) return { metric, unit, better, role, statistic, spread: { kind: 'standard-deviation', value: deviation } }
  return { metric, unit, better, role, statistic: isSingle(statistics) ? 'value' : statistic }
}

/** Whether the mean is all there is: then it is of one value. */
function isSingle(statistics: NvidiaStatistics): boolean {
  for (const name in statistics) if (name !== 'avg' && finite(statistics[name]) !== null && statisticName(name) !== null) return false
  return true
}

/** Says that a time of 0 is none; answers whether it is one. The same for any other metric that is better when lower. */
export function isMissing({ metric, better }: Figure, place: Place, found: Findings): boolean {
  if (better !== 'lower') return false
  found.flag('zero-means-missing', `${metric} is 0: nothing of the kind was measured.`, place)
  return true
}

/** Says what the mean and the high percentile of so many samples hide. */
export function judgeStatistics(
  metric: string,
  samples: number | null,
  { avg, p50, p99 }: NvidiaStatistics,
  place: Place,
  found: Findings,
): void {
  judgeMean(metric, finite(avg), finite(p50), place, found)
  if (finite(p99) !== null) judgeTail('p99', samples, place, found)
}

/** What NVIDIA's load generators measure: GenAI-Perf and its successor AIPerf name and write it alike. */
import { betterOf } from '../direction.ts'
import { at, entries, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { splitUnit, statisticName } from '../labels.ts'
import { judgeMean, judgeTail } from './requests.ts'

/** `Time To First Token (ms)` → time_to_first_token in ms, as the JSON has it. */
export function labelledMetric(label: string): { metric: string; unit: string } {
  const { name, unit } = splitUnit(label)
  return {
    metric: name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
      .join('_'),
    unit,
  }
}

/** What was asked for or came about: sizes and counts. */
const workload = /sequence_length$|_[io]sl$|_tokens$|^num_|_count$|^usage_|^error_/

/** A run: how many requests were good, and under what load. */
export interface NvidiaRun {
  requests: number | null
  condition: string
}

/** A metric of this name and unit; null for moments in time, which are no measurements. */
export function nvidiaFigure(metric: string, unit: string, { requests, condition }: NvidiaRun): Figure | null {
  if (metric.includes('timestamp')) return null
  const said = unitOf(metric, unit)
  const better = betterOf(metric, said)
  if (workload.test(metric)) return { metric, unit: said, better, condition, role: 'workload' }
  if (metric === 'benchmark_duration') return { metric, unit: said, better, condition, samples: 1, sampleKind: 'trial' }
  // Gaps between chunks are pooled over all requests: how many there were is another number.
  const samples = metric === 'inter_chunk_latency' ? null : requests
  return { metric, unit: said, better, condition, ...(samples === null ? {} : { samples, sampleKind: 'request' as const }) }
}

/** Labels say "per sec", or nothing at all of what is counted. */
function unitOf(metric: string, unit: string): string {
  const counted = metric.includes('request') ? 'req' : metric.includes('token') ? 'tok' : ''
  if (unit === 'per sec') return `${counted}/s`
  return (unit === '' || unit === 'count') && /request_count$/.test(metric) ? 'requests' : unit
}

/** Where the statistics of one metric come from: a JSON object, a row of a table. */
export interface StatisticsRow {
  figure: Figure
  /** By the tool's names: avg, p99, std. In its order. */
  statistics: readonly (readonly [string, number | null])[]
  write: (name: string, figure: Figure) => void
  place: Place
}

/** Hands out the statistics of one metric: of what was asked for only the mean, of results all. */
export function writeStatistics({ figure, statistics, write, place }: StatisticsRow, found: Findings): void {
  const values = new Map(statistics)
  const mean = values.get('avg') ?? null
  const single = [...values].every(([name, value]) => name === 'avg' || value === null || statisticName(name) === null)
  if (figure.role !== 'workload' && mean !== null && mean <= 0 && figure.better === 'lower') {
    found.flag('zero-means-missing', `${figure.metric} is 0: nothing of the kind was measured.`, place)
    return
  }
  for (const [name, value] of statistics) {
    const statistic = statisticName(name)
    if (statistic === null || value === null || (figure.role === 'workload' && name !== 'avg')) continue
    const deviation = values.get('std') ?? null
    const spread = name === 'avg' && deviation !== null ? { kind: 'standard-deviation' as const, value: deviation } : null
    if (statistic === 'stddev') write(name, { ...figure, statistic, better: 'unknown', role: 'derived' })
    else write(name, { ...figure, statistic: single ? 'value' : statistic, spread })
  }
  if (single || figure.role === 'workload') return
  judgeMean(figure.metric, mean, values.get('p50') ?? null, place, found)
  if ((values.get('p99') ?? null) !== null) judgeTail('p99', figure.samples ?? null, place, found)
}

/** One metric of the JSON: `{ unit, avg, p50, …, std }`, with `count` where the version knows it. */
export function readNvidiaMetric(metric: string, node: JsonNode, run: NvidiaRun, found: Findings): void {
  const statistics = entries(node).map(([name, value]) => [name, number(value)] as const)
  // Version 1.3 counts 1 for figures of the whole run.
  const counted = number(at(node, 'count'))
  const distribution = statistics.some(([name, value]) => /^p\d/.test(name) && value !== null)
  const requests = distribution ? (counted ?? run.requests) : run.requests
  const figure = nvidiaFigure(metric, text(at(node, 'unit')) ?? '', { ...run, requests })
  if (figure === null) return
  // null stands for what a version does not work out; NaN for what went wrong.
  for (const [name, value] of entries(node))
    if (Number.isNaN(value.value) || isInfinite(value.value)) found.json(value, { ...figure, statistic: name })
  writeStatistics({ figure, statistics, write: (name, what) => found.json(at(node, name), what), place: node }, found)
}

function isInfinite(value: unknown): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
}

/** Whether a value is one metric of the JSON; of a mean that is NaN the percentiles still count. */
export function isNvidiaMetric(node: JsonNode): boolean {
  return (
    typeof at(node, 'unit').value === 'string' &&
    at(node, 'avg').value !== undefined &&
    entries(node).some(([, one]) => number(one) !== null)
  )
}

/** What NVIDIA's load generators measure: GenAI-Perf and its successor AIPerf name and write it alike. */
import { betterOf } from '../direction.ts'
import { finite, isObject, type JsonNode } from '../document/node.ts'
import type { Figure, Findings, Measured, Place, Ran } from '../findings.ts'
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
  /** By the tool's names (avg, p99, std), in its order; null for what the tool does not know. */
  statistics: Readonly<Record<string, number | null>>
  write: (name: string, ran: Ran, measured: Measured) => void
  place: Place
}

/** Hands out the statistics of one metric: of what was asked for only the mean, of results all. */
export function writeStatistics({ figure, statistics, write, place }: StatisticsRow, found: Findings): void {
  const { avg: mean = null, std: deviation = null, p50 = null, p99 = null } = statistics
  const { metric, unit = '', better = 'unknown', role = 'result' } = figure
  if (role !== 'workload' && mean !== null && mean <= 0 && better === 'lower') {
    found.flag('zero-means-missing', `${metric} is 0: nothing of the kind was measured.`, place)
    return
  }
  const single = isSingle(statistics)
  for (const name in statistics) {
    const statistic = statisticName(name)
    if (statistic === null || statistics[name] === null || (role === 'workload' && name !== 'avg')) continue
    const spread = name === 'avg' && deviation !== null ? ({ kind: 'standard-deviation', value: deviation } as const) : null
    if (statistic === 'stddev') write(name, figure, { metric, unit, statistic, role: 'derived' })
    else write(name, figure, { metric, unit, better, role, statistic: single ? 'value' : statistic, spread })
  }
  if (single || role === 'workload') return
  judgeMean(metric, mean, p50, place, found)
  if (p99 !== null) judgeTail('p99', figure.samples ?? null, place, found)
}

function isSingle(statistics: StatisticsRow['statistics']): boolean {
  for (const name in statistics) if (name !== 'avg' && statistics[name] !== null && statisticName(name) !== null) return false
  return true
}

/** One metric of the JSON: `{ unit, avg, p50, …, std }`, with `count` where the version knows it. */
export function readNvidiaMetric(metric: string, node: JsonNode, run: NvidiaRun, found: Findings): void {
  if (!isObject(node.value)) return
  const { value: fields } = node
  const statistics: Record<string, number | null> = {}
  const broken: string[] = []
  let distribution = false
  for (const name in fields) {
    // null stands for what a version does not work out; NaN for what went wrong.
    if (Number.isNaN(fields[name]) || isInfinite(fields[name])) broken.push(name)
    const statistic = statisticName(name)
    if (statistic === null) continue
    statistics[name] = finite(fields[name])
    distribution ||= /^p\d/.test(name) && statistics[name] !== null
  }
  // Version 1.3 counts 1 for figures of the whole run.
  const requests = distribution ? (finite(fields.count) ?? run.requests) : run.requests
  const figure = nvidiaFigure(metric, typeof fields.unit === 'string' ? fields.unit : '', { ...run, requests })
  if (figure === null) return
  for (const name of broken) found.member(node, name, figure, { ...figure, statistic: name })
  writeStatistics({ figure, statistics, write: (name, ran, measured) => found.member(node, name, ran, measured), place: node }, found)
}

function isInfinite(value: unknown): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
}

/** Whether a value is one metric of the JSON; of a mean that is NaN the percentiles still count. */
export function isNvidiaMetric({ value }: JsonNode): boolean {
  if (!isObject(value) || typeof value.unit !== 'string' || value.avg === undefined) return false
  for (const name in value) if (finite(value[name]) !== null) return true
  return false
}

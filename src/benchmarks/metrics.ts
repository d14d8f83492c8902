/**
 * One name for each metric that tools spell in many ways (BENCHMARK-FORMATS §8), and which metrics are one figure in two
 * dresses. Inter-token latency and time per output token stay apart: tools define them differently.
 */

import { entryOf } from './entry-of.ts'
import { dimensionOf } from './units.ts'

const SPELLINGS = new Map<string, string>()
for (const [name, spellings] of Object.entries({
  ttft: 'timetofirsttoken firsttokentime firsttokenlatency',
  tpot: 'timeperoutputtoken outputtokentime timetooutputtoken',
  itl: 'intertokenlatency intertokentime',
  e2e_latency: 'e2el e2elatency endtoendlatency requestlatency e2erequestlatency',
  request_throughput: 'requestthroughput requestthroughputreqs requestspersecond requestspersec',
  output_throughput: 'outputthroughput outputtokenthroughput systemoutputthroughput systemoutputthroughputtoks',
  input_throughput: 'inputthroughput inputtokenthroughput',
  total_token_throughput: 'totaltokenthroughput totalthroughput tokenspersecond systemtotalthroughput systemtotalthroughputtoks',
  duration: 'benchmarkduration elapsedtime totallatency',
  goodput: 'requestgoodput',
  'sec/op': 'nsop secop timeop',
  real_time: 'realtime walltime wallclock wallclocktime',
  cpu_time: 'cputime',
})) {
  for (const spelling of [name.replace(/[^a-z0-9]/g, ''), ...spellings.split(' ')]) SPELLINGS.set(spelling, name)
}

/** The canonical name where there is one, else the metric's own in lower case. */
export function canonicalMetric(metric: string): string {
  const plain = metric.toLowerCase()
  const withoutUnit = plain.replace(/[ _]\(?(?:ms|us|ns|s|sec|seconds|req\/s|tok\/s)\)?$/, '')
  const squeezed = withoutUnit.replace(/[^a-z0-9]/g, '')
  return SPELLINGS.get(squeezed) ?? plain.trim()
}

/** At fixed token counts one follows from the other (TRUST §1); latency of a request is its first token and all others. */
const FAMILIES: Readonly<Record<string, string>> = {
  request_throughput: 'throughput',
  output_throughput: 'throughput',
  input_throughput: 'throughput',
  total_token_throughput: 'throughput',
  duration: 'throughput',
  tpot: 'decoding',
  itl: 'decoding',
  e2e_latency: 'decoding',
  'sec/op': 'work',
  real_time: 'work',
  cpu_time: 'work',
  time: 'work',
  kernel_time: 'work',
  latency: 'work',
  throughput: 'work',
  hz: 'work',
  ops: 'work',
  period: 'work',
  user: 'work',
  system: 'work',
}

/** Work for each second, however it is counted, is the time of the work turned round. */
const RATES_OF_WORK = new Set(['op/time', 'flop/time', 'byte/time', 'item/time', 'items/time', 'element/time', 'time/op'])

/** Metrics of one family depend on one another: at most one of them is primary. */
export function familyOf(metric: string, unit: string): string {
  const name = canonicalMetric(metric)
  const known = entryOf(FAMILIES, name)
  if (known !== undefined) return known
  return RATES_OF_WORK.has(dimensionOf(unit)) ? 'work' : name
}

/** Tools that simulate a processor: the same program gives the same count, so that one run is exact. */
const SIMULATORS = new Set(['iai', 'gungraun'])

/**
 * Whether a figure is a count that does not vary by chance: `always` from one run, `when-equal` when all runs of a side
 * agree (allocations, allocated bytes, sizes of files), `never` for everything that is timed or sampled.
 */
export function exactness(metric: string, unit: string, format: string | undefined): 'always' | 'when-equal' | 'never' {
  const dimension = dimensionOf(unit)
  if (format !== undefined && SIMULATORS.has(format)) return dimension.includes('time') || dimension === 'percent' ? 'never' : 'always'
  const counted = /\b(?:allocs?|allocations?|instructions?|ir|mallocs?)\b/i.test(`${metric} ${unit}`)
  const bytes = /^byte\b/.test(dimension) && !dimension.includes('time') && !/rss|peak|resident/i.test(metric)
  return counted || bytes ? 'when-equal' : 'never'
}

const FAILURES =
  /^(?:(?:number|num|total|count) ?(?:of )?)?(?:failed|failures?|errors?|errored|timeouts?|non ?2xx)(?: (?:requests?|count|rate))?$|^(?:http req failed|exit code|error request count|requests? (?:failed|errors?))$/

/** Whether a metric counts what went wrong, so that 0 on one side and more on the other makes all else incomparable. */
export function countsFailures(metric: string): boolean {
  return FAILURES.test(metric.toLowerCase().replaceAll(/[_-]/g, ' '))
}

/** The whole of a metric that says which share succeeded: 1, or 100 for percent; null for every other metric. */
export function wholeOfSuccess(metric: string, unit: string): number | null {
  if (!/^(?:request )?success(?:ful)? (?:rate|ratio|share)$/.test(metric.toLowerCase().replaceAll(/[_-]/g, ' '))) return null
  return unit === '%' ? 100 : 1
}

/** Tools that send requests for a set time, as a rule. */
const LOAD_GENERATORS = new Set(['autocannon', 'k6-summary', 'oha', 'pgbench', 'wrk'])

/** Whether a format is that of a tool which puts a service under load for a time: how many requests it served is an outcome. */
export function isLoadGenerator(format: string): boolean {
  return LOAD_GENERATORS.has(format)
}

/** Tools that write failures down only where there are any: a side without a word had none. */
export function isQuietOnSuccess(format: string): boolean {
  return format === 'hyperfine' || isLoadGenerator(format)
}

/** What a harness chooses or finds for itself; it differs between equal workloads. */
const CHOSEN_BY_HARNESS =
  /iteration|rounds?\b|samples?\b|sample size|repetition|loops?\b|\bruns?\b|epochs?\b|\bseed\b|\bdate\b|time|duration|memory|\bops\b/i

/** How strictly a workload figure has to agree: tokens that a model or a random data set chooses may differ by a twentieth. */
export function workloadRule(metric: string, unit: string): 'equal' | 'close' | 'free' {
  if (countsFailures(metric)) return 'free'
  if (/warm/i.test(metric)) return 'equal'
  if (dimensionOf(unit).includes('time') && !/rate|rps|qps/i.test(metric)) return 'free'
  if (/tokens?\b|_tokens?/i.test(metric)) return 'close'
  return CHOSEN_BY_HARNESS.test(metric.replaceAll('_', ' ')) ? 'free' : 'equal'
}

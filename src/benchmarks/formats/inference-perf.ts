import { betterOf } from '../direction.ts'
import type { Document } from '../document/document.ts'
import {
  at,
  entries,
  everyRecord,
  fieldsOf,
  finite,
  has,
  isObject,
  type JsonNode,
  keysOf,
  number,
  records,
  words,
} from '../document/node.ts'
import type { Figure, Findings, Late, Measured, Ran } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'

/** https://github.com/kubernetes-sigs/inference-perf/blob/main/inference_perf/reportgen/base.py; its times are in seconds. */
export const inferencePerf: Reader = {
  name: 'inference-perf',
  title: 'inference-perf',
  docs: '`summary_lifecycle_metrics.json` and `stage_N_lifecycle_metrics.json`, and the server’s own `…_prometheus_metrics.json`.',
  primary: ['output_tokens_per_sec', 'time_to_first_token', 'time_per_output_token', 'request_latency'],
  detect: (document) => isReport(document),
  parse(document, found) {
    for (const report of records(document.json)) readReport(report, found)
  },
}

function isReport({ json }: Document): boolean {
  return everyRecord(json, (report) => has(report, 'load_summary', 'successes', 'failures'))
}

/** One run or one stage of it: how many requests succeeded, and under which load. */
interface Stage {
  requests: number | null
  where: string
}

function readReport(report: JsonNode, found: Findings): void {
  const [load, successes] = [at(report, 'load_summary'), at(report, 'successes')]
  const count = at(successes, 'count')
  const ofServer = at(successes, 'latency').value === undefined
  const failed = number(at(report, 'failures', 'count'))
  if (!judgeRequests({ completed: number(count), failed, place: failed === null ? count : at(report, 'failures', 'count') }, found)) return
  const where = condition([
    ['rate', words(at(load, 'requested_rate'))],
    ['concurrency', words(at(load, 'concurrency'))],
  ])
  const stage = { requests: number(count), where }
  // Counts grow with the time that a server is given; what the load was, its condition says.
  found.json(count, { metric: 'requests', unit: 'requests', role: 'derived', condition: where })
  if (failed !== null)
    found.json(at(report, 'failures', 'count'), {
      metric: 'failed_requests',
      unit: 'requests',
      better: 'lower',
      role: 'workload',
      condition: where,
    })
  readBehind(load, found)
  if (ofServer) readServer(successes, stage, found)
  else readClient(successes, stage, found)
}

/** A load generator that hands its requests over late measures itself. */
function readBehind(load: JsonNode, found: Findings): void {
  const late = number(at(load, 'schedule_delay', 'p99'))
  if (late !== null && late > 1)
    found.flag(
      'generator-saturated',
      'Requests were sent more than a second after their time: the load was not what was asked for.',
      at(load, 'schedule_delay', 'p99'),
    )
}

function readClient(successes: JsonNode, stage: Stage, found: Findings): void {
  const latencies = at(successes, 'latency')
  const values = fieldsOf(latencies.value)
  const [counted, uncounted] = [{ ...ofRequests(stage), condition: stage.where }, { condition: stage.where }]
  for (const key of keysOf(values))
    readDistribution({ value: values[key], parent: latencies, key }, summarisesRequests(key) ? counted : uncounted, found)
  for (const [metric, node] of entries(at(successes, 'throughput'))) {
    // 0 images a second: there were none.
    if (node.value !== 0)
      found.json(node, { metric, unit: rateUnit(metric), better: 'higher', ...ofRequests(stage), condition: stage.where })
  }
  for (const [metric, key] of [
    ['prompt_len', 'prompt_len'],
    ['prompt_tokens', 'prompt_tokens'],
    ['output_len', 'output_len'],
  ] as const) {
    const mean = at(successes, key, 'mean')
    if (mean.value !== undefined) found.json(mean, { metric, statistic: 'mean', unit: 'tok', role: 'workload', condition: stage.where })
  }
  for (const key of ['request_goodput', 'token_goodput']) {
    const unit = key === 'token_goodput' ? 'tok/s' : 'req/s'
    found.json(at(successes, 'goodput_metrics', key), { metric: key, unit, better: 'higher', ...ofRequests(stage), condition: stage.where })
  }
}

/** What the server says of itself: fewer percentiles, and gauges that have no time. */
function readServer(successes: JsonNode, stage: Stage, found: Findings): void {
  for (const [metric, node] of entries(successes)) {
    const isTime = /latency$|_time$|time_to_first_token|time_per_output_token/.test(metric)
    if (isTime) readDistribution(node, { condition: stage.where }, found)
  }
  found.json(at(successes, 'rate'), { metric: 'requests_per_sec', unit: 'req/s', better: 'higher', condition: stage.where })
  found.json(at(successes, 'output_len', 'rate'), {
    metric: 'output_tokens_per_sec',
    unit: 'tok/s',
    better: 'higher',
    condition: stage.where,
  })
}

/** Only whole requests are counted: how many answers were streamed, and how many gaps they had, the file does not say. */
function summarisesRequests(metric: string): boolean {
  return metric === 'request_latency' || metric === 'normalized_time_per_output_token'
}

function ofRequests({ requests }: Stage): Pick<Figure, 'samples' | 'sampleKind'> {
  return requests === null ? {} : { samples: requests, sampleKind: 'request' }
}

function rateUnit(metric: string): string {
  const [, counted = ''] = /^(?:input_|output_|total_)?(tokens|requests|images|videos|audios)_per_sec$/.exec(metric) ?? []
  const noun = counted === 'tokens' ? 'tok' : counted === 'requests' ? 'req' : counted
  return `${noun}/s`
}

/** A time and its statistics; it is named by its key. */
function readDistribution(row: JsonNode, ran: Ran, found: Findings): void {
  const { value: fields, key } = row
  // Without streaming there is no first token: null.
  if (!isObject(fields)) return
  found.members(row, ran, statisticAs)
  const { samples } = ran
  if (samples !== undefined) for (const name in fields) judgeTail(statisticName(name) ?? '', samples, at(row, name), found)
  judgeMean(String(key), finite(fields.mean), finite(fields.median), row, found)
}

const statisticAs = remember((key): Late<Measured> | null => {
  const statistic = statisticName(key)
  return statistic === null ? null : (row) => ({ ...latency(String(row.key)), statistic })
})

const latency = remember((metric): Measured => ({ metric, unit: 's', better: betterOf(metric, 's') }))

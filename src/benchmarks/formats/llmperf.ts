import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, entries, has, isListOf, items, type JsonNode, number, text, words } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'
import { singleRequests } from './single-requests.ts'

/** https://github.com/ray-project/llmperf/blob/main/token_benchmark_ray.py; its times are in seconds. */
export const llmperf: Reader = {
  name: 'llmperf',
  title: 'LLMPerf',
  docs: '`*_summary.json`, and the requests of `*_individual_responses.json`.',
  primary: ['output_throughput', 'ttft', 'inter_token_latency', 'end_to_end_latency'],
  detect: (document) => isSummary(document) || isRequests(document),
  parse(document, found) {
    if (document.json === null) return
    if (isRequests(document)) readRequests(items(document.json), found)
    else readSummary(document.json, found)
  },
}

function isSummary({ json }: Document): boolean {
  return (
    json !== null &&
    has(json.value, 'version') &&
    (has(json.value, 'results_ttft_s_mean') || has(json.value, 'results_num_requests_started'))
  )
}

function isRequests({ json }: Document): boolean {
  return isListOf(
    json?.value,
    (request) => has(request, 'error_code') && (has(request, 'ttft_s', 'end_to_end_latency_s') || has(request, 'error_msg')),
  )
}

const requestCount = { unit: 'requests', role: 'workload' } as const
const tokenCount = { unit: 'tok', role: 'workload' } as const

const known: Record<string, Figure> = {
  mean_input_tokens: { metric: 'input_tokens', statistic: 'mean', ...tokenCount },
  mean_output_tokens: { metric: 'output_tokens', statistic: 'mean', ...tokenCount },
  num_concurrent_requests: { metric: 'num_concurrent_requests', ...requestCount },
  results_num_requests_started: { metric: 'num_requests_started', ...requestCount },
  results_num_completed_requests: { metric: 'num_completed_requests', ...requestCount },
  results_number_errors: { metric: 'number_errors', better: 'lower', ...requestCount },
  results_error_rate: { metric: 'error_rate', unit: 'ratio', better: 'lower', role: 'workload' },
  // All tokens over the time of the whole run.
  results_mean_output_throughput_token_per_s: { metric: 'output_throughput', unit: 'tok/s', better: 'higher' },
  results_num_completed_requests_per_min: { metric: 'num_completed_requests_per_min', unit: 'requests/min', better: 'higher' },
}

function readSummary(summary: JsonNode, found: Findings): void {
  found.environment('model', text(at(summary, 'model')))
  found.environment('framework', text(at(summary, 'framework')))
  const errors = at(summary, 'results_number_errors')
  const allFailed = number(at(summary, 'results_error_rate')) === 1
  const completed = allFailed ? 0 : number(at(summary, 'results_num_completed_requests'))
  if (!judgeRequests({ completed, failed: number(errors), place: errors }, found)) return
  const load = condition([['concurrency', words(at(summary, 'num_concurrent_requests'))]])
  for (const [key, node] of entries(summary)) {
    const figure = entryOf(known, key) ?? distribution(key)
    if (figure === null) continue
    const samples = figure.role === 'workload' || completed === null ? {} : ({ samples: completed, sampleKind: 'request' } as const)
    const spread = figure.statistic === 'mean' ? spreadOf(summary, key) : null
    if (!found.json(node, { ...figure, ...samples, spread, condition: load }) || figure.role === 'workload') continue
    if (figure.statistic === 'p99') judgeTail('p99', completed, node, found)
    if (figure.statistic === 'mean')
      judgeMean(figure.metric, number(node), number(at(summary, key.replace(/mean$/, 'quantiles_p50'))), node, found)
  }
}

/** `results_ttft_s_quantiles_p50`: one statistic over the requests. */
function distribution(key: string): Figure | null {
  const [, name = '', word = ''] = /^results_([a-z_]{1,60}?)_(?:quantiles_)?(p\d{1,2}|mean|min|max|stddev)$/.exec(key) ?? []
  const statistic = statisticName(word)
  if (statistic === null) return null
  const figure = requestFigure(name)
  // Of what was asked for the mean is enough.
  if (figure.role === 'workload') return statistic === 'mean' ? { ...figure, statistic } : null
  return statistic === 'stddev' ? { ...figure, statistic, better: 'unknown', role: 'derived' } : { ...figure, statistic }
}

/** What a key of one request measures; its unit ends its name. */
function requestFigure(name: string): Figure {
  if (name.endsWith('_token_per_s')) return { metric: name.slice(0, -'_token_per_s'.length), unit: 'tok/s', better: 'higher' }
  if (name.startsWith('number_')) return { metric: name, ...tokenCount }
  return { metric: name.replace(/_s$/, ''), unit: 's', better: 'lower' }
}

function spreadOf(summary: JsonNode, key: string): Spread | null {
  const deviation = number(at(summary, key.replace(/^mean|mean$/, 'stddev')))
  return deviation === null ? null : { kind: 'standard-deviation', value: deviation }
}

function readRequests(requests: readonly JsonNode[], found: Findings): void {
  const failed = requests.filter(isFailed)
  if (!judgeRequests({ completed: requests.length - failed.length, failed: failed.length, place: failed[0] }, found)) return
  singleRequests(requests.length, 'the `_summary.json` beside it', found)
  for (const [index, request] of requests.entries()) {
    if (isFailed(request)) continue
    for (const [key, node] of entries(request)) {
      if (typeof node.value !== 'number' || key === 'error_code') continue
      found.json(node, { ...requestFigure(key), samples: 1, sampleKind: 'request', condition: `request=${index}`, role: 'derived' })
    }
  }
}

function isFailed(request: JsonNode): boolean {
  const code = at(request, 'error_code').value
  return code !== null && code !== undefined && code !== 0
}

import { betterOf } from '../direction.ts'
import type { Document } from '../document/document.ts'
import { at, entries, has, isListOf, isObject, items, type JsonNode, number, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { isLocalPath, modelName } from './model-name.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'

/** https://github.com/vllm-project/guidellm/tree/main/src/guidellm/benchmark/schemas */
export const guidellm: Reader = {
  name: 'guidellm',
  title: 'GuideLLM',
  docs: '`benchmarks.json` of every version; the figures are those of successful requests.',
  primary: ['output_tokens_per_second', 'time_to_first_token', 'inter_token_latency', 'request_latency'],
  detect: (document) => isReport(document),
  parse({ json }, found) {
    if (json === null) return
    readEnvironment(json, found)
    for (const benchmark of items(at(json, 'benchmarks'))) readBenchmark(benchmark, found)
  },
}

function isReport({ json }: Document): boolean {
  if (json === null || !has(json.value, 'benchmarks')) return false
  // Before version 0.4 nothing but the type of its benchmarks names the tool.
  const typed = isListOf(json.value.benchmarks, (benchmark) => has(benchmark, 'type_', 'metrics'))
  return typed || has(at(json, 'metadata').value, 'guidellm_version')
}

function readEnvironment(json: JsonNode, found: Findings): void {
  found.environment('guidellm', text(at(json, 'metadata', 'guidellm_version')))
  found.environment(
    'model',
    text(at(json, 'config', 'spec', 'backend', 'model')) ??
      modelName(text(at(json, 'args', 'model')), at(json, 'args', 'model'), found) ??
      text(at(json, 'benchmarks', 0, 'benchmarker', 'backend', 'model')) ??
      text(at(json, 'benchmarks', 0, 'worker', 'backend_model')),
  )
  const tokenizer = at(json, 'config', 'spec', 'tokenizer', 'model')
  if (isLocalPath(text(tokenizer) ?? ''))
    found.flag('private-path', 'The file names paths of the machine: do not publish it as it is.', tokenizer)
}

/** One load: a rate, a number of streams, or as much as goes. */
function readBenchmark(benchmark: JsonNode, found: Findings): void {
  const strategy =
    at(benchmark, 'config', 'strategy').value === undefined ? at(benchmark, 'args', 'strategy') : at(benchmark, 'config', 'strategy')
  const where = condition([
    ['strategy', text(at(strategy, 'type_'))],
    ['rate', words(at(strategy, 'rate'))],
    ['streams', words(at(strategy, 'streams'))],
  ])
  const metrics = at(benchmark, 'metrics')
  // Some versions count them beside the figures, under what the run did.
  const made = at(benchmark, 'run_stats', 'requests_made')
  const totals = isObject(made.value) && !isObject(at(metrics, 'request_totals').value) ? made : at(metrics, 'request_totals')
  const [good, errored] = [at(totals, 'successful'), number(at(totals, 'errored'))]
  if (!judgeRequests({ completed: number(good), failed: errored, place: at(totals, 'errored') }, found)) return
  const incomplete = number(at(totals, 'incomplete')) ?? 0
  if (incomplete > 0)
    found.flag(
      'partial-failure',
      `${incomplete} requests were cut off by the end of the run and are in no figure.`,
      at(totals, 'incomplete'),
    )
  const count = { unit: 'requests', role: 'workload', condition: where } as const
  found.json(good, { metric: 'successful_requests', ...count })
  found.json(at(totals, 'errored'), { metric: 'errored_requests', better: 'lower', ...count })
  for (const [key, node] of entries(metrics)) {
    // Figures of errored and cut-off requests are no figures, and the total holds them too.
    const summary = at(node, 'successful')
    if (key !== 'request_totals' && isObject(summary.value)) readDistribution(figureOf(key, where), summary, number(good), found)
  }
}

/** `time_to_first_token_ms`, `output_tokens_per_second`, `prompt_token_count`: the key ends with the unit. */
function figureOf(key: string, where: string): Figure {
  if (/_count$|_concurrency$|_iteration$/.test(key)) {
    const unit = key.includes('token') ? 'tok' : ''
    // How many were in flight is what the load brought about.
    return { metric: key, unit, condition: where, role: key.includes('token') && key.endsWith('_count') ? 'workload' : 'derived' }
  }
  if (key.endsWith('_per_second')) {
    const unit = key.startsWith('requests') ? 'req/s' : 'tok/s'
    return { metric: key, unit, better: 'higher', condition: where }
  }
  const unit = key.endsWith('_ms') ? 'ms' : 's'
  const metric = key.replace(/_ms$/, '')
  return { metric, unit, better: betterOf(metric, unit), condition: where }
}

function readDistribution(figure: Figure, node: JsonNode, requests: number | null, found: Findings): void {
  const samples = number(at(node, 'count'))
  // A count of 0 stands beside zeros: nothing of the kind was measured (a first token without streaming).
  if (samples === 0) return
  // Times per token are weighted by tokens, and gaps between tokens are pooled: those are not requests.
  const counted = { samples, sampleKind: samples !== null && samples === requests ? ('request' as const) : null }
  const deviation = number(at(node, 'std_dev'))
  const spread = deviation === null ? null : ({ kind: 'standard-deviation', value: deviation } as const)
  for (const [key, value] of entries(node)) {
    const statistic = statisticName(key)
    if (statistic === null || (figure.role === 'workload' && statistic !== 'mean')) continue
    if (statistic === 'stddev') found.json(value, { ...figure, ...counted, statistic, better: 'unknown', role: 'derived' })
    else found.json(value, { ...figure, ...counted, statistic, spread: statistic === 'mean' ? spread : null })
  }
  if (figure.better !== 'lower') return
  for (const [key, value] of entries(at(node, 'percentiles'))) {
    const statistic = percentile(key)
    // p50 is the median again.
    if (statistic === null || statistic === 'p50') continue
    if (found.json(value, { ...figure, ...counted, statistic }) && key === 'p99') judgeTail(statistic, samples, value, found)
  }
  judgeMean(figure.metric, number(at(node, 'mean')), number(at(node, 'median')), node, found)
}

/** p001 is the 0.1st percentile, p01 the first, p999 the 99.9th. */
function percentile(key: string): string | null {
  const [, digits = ''] = /^p(\d{2,3})$/.exec(key) ?? []
  if (digits.length === 2) return `p${Number(digits)}`
  return digits.length === 3 ? `p${Number(digits) / 10}` : null
}

import { at, entries, type JsonNode, number, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import { isLocalPath, modelName } from './model-name.ts'
import { judgeRequests } from './requests.ts'
import { trtllmFigures as figures, judgeDistribution, judgeIssueRate, ofRequests, type TrtllmRun } from './trtllm-metrics.ts'

/** The JSON of `--report_json`: one run. */
export function readTrtllmReport(report: JsonNode, found: Findings): void {
  readEnvironment(report, found)
  const asked = at(report, 'request_info')
  const requests = number(at(asked, 'num_requests'))
  if (!judgeRequests({ completed: requests, failed: 0, place: at(asked, 'num_requests') }, found)) return
  // The lengths of the data set tell apart the files of a sweep.
  const lengths = ['avg_isl', 'avg_osl'].map((key) => [key, words(at(report, 'dataset', key))] as const)
  const run = { requests, condition: condition(lengths) }
  const figure = (node: JsonNode, what: Figure) => found.json(node, ofRequests(what, run))
  judgeIssueRate(number(at(report, 'world_info', 'issue_rate')), at(report, 'world_info', 'issue_rate'), found)
  figure(at(asked, 'num_requests'), figures.requests)
  figure(at(asked, 'avg_num_concurrent_requests'), figures.concurrency)
  figure(at(asked, 'avg_input_length'), figures.inputLength)
  figure(at(asked, 'avg_output_length'), figures.outputLength)

  const performance = at(report, 'performance')
  figure(at(performance, 'total_latency_ms'), figures.totalLatency)
  figure(at(performance, 'avg_request_latency_ms'), { ...figures.requestLatency, statistic: 'mean' })
  figure(at(performance, 'request_throughput_req_s'), figures.requestThroughput)
  figure(at(performance, 'system_output_throughput_tok_s'), figures.outputThroughput)
  figure(at(performance, 'system_total_throughput_tok_s'), figures.totalThroughput)
  figure(at(performance, 'output_throughput_per_user_tok_s'), figures.perUser)
  figure(at(performance, 'output_throughput_per_gpu_tok_s'), figures.perGpu)
  readPercentiles(at(performance, 'request_latency_percentiles_ms'), figures.requestLatency, run, found)

  // Only runs with --streaming know when the first token came.
  const streaming = at(report, 'streaming_metrics')
  figure(at(streaming, 'token_output_speed_tok_s'), figures.outputSpeed)
  figure(at(streaming, 'avg_ttft_ms'), { ...figures.ttft, statistic: 'mean' })
  figure(at(streaming, 'avg_tpot_ms'), { ...figures.tpot, statistic: 'mean' })
  readPercentiles(at(streaming, 'tpot_percentiles'), figures.tpot, run, found)
  readPercentiles(at(streaming, 'ttft_percentiles'), figures.ttft, run, found)
  readPercentiles(at(streaming, 'gen_tps_percentiles'), figures.generationSpeed, run, found)

  const decoding = at(report, 'decoding_stats')
  readPercentiles(at(decoding, 'acceptance_length_percentiles'), figures.acceptanceLength, run, found)
  readPercentiles(at(decoding, 'draft_acceptance_rate_percentiles'), figures.acceptanceRate, run, found)
}

/** Averages that the report also has under a name of their own stand there. */
const saidBefore: ReadonlySet<string> = new Set([
  figures.requestLatency.metric,
  figures.ttft.metric,
  figures.tpot.metric,
  figures.generationSpeed.metric,
])

function readPercentiles(node: JsonNode, figure: Figure, run: TrtllmRun, found: Findings): void {
  if (node.value === undefined || node.value === null) return
  for (const [key, value] of entries(node)) {
    const statistic = statisticName(key)
    if (statistic === null || (statistic === 'mean' && saidBefore.has(figure.metric))) continue
    found.json(value, ofRequests({ ...figure, statistic }, run))
  }
  const [mean, median] = [number(at(node, 'average')), number(at(node, 'p50'))]
  judgeDistribution({ figure, mean, median, place: node }, run.requests, found)
}

function readEnvironment(report: JsonNode, found: Findings): void {
  const engine = at(report, 'engine')
  found.environment('model', modelName(text(at(engine, 'model')), at(engine, 'model'), found))
  found.environment('tensorrt_llm', text(at(engine, 'version')))
  for (const key of ['backend', 'dtype', 'kv_cache_dtype', 'quantization']) found.environment(key, text(at(engine, key)))
  found.environment('gpu', text(at(report, 'machine', 'name')))
  found.environment('tensor_parallel', words(at(report, 'world_info', 'tp_size')))
  for (const key of ['pp_size', 'ep_size', 'max_batch_size', 'max_num_tokens', 'scheduling_policy'])
    found.environment(key, words(at(report, 'world_info', key)))
  for (const node of [at(engine, 'model_path'), at(engine, 'engine_dir'), at(report, 'dataset', 'dataset_path')]) {
    if (isLocalPath(text(node) ?? '')) found.flag('private-path', 'The file names paths of the machine: do not publish it as it is.', node)
  }
}

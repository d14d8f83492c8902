import { at, entries, items, type JsonNode, number, text, words } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { modelName } from './model-name.ts'
import { readNvidiaMetrics } from './nvidia-json.ts'
import { goodOf } from './nvidia-metrics.ts'
import { judgeRequests } from './requests.ts'

/**
 * The summary of a run. The first generation (October 2025) has its metrics under `records` with short tags, the
 * second at the top, the third there too, with a version and the number of samples of each.
 */
export function readAiperfExport(json: JsonNode, found: Findings): void {
  const metrics = at(json, 'records').value === undefined ? json : at(json, 'records')
  readEnvironment(json, found)
  const good = at(metrics, 'request_count', 'avg')
  const failed = failuresOf(json, metrics)
  if (!judgeRequests({ completed: goodOf(number(good), failed), failed, place: good }, found)) return
  if (at(json, 'was_cancelled').value === true)
    found.flag('partial-failure', 'The run was cancelled before its end.', at(json, 'was_cancelled'))
  const load = ['concurrency', 'request_rate'].map((key) => [key, words(at(json, 'input_config', 'loadgen', key))] as const)
  readNvidiaMetrics(metrics, { requests: number(good), condition: condition(load) }, found)
}

/** Requests that failed are counted apart, and not at all when there were none. */
function failuresOf(json: JsonNode, metrics: JsonNode): number {
  const counted = number(at(metrics, 'error_request_count', 'avg'))
  return counted ?? items(at(json, 'error_summary')).reduce((sum, kind) => sum + (number(at(kind, 'count')) ?? 0), 0)
}

function readEnvironment(json: JsonNode, found: Findings): void {
  const config = at(json, 'input_config')
  const model = at(config, 'endpoint', 'model_names', 0)
  found.environment('model', modelName(text(model), model, found))
  found.environment('aiperf', text(at(json, 'aiperf_version')))
  found.environment('endpoint_type', text(at(config, 'endpoint', 'type')))
  for (const [, endpoint] of entries(at(json, 'telemetry_data', 'endpoints'))) {
    for (const [, gpu] of entries(at(endpoint, 'gpus'))) {
      found.environment('gpu', text(at(gpu, 'gpu_name')))
      const host = at(gpu, 'hostname')
      if (text(host) !== null) found.flag('private-path', 'The file names the host that was measured: do not publish it as it is.', host)
    }
  }
}

import { csvHeader } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { at, has, type JsonNode, number, text, words } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { modelName } from './model-name.ts'
import { hasNvidiaMetric, readNvidiaMetrics } from './nvidia-json.ts'
import { consoleRows, csvRows, readNvidiaRows } from './nvidia-tables.ts'
import { judgeRequests } from './requests.ts'

/** https://github.com/triton-inference-server/perf_analyzer/tree/main/genai-perf/genai_perf/export_data */
export const genaiPerf: Reader = {
  name: 'genai-perf',
  title: 'NVIDIA GenAI-Perf',
  docs: '`profile_export_genai_perf.json` and `.csv` of every version, and the printed table.',
  primary: ['output_token_throughput', 'time_to_first_token', 'inter_token_latency', 'request_latency'],
  detect: (document) => isExport(document) || isCsv(document) || matches(document, /NVIDIA GenAI-Perf \|/),
  parse(document, found) {
    if (document.json !== null) readExport(document.json, found)
    else readNvidiaRows(isCsv(document) ? csvRows(document, found) : consoleRows(document), 'unknown', found)
  },
}

/** Keys by which AIPerf's files, else of the same shape, differ. */
const successor = ['records', 'was_cancelled', 'error_summary', 'aiperf_version', 'schema_version']

function isExport({ json }: Document): boolean {
  if (json === null || !has(json.value, 'input_config')) return false
  const { value } = json
  return !successor.some((key) => has(value, key)) && hasNvidiaMetric(value)
}

/** The two tools differ in the order of their columns. */
function isCsv(document: Document): boolean {
  return csvHeader(document).join().startsWith('Metric,avg,min,max,p99,p95')
}

function readExport(json: JsonNode, found: Findings): void {
  const config = at(json, 'input_config')
  const model = at(config, 'model_names', 0).value === undefined ? at(config, 'model', 0) : at(config, 'model_names', 0)
  found.environment('model', modelName(text(model), model, found))
  for (const key of ['backend', 'endpoint_type']) found.environment(key, words(at(config, key)))
  const requests = number(at(json, 'request_count', 'avg'))
  if (!judgeRequests({ completed: requests, failed: null, place: at(json, 'request_count') }, found)) return
  const stimulus = at(config, 'perf_analyzer', 'stimulus')
  const load = ['concurrency', 'request_rate'].map((key) => [key, words(at(stimulus, key)) ?? words(at(config, key))] as const)
  readNvidiaMetrics(json, { requests, condition: condition(load) }, found)
}

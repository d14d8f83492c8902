import { type Document, matches } from '../document/document.ts'
import { at, entries, everyRecord, has, type JsonNode, number, records, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { judgeRequests } from './requests.ts'
import { isNothing, offlineFigure } from './sglang-offline-metrics.ts'
import { readOfflineOutput } from './sglang-offline-output.ts'

/** https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_offline_throughput.py */
export const sglangOfflineThroughput: Reader = {
  name: 'sglang-offline-throughput',
  title: 'SGLang bench_offline_throughput',
  docs: 'JSON Lines of `--result-filename`, the printed block, and the Python dictionary that the first version printed.',
  primary: ['total_throughput'],
  detect: (document) => isResults(document) || matches(document, /= Offline Throughput Benchmark Result =/) || isFirstVersion(document),
  parse(document, found) {
    if (document.json === null) readOfflineOutput(document, found)
    else for (const result of records(document.json)) readResult(result, found)
  },
}

function isResults({ json }: Document): boolean {
  const keys = ['backend', 'successful_requests', 'total_latency', 'total_throughput']
  return everyRecord(json, (result) => has(result, ...keys))
}

function isFirstVersion(document: Document): boolean {
  return matches(document, /^\{'run_name': '/m) && document.text.includes("'total_output_tokens': ")
}

function readResult(result: JsonNode, found: Findings): void {
  const requests = number(at(result, 'successful_requests'))
  // The engine stops at a request that fails, so that what is counted is all of them.
  if (!judgeRequests({ completed: requests, failed: 0, place: at(result, 'successful_requests') }, found)) return
  const where = { condition: condition([['backend', text(at(result, 'backend'))]]) }
  for (const [key, node] of entries(result)) {
    const figure = offlineFigure(key, requests)
    if (figure !== null && !isNothing(key, node.value)) found.json(node, { ...figure, ...where })
  }
}

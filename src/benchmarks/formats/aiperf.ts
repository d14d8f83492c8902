import { csvHeader } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { everyRecord, fieldsOf, has, isObject, type JsonNode, keysOf, records } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readAiperfExport } from './aiperf-export.ts'
import { readAiperfRequests } from './aiperf-requests.ts'
import { hasNvidiaMetric } from './nvidia-json.ts'
import { consoleRows, csvRows, readNvidiaRows } from './nvidia-tables.ts'

/** https://github.com/ai-dynamo/aiperf/tree/main/src/aiperf/exporters */
export const aiperf: Reader = {
  name: 'aiperf',
  title: 'NVIDIA AIPerf',
  docs: '`profile_export_aiperf.json` (three generations) and `.csv`, the requests of `profile_export.jsonl`, and the printed table.',
  primary: ['output_token_throughput', 'time_to_first_token', 'inter_token_latency', 'request_latency'],
  detect: (document) => isExport(document.json) || isRequests(document.json) || isCsv(document) || matches(document, /NVIDIA AIPerf \|/),
  parse(document, found) {
    const { json } = document
    if (json === null) readNvidiaRows(isCsv(document) ? csvRows(document, found) : consoleRows(document), 'counted', found)
    else if (isExport(json)) readAiperfExport(json, found)
    else readAiperfRequests(records(json), found)
  },
}

function isExport(json: JsonNode | null): boolean {
  if (json === null || !isObject(json.value)) return false
  if (hasRecord(fieldsOf(json.value.records))) return true
  const signs = ['aiperf_version', 'schema_version', 'was_cancelled', 'error_summary']
  return signs.some((key) => has(json.value, key)) && hasNvidiaMetric(json.value)
}

function hasRecord(records: Readonly<Record<string, unknown>>): boolean {
  return keysOf(records).some((key) => has(records[key], 'tag', 'unit', 'header'))
}

function isRequests(json: JsonNode | null): boolean {
  return everyRecord(json, ({ metadata }) => has(metadata, 'benchmark_phase'))
}

/** GenAI-Perf's columns begin with the high percentiles; AIPerf's have `sum` or the low ones here. */
function isCsv(document: Document): boolean {
  return /^Metric,avg,min,max,(?:sum,)?(?:p1|p5|p10|std)\b/.test(csvHeader(document).join())
}

import { type Document, matches } from '../document/document.ts'
import { everyRecord, has, records } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readTrtllmOutput } from './trtllm-output.ts'
import { readTrtllmReport } from './trtllm-report.ts'

/** https://github.com/NVIDIA/TensorRT-LLM/blob/main/tensorrt_llm/bench/dataclasses/reporting.py */
export const trtllmBench: Reader = {
  name: 'trtllm-bench',
  title: 'TensorRT-LLM trtllm-bench',
  docs: 'JSON of `--report_json`, and what `throughput` and `latency` print, in the words of every version since 0.12.',
  primary: ['output_throughput', 'ttft', 'tpot', 'request_latency'],
  detect: (document) => isReport(document) || matches(document, /^= PERFORMANCE OVERVIEW[ \t]*$/m) || isEarlyOutput(document),
  parse(document, found) {
    if (document.json === null) readTrtllmOutput(document, found)
    else for (const report of records(document.json)) readTrtllmReport(report, found)
  },
}

function isReport({ json }: Document): boolean {
  return everyRecord(json, (report) => has(report, 'engine', 'world_info', 'request_info', 'performance'))
}

/** Version 0.12 headed its figures "STATISTICS". */
function isEarlyOutput(document: Document): boolean {
  return matches(document, /^= STATISTICS[ \t]*$/m) && document.text.includes('Token Throughput (tokens/sec)')
}

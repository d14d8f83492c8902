import { type Document, matches } from '../document/document.ts'
import { everyRecord, has } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readSglangBlocks } from './sglang-serve-block.ts'
import { readSglangRecords } from './sglang-serve-json.ts'

/** https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_serving.py */
export const sglangBenchServing: Reader = {
  name: 'sglang-bench-serving',
  title: 'SGLang bench_serving',
  docs: 'JSON Lines of `--output-file`, one line a run, whatever the file is called, and the printed block.',
  primary: ['output_throughput', 'ttft', 'tpot', 'e2e_latency'],
  detect: (document) =>
    isResults(document) || matches(document, /={4} Serving Benchmark Result ={4,}[ \t]*\n\s{0,8}Backend:/, 'Serving Benchmark Result'),
  parse(document, found) {
    if (document.json === null) readSglangBlocks(document, found)
    else readSglangRecords(document, found)
  },
}

function isResults({ json }: Document): boolean {
  return everyRecord(json, isResult)
}

function isResult(value: unknown): boolean {
  if (has(value, 'total_output_tokens_retokenized')) return true
  const isServing = has(value, 'backend', 'median_ttft_ms', 'median_itl_ms') && !has(value, 'tokenizer_id')
  return isServing && Object.keys(value).some((key) => key.endsWith('_e2e_latency_ms'))
}

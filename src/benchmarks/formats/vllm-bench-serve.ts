import { type Document, matches } from '../document/document.ts'
import { everyRecord, has, isListOf, isObject } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readServeBlocks } from './vllm-serve-block.ts'
import { readServeRecords } from './vllm-serve-json.ts'

/** https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/serve.py */
export const vllmBenchServe: Reader = {
  name: 'vllm-bench-serve',
  title: 'vLLM bench serve',
  docs: 'JSON of `--save-result` and `--append-result`, `summary.json` of `vllm bench sweep serve`, and the printed block.',
  primary: ['output_throughput', 'ttft', 'tpot', 'e2el'],
  detect: (document) =>
    isResults(document) ||
    isPytorchCopy(document) ||
    matches(document, /={4} Serving Benchmark Result ={4}[= \t]*\n(?!Backend:)/, 'Serving Benchmark Result'),
  parse(document, found) {
    if (isPytorchCopy(document))
      found.flag('duplicate-runs-in-file', 'These records repeat the figures of the result file of the same run: read that one.')
    else if (document.json !== null && isResults(document)) readServeRecords(document.json, found)
    else readServeBlocks(document, found)
  },
}

function isResults({ json }: Document): boolean {
  return everyRecord(json, isResult)
}

function isResult(run: unknown): boolean {
  if (!has(run, 'backend', 'model_id', 'tokenizer_id')) return false
  return has(run, 'mean_ttft_ms') || has(run, 'median_ttft_ms') || has(run, 'mean_e2el_ms')
}

/** The second file that vLLM writes with SAVE_TO_PYTORCH_BENCHMARK_FORMAT. */
function isPytorchCopy({ json }: Document): boolean {
  return isListOf(
    json?.value,
    (record) => has(record, 'benchmark', 'model', 'metric') && isObject(record.benchmark) && record.benchmark.name === 'vLLM benchmark',
  )
}

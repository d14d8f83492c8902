import { type Document, matches } from '../document/document.ts'
import { at, everyRecord, has, isObject, type JsonNode, number, records, text, words } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { condition, splitKey } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { readBatchOutput } from './sglang-batch-output.ts'

/** https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_one_batch.py and bench_one_batch_server.py */
export const sglangBenchOneBatch: Reader = {
  name: 'sglang-bench-one-batch',
  title: 'SGLang bench_one_batch',
  docs: 'JSON Lines of `bench_one_batch` and `bench_one_batch_server`, and what they print after the warm-up.',
  primary: ['prefill_latency', 'decode_latency', 'latency', 'last_ttft'],
  detect: (document) =>
    isResults(document) || matches(document, /^Prefill\. latency: |^\(input \+ output\) throughput: |^last generation throughput: /m),
  parse(document, found) {
    if (document.json === null) readBatchOutput(document, found)
    else for (const result of records(document.json)) readResult(result, found)
  },
}

function isResults({ json }: Document): boolean {
  return everyRecord(json, isResult)
}

function isResult(value: unknown): boolean {
  if (!has(value, 'run_name', 'batch_size', 'input_len', 'output_len')) return false
  return has(value, 'prefill_latency') || has(value, 'latency', 'overall_throughput') || has(value, 'latency', 'last_ttft')
}

const sizes = ['batch_size', 'input_len', 'output_len']

function readResult(result: JsonNode, found: Findings): void {
  const run = text(at(result, 'run_name')) ?? ''
  const { side } = sideOf(run)
  const benchmark = run === 'default' || side !== 'unknown' ? '' : run
  const where: Ran = { benchmark, side, condition: condition(sizes.map((key) => [key, words(at(result, key))])) }
  const steps = (number(at(result, 'output_len')) ?? 0) - 1
  const once: Ran = { ...where, samples: 1, sampleKind: 'iteration' }
  const eachStep: Ran = { ...where, samples: steps > 0 ? steps : null, sampleKind: 'iteration' }
  const fields = result.value
  if (!isObject(fields)) return
  for (const key in fields) {
    const measured = measuredAs(key)
    // -1 and null stand for what was not asked for: speculative decoding, a cache.
    if (measured === null || fields[key] === null || fields[key] === -1) continue
    found.member(result, key, measured.role === 'workload' ? where : measured.statistic === 'median' ? eachStep : once, measured)
  }
}

/** What a key measures; null for a key that is no figure. Each case is run once; only its decoding steps are many. */
const measuredAs = remember((key: string): Measured | null => {
  if (sizes.includes(key)) return { metric: key, role: 'workload', unit: key === 'batch_size' ? '' : 'tok' }
  const { metric, statistic } = splitKey(key) ?? { metric: key, statistic: 'value' }
  if (/throughput$/.test(key)) return { metric, statistic, unit: 'tok/s', better: 'higher' }
  if (/latency$|ttft$/.test(key)) return { metric, statistic, unit: 's', better: 'lower' }
  return /^acc(?:ept)?_length$|^cache_hit_rate$/.test(key) ? { metric, better: 'higher' } : null
})

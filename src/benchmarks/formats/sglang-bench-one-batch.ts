import { type Document, matches } from '../document/document.ts'
import { asText, everyRecord, fieldsOf, finite, has, inWords, type JsonNode, records } from '../document/node.ts'
import type { Late, Measured, Ran } from '../findings.ts'
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
    else for (const result of records(document.json)) found.members(result, ranIn, measuredAs, isAbsent)
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

/** -1 and null stand for what was not asked for: speculative decoding, a cache. */
const isAbsent = (value: unknown) => value === -1 || value === null

function ranIn(result: JsonNode): Ran {
  const fields = fieldsOf(result.value)
  const run = asText(fields.run_name) ?? ''
  const { side } = sideOf(run)
  const benchmark = run === 'default' || side !== 'unknown' ? '' : run
  return { benchmark, side, condition: condition(sizes.map((key) => [key, inWords(fields[key])])) }
}

/** What a key measures; null for a key that is no figure. Each case is run once; only its decoding steps are many. */
const measuredAs = remember((key: string): Late<Measured> | null => {
  if (sizes.includes(key)) return { metric: key, role: 'workload', unit: key === 'batch_size' ? '' : 'tok' }
  const measured = resultAs(key)
  if (measured?.statistic !== 'median') return measured && { ...measured, samples: 1, sampleKind: 'iteration' }
  return (result) => {
    const steps = (finite(fieldsOf(result.value).output_len) ?? 0) - 1
    return { ...measured, samples: steps > 0 ? steps : null, sampleKind: 'iteration' }
  }
})

function resultAs(key: string): Measured | null {
  const { metric, statistic } = splitKey(key) ?? { metric: key, statistic: 'value' }
  if (/throughput$/.test(key)) return { metric, statistic, unit: 'tok/s', better: 'higher' }
  if (/latency$|ttft$/.test(key)) return { metric, statistic, unit: 's', better: 'lower' }
  return /^acc(?:ept)?_length$|^cache_hit_rate$/.test(key) ? { metric, better: 'higher' } : null
}

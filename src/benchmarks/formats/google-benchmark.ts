import type { Document } from '../document/document.ts'
import { at, has, isListOf, type JsonNode, text, words } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { isOutput, isSheet, readOutput, readSheet } from './google-benchmark-output.ts'
import { rowReader } from './google-benchmark-rows.ts'
import { judgeHomePath } from './home-path.ts'

/** https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats and src/json_reporter.cc */
export const googleBenchmark: Reader = {
  name: 'google-benchmark',
  title: 'Google Benchmark',
  docs: 'JSON of `--benchmark_format=json` or `--benchmark_out`, CSV, and what it prints; repetitions are runs, aggregate rows are read where there are no others.',
  primary: ['real_time'],
  detect: (document) => isJson(document) || isOutput(document) || isSheet(document),
  parse(document, found) {
    if (document.json !== null) readJson(document.json, found)
    else if (isSheet(document)) readSheet(document, found)
    else readOutput(document, found)
  },
}

function isJson({ json }: Document): boolean {
  return (
    json !== null &&
    has(json.value, 'context', 'benchmarks') &&
    Array.isArray(json.value.benchmarks) &&
    // A few rows are enough to know the tool by.
    isListOf(json.value.benchmarks.slice(0, 20), (row) => has(row, 'name')) &&
    json.value.benchmarks.slice(0, 20).some((row) => signs.some((key) => has(row, key)))
  )
}

function readJson(json: JsonNode, found: Findings): void {
  readContext(at(json, 'context'), found)
  const list = at(json, 'benchmarks')
  const rows: readonly unknown[] = Array.isArray(list.value) ? list.value : []
  const readRow = rowReader(rows, found)
  // One row after the other: 100 MB of them need not be nodes at once.
  for (let key = 0; key < rows.length; key++) readRow({ value: rows[key], parent: list, key })
}

const signs = ['real_time', 'cpu_time', 'cpu_coefficient', 'rms', 'error_occurred', 'skipped']

function readContext(context: JsonNode, found: Findings): void {
  found.environment('cpus', words(at(context, 'num_cpus')))
  found.environment('mhz', words(at(context, 'mhz_per_cpu')))
  found.environment('build', words(at(context, 'library_build_type')))
  found.environment('library', words(at(context, 'library_version')))
  found.environment('aslr', words(at(context, 'aslr_enabled')))
  judgeHomePath(text(at(context, 'executable')), at(context, 'executable'), found)
  if (at(context, 'library_build_type').value === 'debug')
    found.flag('debug-build', 'The benchmark library was built for debugging: its times are too long.', at(context, 'library_build_type'))
  if (at(context, 'cpu_scaling_enabled').value === true)
    found.flag('cpu-scaling', 'CPU frequency scaling was on: real times are noisy.', at(context, 'cpu_scaling_enabled'))
}

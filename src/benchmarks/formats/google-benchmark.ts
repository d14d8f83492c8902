import type { Better } from '../../model.ts'
import { at, has, isListOf, items, type JsonNode, number, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats and src/json_reporter.cc */
export const googleBenchmark: Reader = {
  name: 'google-benchmark',
  title: 'Google Benchmark',
  docs: 'JSON of `--benchmark_format=json` or `--benchmark_out`; repetitions are runs, aggregate rows are not benchmarks.',
  primary: ['real_time'],
  detect: ({ json }) =>
    json !== null &&
    has(json.value, 'context', 'benchmarks') &&
    isListOf(json.value.benchmarks, (row) => has(row, 'name')) &&
    json.value.benchmarks.some((row) => signs.some((key) => has(row, key))),
  parse(document, found) {
    if (document.json === null) return
    readContext(at(document.json, 'context'), found)
    const rows = items(at(document.json, 'benchmarks'))
    const repeated = repeatedRuns(rows)
    for (const row of rows) readRow(row, repeated, found)
  },
}

const signs = ['real_time', 'cpu_time', 'cpu_coefficient', 'rms', 'error_occurred', 'skipped']

function readContext(context: JsonNode, found: Findings): void {
  found.environment('cpus', words(at(context, 'num_cpus')))
  found.environment('mhz', words(at(context, 'mhz_per_cpu')))
  found.environment('build', words(at(context, 'library_build_type')))
  found.environment('library', words(at(context, 'library_version')))
  if (at(context, 'library_build_type').value === 'debug')
    found.flag('debug-build', 'The benchmark library was built for debugging: its times are too long.', at(context, 'library_build_type'))
  if (at(context, 'cpu_scaling_enabled').value === true)
    found.flag('cpu-scaling', 'CPU frequency scaling was on: real times are noisy.', at(context, 'cpu_scaling_enabled'))
}

/** Names that several iteration rows share: each of these rows is one repetition. */
function repeatedRuns(rows: readonly JsonNode[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const row of rows) {
    const name = runName(row)
    if (isAggregate(row)) continue
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

function runName(row: JsonNode): string {
  return text(at(row, 'run_name')) ?? text(at(row, 'name')) ?? ''
}

function isAggregate(row: JsonNode): boolean {
  return at(row, 'run_type').value === 'aggregate'
}

/** Keys of a row that are about the run, not counters that the benchmark set. */
const ownKeys = new Set(
  'name family_index per_family_instance_index run_name run_type repetitions repetition_index threads iterations real_time cpu_time time_unit aggregate_name aggregate_unit label error_occurred error_message skipped skip_message cpu_coefficient real_coefficient big_o rms'.split(
    ' ',
  ),
)

function readRow(row: JsonNode, repeated: ReadonlySet<string>, found: Findings): void {
  const benchmark = runName(row)
  if (at(row, 'error_occurred').value === true || at(row, 'skipped').value === true) {
    const why = text(at(row, 'error_message')) ?? text(at(row, 'skip_message')) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${benchmark} has no figures: ${why}.`, at(row, 'name'))
    return
  }
  const aggregate = isAggregate(row)
  const shared = {
    benchmark,
    condition: text(at(row, 'label')) ?? '',
    ...(aggregate ? aggregateOf(row) : runOf(row, repeated.has(benchmark))),
  }
  const unit = aggregate && at(row, 'aggregate_unit').value === 'percentage' ? '' : (text(at(row, 'time_unit')) ?? 'ns')
  for (const key of ['real_time', 'cpu_time', 'real_coefficient', 'cpu_coefficient', 'rms'])
    found.json(at(row, key), { ...shared, metric: key, unit: key === 'rms' ? '' : unit, better: 'lower' })
  for (const key of Object.keys(row.value as object)) {
    if (!ownKeys.has(key)) found.json(at(row, key), { ...shared, metric: key, ...counterOf(key) })
  }
}

function runOf(row: JsonNode, isRepetition: boolean): Pick<Figure, 'statistic' | 'samples' | 'sampleKind'> {
  return isRepetition
    ? { statistic: 'mean', samples: 1, sampleKind: 'repetition' }
    : { statistic: 'mean', samples: number(at(row, 'iterations')), sampleKind: 'iteration' }
}

function aggregateOf(row: JsonNode): Pick<Figure, 'statistic' | 'samples' | 'role'> {
  return { statistic: text(at(row, 'aggregate_name')) ?? 'aggregate', samples: number(at(row, 'repetitions')), role: 'aggregate' }
}

/** Counters are whatever the benchmark counts; only the library's own rates say which way is good. */
function counterOf(key: string): { unit: string; better: Better } {
  if (key === 'bytes_per_second') return { unit: 'B/s', better: 'higher' }
  if (key === 'items_per_second') return { unit: 'items/s', better: 'higher' }
  return { unit: '', better: 'unknown' }
}

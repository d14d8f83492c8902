import type { Better } from '../../model.ts'
import { at, has, isListOf, isObject, type JsonNode, number, text, words } from '../document/node.ts'
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
    Array.isArray(json.value.benchmarks) &&
    // A few rows are enough to know the tool by.
    isListOf(json.value.benchmarks.slice(0, 20), (row) => has(row, 'name')) &&
    json.value.benchmarks.slice(0, 20).some((row) => signs.some((key) => has(row, key))),
  parse(document, found) {
    if (document.json === null) return
    readContext(at(document.json, 'context'), found)
    const list = at(document.json, 'benchmarks')
    const rows: readonly unknown[] = Array.isArray(list.value) ? list.value : []
    // Rows of today say how often they are repeated; only for others it is worth remembering 100 MB of names.
    let repeated: ReadonlySet<string> | undefined
    const isRepeated = (name: string) => {
      repeated ??= repeatedRuns(rows)
      return repeated.has(name)
    }
    const figureKeys = keysOfFigures()
    // One row after the other: 100 MB of them need not be nodes at once.
    for (let key = 0; key < rows.length; key++) readRow({ value: rows[key], parent: list, key }, isRepeated, figureKeys, found)
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

type Fields = Readonly<Record<string, unknown>>

/** Names that several iteration rows share which do not say their repetitions: each of these rows is one. */
function repeatedRuns(rows: readonly unknown[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const value of rows) {
    if (!isObject(value) || typeof value.repetitions === 'number' || isAggregate(value)) continue
    const name = runName(value)
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

function runName({ run_name, name }: Fields): string {
  return typeof run_name === 'string' ? run_name : typeof name === 'string' ? name : ''
}

function isAggregate(fields: Fields): boolean {
  return fields.run_type === 'aggregate'
}

function readRow(
  row: JsonNode,
  isRepeated: (name: string) => boolean,
  figureKeys: (fields: Fields) => readonly string[],
  found: Findings,
): void {
  const fields = row.value
  if (!isObject(fields)) return
  const benchmark = runName(fields)
  if (fields.error_occurred === true || fields.skipped === true) {
    const why = text(at(row, 'error_message')) ?? text(at(row, 'skip_message')) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${benchmark} has no figures: ${why}.`, at(row, 'name'))
    return
  }
  const { statistic, samples, sampleKind, role } = isAggregate(fields) ? aggregateOf(row) : runOf(fields, benchmark, isRepeated)
  const condition = typeof fields.label === 'string' ? fields.label : ''
  const isPercentage = role === 'aggregate' && fields.aggregate_unit === 'percentage'
  const timeUnit = isPercentage ? '' : typeof fields.time_unit === 'string' ? fields.time_unit : 'ns'
  for (const key of figureKeys(fields)) {
    const unit = kinds.get(key) === 'time' ? timeUnit : (rates[key] ?? '')
    const figure = { benchmark, metric: key, statistic, unit, better: betterOfKey(key), samples, sampleKind, condition, role }
    found.json({ value: fields[key], parent: row, key }, figure)
  }
}

/** The keys of a row that hold figures; most rows have the same as the one before, which costs no list of them. */
function keysOfFigures(): (fields: Fields) => readonly string[] {
  let last: readonly string[] = []
  let figures: readonly string[] = []
  return (fields) => {
    if (!haveKeys(fields, last)) {
      last = Object.keys(fields)
      figures = last.filter((key) => kinds.get(key) !== 'own')
    }
    return figures
  }
}

function haveKeys(fields: Fields, keys: readonly string[]): boolean {
  let index = 0
  for (const key in fields) if (key !== keys[index++]) return false
  return index === keys.length
}

/** Keys of a row that are about the run, those that are times, and every other one: a counter that the benchmark set. */
const kinds = new Map<string, 'own' | 'time'>([
  ...'name family_index per_family_instance_index run_name run_type repetitions repetition_index threads iterations time_unit aggregate_name aggregate_unit label error_occurred error_message skipped skip_message big_o'
    .split(' ')
    .map((key) => [key, 'own'] as const),
  ...'real_time cpu_time real_coefficient cpu_coefficient'.split(' ').map((key) => [key, 'time'] as const),
])

type Run = Required<Pick<Figure, 'statistic' | 'samples' | 'sampleKind' | 'role'>>

function runOf({ repetitions, iterations }: Fields, name: string, isRepeated: (name: string) => boolean): Run {
  const isRun = typeof repetitions === 'number' ? repetitions > 1 : isRepeated(name)
  if (isRun) return { statistic: 'mean', samples: 1, sampleKind: 'repetition', role: 'result' }
  return { statistic: 'mean', samples: typeof iterations === 'number' ? iterations : null, sampleKind: 'iteration', role: 'result' }
}

function aggregateOf(row: JsonNode): Run {
  const samples = number(at(row, 'repetitions'))
  return {
    statistic: text(at(row, 'aggregate_name')) ?? 'aggregate',
    samples,
    sampleKind: samples === null ? null : 'repetition',
    role: 'aggregate',
  }
}

/** The library's own rates. */
const rates: Readonly<Record<string, string>> = { bytes_per_second: 'B/s', items_per_second: 'items/s' }

/** Counters are whatever the benchmark counts; only times and the library's own rates say which way is good. */
function betterOfKey(key: string): Better {
  if (kinds.get(key) === 'time' || key === 'rms') return 'lower'
  return rates[key] === undefined ? 'unknown' : 'higher'
}

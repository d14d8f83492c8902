import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, entries, has, isObject, items, type JsonNode, number, numbers, root, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { kindOf } from './asv-benchmark.ts'

export function isAsvResult({ json }: Document): boolean {
  return has(json?.value, 'commit_hash', 'params', 'results') && isObject(json.value.results)
}

/** `benchmarks.json`: what the benchmarks are called and measure; no figures, but no stranger either. */
export function isAsvSuite({ json }: Document): boolean {
  if (!has(json?.value, 'version')) return false
  const benchmarks = Object.entries(json.value).filter(([name]) => name !== 'version')
  return benchmarks.length > 0 && benchmarks.every(([, one]) => has(one, 'name', 'param_names', 'type'))
}

/** A file of `results/MACHINE/`: one commit in one environment. */
export function readAsvResult(document: Document, found: Findings): void {
  const { json } = document
  if (json === null) return
  readEnvironment(json, found)
  const suite = suiteBeside(document)
  const columns = items(at(json, 'result_columns')).map((column) => text(column) ?? '')
  for (const [name, result] of entries(at(json, 'results'))) {
    const row = columns.length > 0 && Array.isArray(result.value) ? columnsOf(result, columns) : versionOne(result)
    readBenchmark(name, row, suite === null ? null : at(suite, name), found)
  }
}

function readEnvironment(json: JsonNode, found: Findings): void {
  found.environment('commit', text(at(json, 'commit_hash')))
  found.environment('python', words(at(json, 'python')))
  for (const key of ['cpu', 'os', 'ram', 'arch', 'num_cpu'])
    found.environment(key === 'num_cpu' ? 'cpus' : key, words(at(json, 'params', key)))
  for (const [name, version] of entries(at(json, 'requirements'))) found.environment(name, words(version))
}

/** `benchmarks.json` of the folder above knows units and the names of parameters. */
function suiteBeside({ siblings }: Document): JsonNode | null {
  try {
    const value: unknown = JSON.parse(siblings('benchmarks.json') ?? siblings('../benchmarks.json') ?? 'null')
    return isObject(value) ? root(value) : null
  } catch {
    return null
  }
}

/** The parts of a result, each a list with an entry for every combination of parameters, or missing. */
interface Row {
  result: JsonNode
  params: JsonNode
  samples: JsonNode
  spread: (index: number) => Spread | null
  repeat: (index: number) => number | null
}

/** Version 2: `[result, params, version, started_at, duration, stats_ci_99_a, …]`, trailing columns left out. */
function columnsOf(result: JsonNode, columns: readonly string[]): Row {
  const column = (name: string) => at(result, columns.indexOf(name))
  return {
    result: column('result'),
    params: column('params'),
    samples: column('samples'),
    spread: (index) => intervalOf(number(at(column('stats_ci_99_a'), index)), number(at(column('stats_ci_99_b'), index))),
    repeat: (index) => number(at(column('stats_repeat'), index)),
  }
}

/** Version 1: the value itself, or `{ params, result, stats }`. */
function versionOne(result: JsonNode): Row {
  const isPlain = !isObject(result.value)
  const stats = (index: number) => at(result, 'stats', index)
  return {
    result: isPlain ? result : at(result, 'result'),
    params: at(result, 'params'),
    samples: at(result, 'samples'),
    spread: (index) => intervalOf(number(at(stats(index), 'ci_99', 0)), number(at(stats(index), 'ci_99', 1))),
    repeat: (index) => number(at(stats(index), 'repeat')),
  }
}

function intervalOf(low: number | null, high: number | null): Spread | null {
  return low === null || high === null ? null : { kind: 'interval', low, high, level: 0.99 }
}

function readBenchmark(name: string, row: Row, about: JsonNode | null, found: Findings): void {
  const kind = kindOf(name, about === null ? null : text(at(about, 'unit')))
  const names = about === null ? [] : items(at(about, 'param_names')).map((node) => text(node) ?? '')
  const cases = combinations(items(row.params).map((values) => items(values).map((value) => words(value) ?? '')))
  const values = Array.isArray(row.result.value) ? items(row.result) : [row.result]
  for (const [index, node] of values.entries()) {
    const parameters = condition((cases[index] ?? []).map((value, at) => [names[at] ?? `param${at + 1}`, value] as const))
    const title = parameters === '' ? name : `${name} (${parameters})`
    // Failed is null, and NaN says that the suite itself left it out.
    if (node.value === null || Number.isNaN(node.value)) {
      found.flag('skipped-or-errored-row', `${title} has no figure: it ${node.value === null ? 'failed' : 'was skipped'}.`, node)
      continue
    }
    const { isTracked, ...figure } = kind
    found.json(node, { ...figure, benchmark: name, condition: parameters, spread: row.spread(index), ...samplesOf(row, index) })
    if (isTracked && node.value !== undefined) flagTracked(kind.unit ?? '', node, found)
  }
}

/** Single timings, each the mean of several calls; taken in two or more processes, whose borders are not written down. */
function samplesOf(row: Row, index: number): Pick<Figure, 'samples' | 'sampleKind' | 'values'> {
  const values = numbers(at(row.samples, index))
  const samples = values?.length ?? row.repeat(index)
  if (samples === null || samples === 0) return {}
  return { samples, sampleKind: 'repetition', ...(values === null ? {} : { values }) }
}

function flagTracked(unit: string, node: JsonNode, found: Findings): void {
  if (unit === '') found.flag('unit-unknown', 'Tracked values have no unit here: benchmarks.json beside the results would name it.', node)
  found.flag('direction-unknown', 'Nothing says whether more or less of a tracked value is better.', node)
}

/** `itertools.product`: the last parameter varies fastest. */
function combinations(parameters: readonly (readonly string[])[]): string[][] {
  return parameters.reduce<string[][]>((rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])), [[]])
}

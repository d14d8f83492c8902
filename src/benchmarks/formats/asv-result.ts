import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import {
  asText,
  at,
  entries,
  fieldsOf,
  finite,
  finiteList,
  has,
  inWords,
  isObject,
  type JsonNode,
  listOf,
  text,
  words,
} from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { kindOf } from './asv-benchmark.ts'

export function isAsvResult({ json }: Document): boolean {
  return has(json?.value, 'commit_hash', 'params', 'results') && isObject(json.value.results)
}

/** `benchmarks.json`: what the benchmarks are called and measure; no figures, but no stranger either. */
export function isAsvSuite({ json }: Document): boolean {
  if (!has(json?.value, 'version')) return false
  for (const name in json.value) if (name !== 'version') return has(json.value[name], 'name', 'param_names', 'type')
  return false
}

type Fields = Readonly<Record<string, unknown>>

/** A file of `results/MACHINE/`: one commit in one environment. */
export function readAsvResult(document: Document, found: Findings): void {
  const { json } = document
  if (json === null) return
  readEnvironment(json, found)
  const suite = suiteBeside(document)
  const columns = new Map(listOf(fieldsOf(json.value).result_columns).map((name, index) => [asText(name) ?? '', index]))
  for (const [name, result] of entries(at(json, 'results'))) {
    const row = columns.size > 0 && Array.isArray(result.value) ? columnsOf(result, columns) : versionOne(result)
    readBenchmark(name, row, fieldsOf(entryOf(suite, name)), found)
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
function suiteBeside({ siblings }: Document): Fields {
  try {
    return fieldsOf(JSON.parse(siblings('benchmarks.json') ?? siblings('../benchmarks.json') ?? 'null'))
  } catch {
    return {}
  }
}

/** The parts of a result, each a list with an entry for every combination of parameters, or missing. */
interface Row {
  result: JsonNode
  params: unknown
  samples: unknown
  spread: (index: number) => Spread | null
  repeat: (index: number) => number | null
}

/** Version 2: `[result, params, version, started_at, duration, stats_ci_99_a, …]`, trailing columns left out. */
function columnsOf(result: JsonNode, columns: ReadonlyMap<string, number>): Row {
  const column = (name: string) => listOf(result.value)[columns.get(name) ?? -1]
  const [low, high, repeat] = [column('stats_ci_99_a'), column('stats_ci_99_b'), column('stats_repeat')].map(listOf)
  return {
    result: at(result, columns.get('result') ?? -1),
    params: column('params'),
    samples: column('samples'),
    spread: (index) => intervalOf(low?.[index], high?.[index]),
    repeat: (index) => finite(repeat?.[index]),
  }
}

/** Version 1: the value itself, or `{ params, result, stats }`. */
function versionOne(result: JsonNode): Row {
  const { params, samples, stats } = fieldsOf(result.value)
  const of = (index: number) => fieldsOf(listOf(stats)[index])
  return {
    result: isObject(result.value) ? at(result, 'result') : result,
    params,
    samples,
    spread: (index) => intervalOf(...listOf(of(index).ci_99)),
    repeat: (index) => finite(of(index).repeat),
  }
}

function intervalOf(low?: unknown, high?: unknown): Spread | null {
  const [from, to] = [finite(low), finite(high)]
  return from === null || to === null ? null : { kind: 'interval', low: from, high: to, level: 0.99 }
}

function readBenchmark(name: string, row: Row, about: Fields, found: Findings): void {
  const kind = kindOf(name, asText(about.unit))
  const names = listOf(about.param_names)
  const cases = combinations(listOf(row.params).map((values) => listOf(values).map((value) => inWords(value) ?? '')))
  const { result } = row
  const { parent } = result
  const values = Array.isArray(result.value) ? listOf(result.value) : [result.value]
  for (let index = 0; index < values.length; index++) {
    const parameters = condition((cases[index] ?? []).map((value, at) => [asText(names[at]) ?? `param${at + 1}`, value] as const))
    const [list, key] = Array.isArray(result.value) || parent === null ? [result, index] : [parent, result.key]
    const value = values[index]
    // Failed is null, and NaN says that the suite itself left it out.
    if (value === null || Number.isNaN(value)) {
      const title = parameters === '' ? name : `${name} (${parameters})`
      found.flag('skipped-or-errored-row', `${title} has no figure: it ${value === null ? 'failed' : 'was skipped'}.`, at(list, key))
      continue
    }
    const spread = row.spread(index)
    const ran: Ran = { benchmark: name, condition: parameters }
    found.member(list, key, ran, { ...kind.measured, spread, ...samplesOf(row, index) })
    if (kind.isTracked && value !== undefined) flagTracked(kind.measured.unit ?? '', at(list, key), found)
  }
}

/** Single timings, each the mean of several calls; taken in two or more processes, whose borders are not written down. */
function samplesOf({ samples, repeat }: Row, index: number): Pick<Measured, 'samples' | 'sampleKind' | 'values'> {
  const values = finiteList(listOf(samples)[index])
  const count = values?.length ?? repeat(index)
  if (count === null || count === 0) return {}
  return { samples: count, sampleKind: 'repetition', ...(values === null ? {} : { values }) }
}

function flagTracked(unit: string, node: JsonNode, found: Findings): void {
  if (unit === '') found.flag('unit-unknown', 'Tracked values have no unit here: benchmarks.json beside the results would name it.', node)
  found.flag('direction-unknown', 'Nothing says whether more or less of a tracked value is better.', node)
}

/** `itertools.product`: the last parameter varies fastest. */
function combinations(parameters: readonly (readonly string[])[]): string[][] {
  return parameters.reduce<string[][]>((rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])), [[]])
}

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
import { type AsvKind, kindOf } from './asv-benchmark.ts'

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
  const columns = new Map(listOf(fieldsOf(json.value).result_columns).map((name, index) => [asText(name) ?? '', index]))
  const file: AsvFile = { results: at(json, 'results'), suite: suiteBeside(document), columns, figures: [] }
  for (const [name, result] of entries(file.results)) readBenchmark(name, result, file, found)
}

interface AsvFile {
  readonly results: JsonNode
  readonly suite: Fields
  readonly columns: ReadonlyMap<string, number>
  /** What is said of the figure at an index of a list of results: the same for all lists, and asked late. */
  readonly figures: { ran: (list: JsonNode) => Ran; measured: (list: JsonNode) => Measured }[]
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

/** Where the values stand: version 2 has them in a column, version 1 as they are or in an object. */
function valuesOf(result: JsonNode, columns: AsvFile['columns']): JsonNode {
  if (isColumns(result, columns)) return at(result, columns.get('result') ?? -1)
  return isObject(result.value) ? at(result, 'result') : result
}

function paramsOf(result: JsonNode, columns: AsvFile['columns']): readonly unknown[] {
  return listOf(isColumns(result, columns) ? listOf(result.value)[columns.get('params') ?? -1] : fieldsOf(result.value).params)
}

function isColumns({ value }: JsonNode, columns: AsvFile['columns']): boolean {
  return columns.size > 0 && Array.isArray(value)
}

/** What is said of the values, each a list with an entry for every combination of parameters, or missing. */
interface Row {
  samples: unknown
  spread: (index: number) => Spread | null
  repeat: (index: number) => number | null
}

/** Version 2: `[result, params, version, started_at, duration, stats_ci_99_a, …]`, trailing columns left out. */
function rowOf(result: JsonNode, columns: AsvFile['columns']): Row {
  if (!isColumns(result, columns)) return versionOne(result)
  const column = (name: string) => listOf(result.value)[columns.get(name) ?? -1]
  const [low, high, repeat] = [column('stats_ci_99_a'), column('stats_ci_99_b'), column('stats_repeat')].map(listOf)
  return {
    samples: column('samples'),
    spread: (index) => intervalOf(low?.[index], high?.[index]),
    repeat: (index) => finite(repeat?.[index]),
  }
}

/** Version 1: the value itself, or `{ params, result, stats }`. */
function versionOne(result: JsonNode): Row {
  const { samples, stats } = fieldsOf(result.value)
  const of = (index: number) => fieldsOf(listOf(stats)[index])
  return {
    samples,
    spread: (index) => intervalOf(...listOf(of(index).ci_99)),
    repeat: (index) => finite(of(index).repeat),
  }
}

function intervalOf(low?: unknown, high?: unknown): Spread | null {
  const [from, to] = [finite(low), finite(high)]
  return from === null || to === null ? null : { kind: 'interval', low: from, high: to, level: 0.99 }
}

function readBenchmark(name: string, result: JsonNode, file: AsvFile, found: Findings): void {
  const kind = kindIn(name, file)
  const node = valuesOf(result, file.columns)
  const list = Array.isArray(node.value) ? node : node.parent
  const values = Array.isArray(node.value) ? listOf(node.value) : [node.value]
  let isSaid = !kind.isTracked
  for (let index = 0; index < values.length && list !== null; index++) {
    const key = list === node ? index : node.key
    const value = values[index]
    // Failed is null, and NaN says that the suite itself left it out.
    if (value === null || Number.isNaN(value)) {
      const parameters = parametersAt(name, result, index, file)
      const title = parameters === '' ? name : `${name} (${parameters})`
      found.flag('skipped-or-errored-row', `${title} has no figure: it ${value === null ? 'failed' : 'was skipped'}.`, at(list, key))
      continue
    }
    // A number that is all there is of its benchmark says nothing else.
    if (list === file.results) found.member(list, key, { benchmark: name }, kind.measured)
    else {
      const { ran, measured } = figureAt(index, file)
      found.member(list, key, ran, measured)
    }
    if (!isSaid && value !== undefined) {
      flagTracked(kind.measured.unit ?? '', at(list, key), found)
      isSaid = true
    }
  }
}

function kindIn(name: string, { suite }: AsvFile): AsvKind {
  return kindOf(name, asText(fieldsOf(entryOf(suite, name)).unit))
}

function figureAt(index: number, file: AsvFile): AsvFile['figures'][number] {
  const resultOf = (list: JsonNode) => (list.parent === null || list.parent === file.results ? list : list.parent)
  const known = file.figures[index] ?? {
    ran(list) {
      const result = resultOf(list)
      const name = String(result.key)
      return { benchmark: name, condition: parametersAt(name, result, index, file) }
    },
    measured(list) {
      const result = resultOf(list)
      const row = rowOf(result, file.columns)
      return { ...kindIn(String(result.key), file).measured, spread: row.spread(index), ...samplesOf(row, index) }
    },
  }
  file.figures[index] = known
  return known
}

/** Of all combinations of parameters (`itertools.product`, where the last varies fastest) the one at an index. */
function parametersAt(name: string, result: JsonNode, index: number, { suite, columns }: AsvFile): string {
  const names = listOf(fieldsOf(entryOf(suite, name)).param_names)
  const lists = paramsOf(result, columns).map(listOf)
  const said: [string, string][] = []
  let rest = index
  for (let which = lists.length - 1; which >= 0; which--) {
    const list = lists[which] ?? []
    if (list.length === 0) return ''
    said.unshift([asText(names[which]) ?? `param${which + 1}`, inWords(list[rest % list.length]) ?? ''])
    rest = Math.floor(rest / list.length)
  }
  return rest === 0 ? condition(said) : ''
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

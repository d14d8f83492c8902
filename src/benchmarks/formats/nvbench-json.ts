import type { Spread } from '../../model.ts'
import { at, entries, has, isObject, items, type JsonNode, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { isLocalPath } from './model-name.ts'
import { noiseOf, nvbenchFigure, type Timing, timingOf } from './nvbench-metrics.ts'

export function readNvbenchJson(json: JsonNode, found: Findings): void {
  readEnvironment(json, found)
  const kinds = kindsOf()
  for (const bench of items(at(json, 'benchmarks'))) {
    const benchmark = text(at(bench, 'name')) ?? ''
    const noise = noiseOf(benchmark, found)
    for (const state of children(at(bench, 'states'))) readState({ state, benchmark, kinds, noise }, found)
    noise.say()
  }
}

/** Lists since the end of 2021, objects by name before. */
function children(node: JsonNode): JsonNode[] {
  return Array.isArray(node.value) ? items(node) : entries(node).map(([, child]) => child)
}

/** A named value: `[{ "name": NAME, "value": … }]`, or `{ NAME: { "value": … } }` until the end of 2021. */
function named(values: JsonNode, name: string): JsonNode {
  if (!Array.isArray(values.value)) return at(values, name, 'value')
  const index = values.value.findIndex((one: unknown) => isObject(one) && one.name === name)
  return index < 0 ? at(values, name) : at(values, index, 'value')
}

/** What a summary is; worked out once for all that share tag, name and hint. */
interface Kind {
  timing: Timing
  isCount: boolean
  figure: Figure | null
}

function kindsOf(): (tag: string, name: string, hint: string) => Kind {
  const known = new Map<string, Kind>()
  return (tag, name, hint) => {
    const key = `${tag} | ${name} | ${hint}`
    const kind = known.get(key) ?? {
      timing: timingOf({ tag, name, hint }),
      isCount: hint === 'sample_size',
      figure: nvbenchFigure({ tag, name, hint }),
    }
    known.set(key, kind)
    return kind
  }
}

interface Summary extends Kind {
  value: JsonNode
  number: number | null
}

function summaryOf(node: JsonNode, kinds: ReturnType<typeof kindsOf>): Summary {
  const fields = isObject(node.value) ? node.value : {}
  if (typeof fields.tag === 'string') {
    const value = named(at(node, 'data'), 'value')
    return { ...kinds(fields.tag, wordOf(fields.name), wordOf(fields.hint)), value, number: toNumber(value.value) }
  }
  const values = has(fields, 'values') ? at(node, 'values') : node
  const word = (key: string) => wordOf(named(values, key).value)
  const value = named(values, 'value')
  return { ...kinds(String(node.key), word('short_name'), word('hint')), value, number: toNumber(value.value) }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

interface State {
  state: JsonNode
  benchmark: string
  kinds: ReturnType<typeof kindsOf>
  noise: ReturnType<typeof noiseOf>
}

function readState({ state, benchmark, kinds, noise }: State, found: Findings): void {
  const where = conditionOf(state)
  if (at(state, 'is_skipped').value === true) {
    const why = text(at(state, 'skip_reason')) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${benchmark} (${where}) was skipped: ${why.replace(/\.$/, '')}.`, at(state, 'is_skipped'))
    return
  }
  const summaries = children(at(state, 'summaries')).map((node) => summaryOf(node, kinds))
  // The CPU's clock is noisier by nature: only the time of the GPU is judged, where there is one.
  const judged = summaries.some(({ figure }) => figure?.metric === 'GPU Time') ? 'GPU Time' : 'CPU Time'
  for (const { figure, timing, value, number } of summaries) {
    if (figure === null || (figure.role === 'derived' && number === Number.POSITIVE_INFINITY)) continue
    const samples = countOf(summaries, timing)
    const spread = figure.statistic === 'mean' ? spreadOf(summaries, figure.metric) : null
    const sampleKind = samples === null ? null : 'iteration'
    found.json(value, { ...figure, benchmark, condition: where, samples, sampleKind, spread })
    if (figure.statistic === 'cv' && figure.metric === judged) noise.add(number, value)
  }
}

function countOf(summaries: readonly Summary[], timing: Timing): number | null {
  return summaries.find((one) => one.isCount && one.timing === timing)?.number ?? null
}

/** The relative standard deviation beside a mean; infinite where there were too few samples for one. */
function spreadOf(summaries: readonly Summary[], metric: string): Spread | null {
  const value = summaries.find(({ figure }) => figure?.statistic === 'cv' && figure.metric === metric)?.number ?? null
  return value === null || !Number.isFinite(value) ? null : { kind: 'relative-standard-deviation', value }
}

/** Numbers are written as strings, so that large ones stay whole. */
function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value === '') return null
  const number = value === 'inf' ? Number.POSITIVE_INFINITY : Number(value)
  return Number.isNaN(number) ? null : number
}

function conditionOf(state: JsonNode): string {
  const axes = at(state, 'axis_values')
  const values = Array.isArray(axes.value)
    ? items(axes).map((axis) => [text(at(axis, 'name')) ?? '', words(at(axis, 'value'))] as const)
    : entries(axes).map(([name, axis]) => [name, words(at(axis, 'value'))] as const)
  return condition([['Device', words(at(state, 'device'))], ...values])
}

function readEnvironment(json: JsonNode, found: Findings): void {
  const names = items(at(json, 'devices')).flatMap((device) => text(at(device, 'name')) ?? [])
  found.environment('gpu', [...new Set(names)].join(', '))
  found.environment('nvbench', text(at(json, 'meta', 'version', 'nvbench', 'string')))
  const local = items(at(json, 'meta', 'argv')).find((argument) => isLocalPath(text(argument) ?? ''))
  if (local !== undefined)
    found.flag('private-path', 'The command line names paths of the machine: do not publish the file as it is.', local)
}

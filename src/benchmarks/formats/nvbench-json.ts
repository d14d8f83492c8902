import { at, entries, has, items, type JsonNode, number, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { isLocalPath } from './model-name.ts'
import { noiseOf, nvbenchFigure, type Summary, type Timing, timingOf } from './nvbench-metrics.ts'

export function readNvbenchJson(json: JsonNode, found: Findings): void {
  readEnvironment(json, found)
  for (const bench of items(at(json, 'benchmarks'))) {
    const benchmark = text(at(bench, 'name')) ?? ''
    const noise = noiseOf(benchmark, found)
    for (const state of children(at(bench, 'states'))) readState(state, benchmark, noise, found)
    noise.say()
  }
}

/** Lists since the end of 2021, objects by name before. */
function children(node: JsonNode): JsonNode[] {
  return Array.isArray(node.value) ? items(node) : entries(node).map(([, child]) => child)
}

/** A named value: `[{ "name": NAME, "value": … }]`, or `{ NAME: { "value": … } }` until the end of 2021. */
function named(values: JsonNode, name: string): JsonNode {
  const entry = Array.isArray(values.value) ? items(values).find((one) => at(one, 'name').value === name) : at(values, name)
  return entry === undefined ? at(values, name) : at(entry, 'value')
}

interface SummaryNode extends Summary {
  value: JsonNode
}

function summaryOf(node: JsonNode): SummaryNode {
  const tag = text(at(node, 'tag'))
  if (tag !== null) {
    const [name, hint] = [text(at(node, 'name')) ?? '', text(at(node, 'hint')) ?? '']
    return { tag, name, hint, value: named(at(node, 'data'), 'value') }
  }
  const values = has(node.value, 'values') ? at(node, 'values') : node
  const word = (key: string) => words(named(values, key)) ?? ''
  return { tag: String(node.key), name: word('short_name'), hint: word('hint'), value: named(values, 'value') }
}

function readState(state: JsonNode, benchmark: string, noise: ReturnType<typeof noiseOf>, found: Findings): void {
  const where = conditionOf(state)
  if (at(state, 'is_skipped').value === true) {
    const why = text(at(state, 'skip_reason')) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${benchmark} (${where}) was skipped: ${why.replace(/\.$/, '')}.`, at(state, 'is_skipped'))
    return
  }
  const summaries = children(at(state, 'summaries')).map(summaryOf)
  const counts = new Map(summaries.flatMap((one) => (one.hint === 'sample_size' ? [[timingOf(one), toCount(one.value)] as const] : [])))
  for (const summary of summaries) readSummary(summary, summaries, { benchmark, condition: where, ...samplesOf(counts, timingOf(summary)) })

  function readSummary(summary: SummaryNode, all: readonly SummaryNode[], shared: Omit<Figure, 'metric'>): void {
    const figure = nvbenchFigure(summary)
    if (figure === null || (figure.role === 'derived' && toNumber(summary.value) === Number.POSITIVE_INFINITY)) return
    const variation = figure.statistic === 'mean' ? variationOf(figure.metric, all) : null
    const spread = variation === null ? null : ({ kind: 'relative-standard-deviation', value: variation } as const)
    found.json(summary.value, { ...shared, ...figure, spread })
    if (figure.statistic === 'cv' && figure.metric === mainTime(all)) noise.add(toNumber(summary.value), summary.value)
  }
}

function samplesOf(counts: ReadonlyMap<Timing, number | null>, timing: Timing): Pick<Figure, 'samples' | 'sampleKind'> {
  const samples = counts.get(timing) ?? null
  return { samples, sampleKind: samples === null ? null : 'iteration' }
}

/** The relative standard deviation beside a mean; infinite where there were too few samples for one. */
function variationOf(metric: string, summaries: readonly SummaryNode[]): number | null {
  const beside = summaries.find((one) => {
    const figure = nvbenchFigure(one)
    return figure?.statistic === 'cv' && figure.metric === metric
  })
  const variation = beside === undefined ? null : toNumber(beside.value)
  return variation !== null && Number.isFinite(variation) ? variation : null
}

/** The launches of a kernel are on the CPU's clock noisier by nature: only the time of the GPU is judged, where there is one. */
function mainTime(summaries: readonly SummaryNode[]): string {
  return summaries.some((one) => nvbenchFigure(one)?.metric === 'GPU Time') ? 'GPU Time' : 'CPU Time'
}

function toNumber(node: JsonNode): number | null {
  const word = text(node)
  if (word === null) return number(node)
  return word === 'inf' ? Number.POSITIVE_INFINITY : word.trim() === '' || Number.isNaN(Number(word)) ? null : Number(word)
}

function toCount(node: JsonNode): number | null {
  const count = toNumber(node)
  return count !== null && Number.isInteger(count) ? count : null
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

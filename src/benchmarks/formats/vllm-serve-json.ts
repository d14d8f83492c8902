import { at, entries, type JsonNode, number, records, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import { isMissing, judgeRun, serveFigure } from './vllm-serve-metrics.ts'

/** One record a run: a result file, objects appended to it, or the rows of a sweep's summary. */
export function readServeRecords(json: JsonNode, found: Findings): void {
  const runs = records(json)
  const varied = variedKeys(runs)
  const conditions = runs.map((run) => conditionOf(run, varied))
  const names = runs.map((run, index) => `${conditions[index]} ${text(at(run, 'label'))} ${words(at(run, 'run_number'))}`)
  if (new Set(names).size < runs.length)
    found.flag('duplicate-runs-in-file', 'The file holds several runs with the same settings: each counts as a run.')
  for (const [index, run] of runs.entries()) readRun(run, conditions[index] ?? '', found)
  for (const run of runs.slice(0, 1)) readEnvironment(run, varied, found)
}

/** Settings that every run has, and that set figures apart even between files. */
const settings = ['request_rate', 'max_concurrency']

/** Keys that name the run itself, not what was measured. */
const identity = new Set(['date', 'run_number', 'label', 'tokenizer_id'])

/** Texts and numbers of the caller's (`--metadata`, parameters of a sweep) whose values differ within the file. */
function variedKeys(runs: readonly JsonNode[]): string[] {
  const values = new Map<string, Set<string>>()
  for (const run of runs) {
    for (const [key, node] of entries(run)) {
      const said = words(node)
      if (said === null || identity.has(key) || settings.includes(key) || isFigure(key)) continue
      values.set(key, (values.get(key) ?? new Set()).add(said))
    }
  }
  return [...values].flatMap(([key, set]) => (set.size > 1 ? [key] : []))
}

function isFigure(key: string): boolean {
  return serveFigure(key) !== null
}

function conditionOf(run: JsonNode, varied: readonly string[]): string {
  const label = text(at(run, 'label'))
  const own = label !== null && sideOf(label).side === 'unknown' ? [['label', label] as const] : []
  return condition([...own, ...[...settings, ...varied].map((key) => [key, words(at(run, key))] as const)])
}

function readRun(run: JsonNode, where: string, found: Findings): void {
  const completed = number(at(run, 'completed'))
  const prompts = number(at(run, 'num_prompts'))
  const value = (key: string) => number(at(run, key))
  const place = (key: string) => at(run, key)
  if (!judgeRun({ completed, failed: number(at(run, 'failed')), prompts, value, place }, found)) return
  const label = text(at(run, 'label'))
  for (const [key, node] of entries(run)) {
    const figure = serveFigure(key)
    // null stands for what was not asked for (goodput, a limit); "inf" is no figure either.
    if (figure === null || node.value === null || typeof node.value === 'string') continue
    if (isMissing(key, number(node) ?? Number.NaN)) {
      if (key !== 'rtfx') found.flag('zero-means-missing', `${figure.metric} is 0: nothing of the kind was measured.`, node)
      continue
    }
    found.json(node, {
      ...figure,
      ...requestsOf(figure, completed ?? prompts),
      ...spreadOf(run, figure),
      condition: where,
      side: label === null ? 'unknown' : sideOf(label).side,
    })
  }
}

/** Times per token and between chunks summarise others than requests; how many, the file does not say. */
function requestsOf({ metric, role }: Figure, requests: number | null): Pick<Figure, 'samples' | 'sampleKind'> {
  const perToken = metric.startsWith('tpot') || metric.startsWith('itl')
  return role === 'workload' || perToken || requests === null ? {} : { samples: requests, sampleKind: 'request' }
}

function spreadOf(run: JsonNode, { metric, statistic }: Figure): Pick<Figure, 'spread'> {
  const deviation = statistic === 'mean' ? number(at(run, `std_${metric}_ms`)) : null
  return deviation === null ? {} : { spread: { kind: 'standard-deviation', value: deviation } }
}

function readEnvironment(run: JsonNode, varied: readonly string[], found: Findings): void {
  const model = text(at(run, 'model_id')) ?? ''
  const local = /^(?:\/|[A-Za-z]:\\|~)/.test(model)
  if (local) found.flag('private-path', 'The model is named by a path of the machine: only its last part is kept.', at(run, 'model_id'))
  found.environment('model', local ? (model.split(/[/\\]/).at(-1) ?? '') : model)
  for (const [key, node] of entries(run)) {
    if (typeof node.value !== 'string' || own.has(key) || identity.has(key) || settings.includes(key) || varied.includes(key)) continue
    found.environment(key, node.value)
  }
}

/** Texts that vLLM itself writes and that are named otherwise here. */
const own = new Set(['model_id', 'endpoint_type'])

import { at, entries, finite, inWords, isObject, type JsonNode, records, text, words } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import { remember } from '../remember.ts'
import { judgeRun, meansMissing, serveFigure } from './vllm-serve-metrics.ts'

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
  const first = new Map<string, unknown>()
  const varied = new Set<string>()
  for (const { value } of runs) {
    if (!isObject(value)) continue
    for (const key in value) {
      const said = value[key]
      if (serveFigure(key) !== null || identity.has(key) || inWords(said) === null || settings.includes(key)) continue
      if (!first.has(key)) first.set(key, said)
      else if (first.get(key) !== said) varied.add(key)
    }
  }
  return [...first.keys()].filter((key) => varied.has(key))
}

function conditionOf(run: JsonNode, varied: readonly string[]): string {
  const label = text(at(run, 'label'))
  const own = label !== null && sideOf(label).side === 'unknown' ? [['label', label] as const] : []
  return condition([...own, ...[...settings, ...varied].map((key) => [key, words(at(run, key))] as const)])
}

function readRun(run: JsonNode, where: string, found: Findings): void {
  const fields = run.value
  if (!isObject(fields)) return
  const [completed, failed, prompts] = [finite(fields.completed), finite(fields.failed), finite(fields.num_prompts)]
  const requests = completed ?? prompts
  if (!judgeRun({ completed, failed, prompts, value: (key) => finite(fields[key]), place: (key) => at(run, key) }, found)) return
  const given: Ran = { condition: where, side: typeof fields.label === 'string' ? sideOf(fields.label).side : 'unknown' }
  const served: Ran = requests === null ? given : { ...given, samples: requests, sampleKind: 'request' }
  for (const key in fields) {
    const measured = serveFigure(key)
    const value = fields[key]
    // null stands for what was not asked for (goodput, a limit); "inf" is no figure either.
    if (measured === null || value === null || typeof value === 'string') continue
    if (value === 0 && meansMissing(key)) {
      if (key !== 'rtfx') found.flag('zero-means-missing', `${measured.metric} is 0: nothing of the kind was measured.`, at(run, key))
      continue
    }
    const deviation = measured.statistic === 'mean' ? finite(fields[deviationOf(measured.metric)]) : null
    const spread = deviation === null ? null : ({ kind: 'standard-deviation', value: deviation } as const)
    found.member(run, key, summarisesRequests(measured) ? served : given, spread === null ? measured : { ...measured, spread })
  }
}

const deviationOf = remember((metric) => `std_${metric}_ms`)

/** Times per token and between chunks summarise others than requests; how many, the file does not say. */
function summarisesRequests({ metric, role }: Measured): boolean {
  return role !== 'workload' && !metric.startsWith('tpot') && !metric.startsWith('itl')
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

import { asText, at, entries, fieldsOf, finite, inWords, type JsonNode, records, text } from '../document/node.ts'
import type { Findings, Late, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import { remember, rememberColumn } from '../remember.ts'
import { judgeRun, meansMissing, serveFigure } from './vllm-serve-metrics.ts'

/** One record a run: a result file, objects appended to it, or the rows of a sweep's summary. */
export function readServeRecords(json: JsonNode, found: Findings): void {
  const runs = records(json)
  const varied = variedKeys(runs)
  if (hasTwice(runs, varied))
    found.flag('duplicate-runs-in-file', 'The file holds several runs with the same settings: each counts as a run.')
  const keys = [...settings, ...varied]
  const ran = (run: JsonNode): Ran => ranIn(run, keys)
  // null stands for what was not asked for (goodput, a limit); "inf" is no figure either.
  const isAbsent = (value: unknown, key: string, run: JsonNode) =>
    value === null || typeof value === 'string' || (value === 0 && isMissing(run, key, found))
  for (const run of runs) if (isGood(run, found)) found.members(run, ran, measuredAs, isAbsent)
  for (const run of runs.slice(0, 1)) readEnvironment(run, varied, found)
}

/** Settings that every run has, and that set figures apart even between files. */
const settings = ['request_rate', 'max_concurrency']

/** Keys that name the run itself, not what was measured. */
const identity = new Set(['date', 'run_number', 'label', 'tokenizer_id'])

/** Texts and numbers of the caller's (`--metadata`, parameters of a sweep) whose values differ within the file. */
function variedKeys(runs: readonly JsonNode[]): string[] {
  const isOwn = rememberColumn((key) => serveFigure(key) === null && !identity.has(key) && !settings.includes(key))
  const first = new Map<string, unknown>()
  const varied = new Set<string>()
  for (const { value } of runs) {
    const fields = fieldsOf(value)
    let column = 0
    for (const key in fields) {
      if (!isOwn(key, column++) || varied.has(key)) continue
      const said = fields[key]
      // Objects, lists and null say nothing.
      if (typeof said === 'object') continue
      const before = first.get(key)
      if (before === undefined) first.set(key, said)
      else if (before !== said) varied.add(key)
    }
  }
  return [...first.keys()].filter((key) => varied.has(key))
}

/** Whether two runs of the file are named alike. */
function hasTwice(runs: readonly JsonNode[], varied: readonly string[]): boolean {
  const names = new Set<string>()
  for (const run of runs) {
    const name = nameOf(run, varied)
    if (names.has(name)) return true
    names.add(name)
  }
  return false
}

const named = ['label', 'run_number', ...settings]

/** What sets a run apart from the others of its file. */
function nameOf({ value }: JsonNode, varied: readonly string[]): string {
  const fields = fieldsOf(value)
  let name = ''
  for (const key of named) name += ` ${inWords(fields[key])}`
  for (const key of varied) name += ` ${inWords(fields[key])}`
  return name
}

function ranIn({ value }: JsonNode, keys: readonly string[]): Ran {
  const fields = fieldsOf(value)
  const label = asText(fields.label)
  const side = label === null ? 'unknown' : sideOf(label).side
  const parameters = keys.map((key) => [key, inWords(fields[key])] as const)
  return { condition: condition(side === 'unknown' ? [['label', label], ...parameters] : parameters), side }
}

type Fields = Readonly<Record<string, unknown>>

function requestsOf({ completed, num_prompts }: Fields): Pick<Ran, 'samples' | 'sampleKind'> {
  const requests = finite(completed) ?? finite(num_prompts)
  return requests === null ? {} : { samples: requests, sampleKind: 'request' }
}

/** Says what is wrong with a run; answers whether its figures mean anything. */
function isGood(run: JsonNode, found: Findings): boolean {
  const fields = fieldsOf(run.value)
  const [completed, failed, prompts] = [finite(fields.completed), finite(fields.failed), finite(fields.num_prompts)]
  return judgeRun({ completed, failed, prompts, value: (key) => finite(fields[key]), place: (key) => at(run, key) }, found)
}

/** Whether 0 under a key is no figure; says so, but of what only speech recognition has. */
function isMissing(run: JsonNode, key: string, found: Findings): boolean {
  const measured = meansMissing(key) ? serveFigure(key) : null
  if (measured !== null && key !== 'rtfx')
    found.flag('zero-means-missing', `${measured.metric} is 0: nothing of the kind was measured.`, at(run, key))
  return measured !== null
}

/** What a key measures; null for one that is no figure. */
const measuredAs = remember((key): Late<Measured> | null => {
  const measured = serveFigure(key)
  const isOfRun = measured !== null && (summarisesRequests(measured) || measured.statistic === 'mean')
  return isOfRun ? (run) => inRun(measured, fieldsOf(run.value)) : measured
})

function inRun(measured: Measured, fields: Fields): Measured {
  const deviation = measured.statistic === 'mean' ? finite(fields[`std_${measured.metric}_ms`]) : null
  return {
    ...measured,
    ...(summarisesRequests(measured) && requestsOf(fields)),
    ...(deviation !== null && { spread: { kind: 'standard-deviation', value: deviation } }),
  }
}

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

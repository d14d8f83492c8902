import type { Better } from '../../model.ts'
import { asText, at, childValue, fieldsOf, finite, has, type JsonNode, keysOf, listOf, number, text, words } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { remember } from '../remember.ts'
import { documentCount, scoreDirection, scoreUnit } from './lm-eval-metrics.ts'
import { modelName } from './model-name.ts'

export function readEvalResults(json: JsonNode, found: Findings): void {
  const limit = at(json, 'config', 'limit')
  if (number(limit) !== null)
    found.flag('limit-set', `Only ${words(limit)} documents of each task were run: these are no real scores.`, limit)
  readEnvironment(json, found)
  const results = at(json, 'results')
  const tasks = fieldsOf(results.value)
  const [shots, versions] = [at(json, 'n-shot'), at(json, 'versions')]
  const seen: Seen = { scores: 0, bare: 0, firstBare: null, few: null }
  for (const task of keysOf(tasks)) {
    const row = { value: tasks[task], parent: results, key: task }
    readSetting(shots, row, shotsAs, found)
    readSetting(versions, row, versionAs, found)
    readScores(row, seen, found)
  }
  flagScores(seen, found)
}

/** What is said of all scores together: how many there are, and how many have no standard error. */
interface Seen {
  scores: number
  bare: number
  firstBare: JsonNode | null
  few: { task: string | number; samples: number; node: JsonNode } | null
}

function flagScores({ scores, bare, firstBare, few }: Seen, found: Findings): void {
  if (few !== null)
    found.flag('few-samples', `${few.task} was run on ${few.samples} documents: one more right moves the score by over 1 %.`, few.node)
  if (firstBare !== null) found.flag('not-a-number', `${bare} of ${scores} scores have no standard error.`, firstBare)
}

const shotsAs: Measured = { metric: 'n-shot', role: 'workload' }
const versionAs: Measured = { metric: 'version', role: 'workload' }

function readSetting(settings: JsonNode, row: JsonNode, measured: Measured, found: Findings): void {
  if (finite(ofTask(settings.value, row)) !== null && !isGroup(row))
    found.member(settings, row.key, { benchmark: String(row.key) }, measured)
}

/** The scores of a task and their standard errors, each right behind its score. */
function readScores(row: JsonNode, seen: Seen, found: Findings): void {
  const fields = fieldsOf(row.value)
  const documents = seen.few === null ? documentsOf(row) : null
  for (const key in fields) {
    const column = columnOf(key)
    const value = fields[key]
    if (column === null || (typeof value !== 'number' && value !== null)) continue
    found.member(row, key, column.ran, column.score)
    const stderr = finite(fields[column.errorKey])
    if (stderr !== null) found.member(row, column.errorKey, column.ran, column.stderr)
    seen.scores++
    if (stderr === null && seen.bare++ === 0) seen.firstBare = at(row, key)
    const samples = documents === null ? null : samplesOf(documents, value, stderr)
    if (samples !== null && samples < 100) seen.few ??= { task: row.key, samples, node: at(row, key) }
  }
}

interface Column {
  readonly ran: (row: JsonNode) => Ran
  readonly score: (row: JsonNode) => Measured
  readonly stderr: (row: JsonNode) => Measured
  /** Where the standard error of the score stands. */
  readonly errorKey: string
}

/** `exact_match,strict-match`; until 2023 without a filter. Null for what is no score. */
const columnOf = remember((key): Column | null => {
  const [metric = '', filter = ''] = key.split(',')
  if (metric.endsWith('_stderr') || /^(?:alias|name|sample_len|sample_count)$|^ *$/.test(metric)) return null
  const errorKey = `${metric}_stderr${filter === '' ? '' : `,${filter}`}`
  const measured = (row: JsonNode, stderr: number | null): Measured => {
    const samples = samplesOf(documentsOf(row), childValue(row.value, key), stderr)
    return { metric, unit: scoreUnit(metric), samples, sampleKind: samples === null ? null : 'document' }
  }
  const errorOf = (row: JsonNode) => finite(childValue(row.value, errorKey))
  return {
    errorKey,
    ran: ranOf(filter),
    score(row) {
      const stderr = errorOf(row)
      const spread = stderr === null ? null : ({ kind: 'standard-error', value: stderr } as const)
      const role = isGroup(row) ? 'aggregate' : 'result'
      return { ...measured(row, stderr), statistic: 'mean', better: directionOf(row, metric), spread, role }
    },
    stderr: (row) => ({ ...measured(row, errorOf(row)), statistic: 'stderr', role: 'derived' }),
  }
})

const ranOf = remember((filter) => {
  const where = filter === 'none' ? '' : condition([['filter', filter]])
  return (row: JsonNode): Ran => ({ benchmark: String(row.key), condition: where })
})

/** What a part of the file beside `results` says of a task. */
function saidOf(row: JsonNode, part: string): unknown {
  return ofTask(childValue(row.parent?.parent?.value, part), row)
}

/** Parts say nothing of most tasks: whether they have it is asked sooner than what it is. */
function ofTask(part: unknown, { key }: JsonNode): unknown {
  return has(part, String(key)) ? part[key] : undefined
}

function isGroup(row: JsonNode): boolean {
  return listOf(saidOf(row, 'group_subtasks')).length > 0
}

/** What the file says of how many documents a task has; a group has none of its own. */
interface Documents {
  readonly isGroup: boolean
  readonly declared: number | null
}

function documentsOf(row: JsonNode): Documents {
  return { isGroup: isGroup(row), declared: finite(childValue(saidOf(row, 'n-samples'), 'effective')) }
}

function samplesOf({ isGroup, declared }: Documents, score: unknown, stderr: number | null): number | null {
  if (isGroup) return null
  return declared ?? (stderr === null ? null : documentCount(finite(score) ?? Number.NaN, stderr))
}

/** What the file declares of the metric, else what its name says, else what it declares of all metrics of the task. */
function directionOf(row: JsonNode, metric: string): Better {
  const declared = [
    ...Object.entries(fieldsOf(saidOf(row, 'higher_is_better'))),
    ...listOf(childValue(saidOf(row, 'configs'), 'metric_list')).map(
      (one) => [asText(childValue(one, 'metric')) ?? '', childValue(one, 'higher_is_better')] as const,
    ),
  ].filter(([, isHigher]) => typeof isHigher === 'boolean')
  const own = declared.find(([name]) => name === metric)
  const byName = scoreDirection(metric)
  if (own === undefined && byName !== 'unknown') return byName
  const values = new Set((own === undefined ? declared : [own]).map(([, isHigher]) => isHigher))
  return values.size === 1 ? (values.has(true) ? 'higher' : 'lower') : 'unknown'
}

function readEnvironment(json: JsonNode, found: Findings): void {
  const settings = at(json, 'config', 'model_args')
  const named =
    text(at(json, 'model_name')) ??
    text(at(settings, 'pretrained')) ??
    /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(text(settings) ?? '')?.[1] ??
    null
  found.environment('model', modelName(named, settings, found))
  found.environment('harness', words(at(json, 'git_hash')))
  found.environment('lm_eval', text(at(json, 'lm_eval_version')))
  // Scores with and without a chat template, or with another one, are scores of different questions.
  found.environment('chat_template', text(at(json, 'chat_template_sha')))
  found.environment('fewshot_as_multiturn', words(at(json, 'fewshot_as_multiturn')))
  found.environment('dtype', text(at(json, 'config', 'model_dtype')))
  found.environment('transformers', words(at(json, 'transformers_version')))
  const machine = text(at(json, 'pretty_env_info')) ?? ''
  for (const [key, pattern] of machineParts) found.environment(key, pattern.exec(machine)?.[1] ?? null)
}

/** Lines of torch.utils.collect_env. */
const machineParts: readonly [string, RegExp][] = [
  ['gpu', /^(?:GPU models and configuration: )?GPU 0: ([^\n]+)$/m],
  ['driver', /^Nvidia driver version: (\d[^\n]*)$/m],
  ['os', /^OS: ([^\n]+)$/m],
  ['torch', /^PyTorch version: ([^\n]+)$/m],
  ['python', /^Python version: (\S+)/m],
]

import type { Better } from '../../model.ts'
import { at, entries, items, type JsonNode, number, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { remember } from '../remember.ts'
import { documentCount, scoreDirection, scoreUnit } from './lm-eval-metrics.ts'
import { modelName } from './model-name.ts'

export function readEvalResults(json: JsonNode, found: Findings): void {
  const limit = at(json, 'config', 'limit')
  if (number(limit) !== null)
    found.flag('limit-set', `Only ${words(limit)} documents of each task were run: these are no real scores.`, limit)
  readEnvironment(json, found)
  const scores = entries(at(json, 'results')).flatMap(([task, node]) => readTask({ json, task, node }, found))
  const few = scores.find(({ samples }) => samples !== null && samples < 100)
  if (few !== undefined)
    found.flag('few-samples', `${few.task} was run on ${few.samples} documents: one more right moves the score by over 1 %.`, few.node)
  const bare = scores.filter(({ stderr }) => stderr === null)
  if (bare[0] !== undefined) found.flag('not-a-number', `${bare.length} of ${scores.length} scores have no standard error.`, bare[0].node)
}

interface Task {
  json: JsonNode
  task: string
  node: JsonNode
}

interface Score {
  task: string
  node: JsonNode
  samples: number | null
  stderr: number | null
}

/** `exact_match,strict-match`; until 2023 without a filter. */
const keyParts = remember((key) => {
  const [metric = '', filter = ''] = key.split(',')
  return { metric, filter, isScore: !metric.endsWith('_stderr') && !/^(?:alias|name|sample_len|sample_count)$|^ *$/.test(metric) }
})

function readTask({ json, task, node }: Task, found: Findings): Score[] {
  const isGroup = items(at(json, 'group_subtasks', task)).length > 0
  for (const key of ['n-shot', 'versions']) {
    const setting = at(json, key, task)
    if (number(setting) !== null && !isGroup)
      found.json(setting, { benchmark: task, metric: key === 'versions' ? 'version' : key, role: 'workload' })
  }
  return entries(node).flatMap(([key, score]) => {
    const { metric, filter, isScore } = keyParts(key)
    if (!isScore) return []
    if (typeof score.value !== 'number' && score.value !== null) return []
    const errorNode = at(node, `${metric}_stderr${filter === '' ? '' : `,${filter}`}`)
    const stderr = number(errorNode)
    const declared = number(at(json, 'n-samples', task, 'effective'))
    const samples = isGroup ? null : (declared ?? (stderr === null ? null : documentCount(number(score) ?? Number.NaN, stderr)))
    const shared: Figure = {
      benchmark: task,
      metric,
      unit: scoreUnit(metric),
      condition: filter === 'none' ? '' : condition([['filter', filter]]),
      samples,
      sampleKind: samples === null ? null : 'document',
    }
    const spread = stderr === null ? null : ({ kind: 'standard-error', value: stderr } as const)
    const better = directionOf({ json, task, node }, metric)
    found.json(score, { ...shared, statistic: 'mean', better, spread, role: isGroup ? 'aggregate' : 'result' })
    if (stderr !== null) found.json(errorNode, { ...shared, statistic: 'stderr', role: 'derived' })
    return [{ task, node: score, samples, stderr }]
  })
}

/** What the file declares of the metric, else what its name says, else what it declares of all metrics of the task. */
function directionOf({ json, task }: Task, metric: string): Better {
  const list = items(at(json, 'configs', task, 'metric_list'))
  const declared = [
    ...entries(at(json, 'higher_is_better', task)).map(([name, { value }]) => ({ name, value })),
    ...list.map((one) => ({ name: text(at(one, 'metric')) ?? '', value: at(one, 'higher_is_better').value })),
  ].filter((one) => typeof one.value === 'boolean')
  const own = declared.find(({ name }) => name === metric)
  const byName = scoreDirection(metric)
  if (own === undefined && byName !== 'unknown') return byName
  const values = new Set((own === undefined ? declared : [own]).map(({ value }) => value))
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

import { asText, at, fieldsOf, finite, has, isListOf, items, type JsonNode } from '../document/node.ts'
import type { Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { helmFigure } from './helm-metrics.ts'

/** https://github.com/stanford-crfm/helm: helm/benchmark/metrics/statistic.py, metric_name.py */
export const helm: Reader = {
  name: 'helm',
  title: 'HELM',
  docs: '`stats.json` of a run; the run is named by its folder, and what was perturbed on purpose is no result.',
  primary: ['exact_match', 'inference_runtime'],
  detect: ({ json }) =>
    isListOf(
      Array.isArray(json?.value) ? json.value.slice(0, 20) : null,
      (one) => has(one, 'name', 'count', 'sum', 'sum_squared') && has(one.name, 'name'),
    ),
  parse(document, found) {
    if (document.json === null) return
    const stats = items(document.json)
    const instances = stats.find(({ value }) => fieldsOf(fieldsOf(value).name).name === 'num_instances' && isPlain(value))
    const counted = instances === undefined ? null : finite(fieldsOf(instances.value).mean)
    const samples = counted !== null && Number.isInteger(counted) ? counted : null
    if (samples !== null && samples < 100 && instances !== undefined)
      found.flag('few-samples', `The run has ${samples} instances: one more right moves a score by over 1 %.`, at(instances, 'mean'))
    const benchmark = runOf(document.path)
    const ran = (stat: JsonNode) => ranIn(stat, benchmark, samples)
    for (const stat of stats) if (isCounted(stat.value)) found.member(stat, 'mean', ran, measuredIn)
  },
}

type Fields = Readonly<Record<string, unknown>>

/** Whether a statistic is of the test split, and of instances as they are. */
function isPlain(stat: unknown): boolean {
  const { split, perturbation } = fieldsOf(fieldsOf(stat).name)
  return (split === undefined || split === 'test') && perturbation === undefined
}

/** `…/runs/v1/mmlu:subject=math,model=x/stats.json` → the run's own name; empty where the folder is not HELM's. */
function runOf(path: string): string {
  const folder = path.split('/').at(-2) ?? ''
  return folder.includes(':') || folder.includes('model=') ? folder : ''
}

/** Of what was not counted there is a sum of 0 and no mean. */
function isCounted(stat: unknown): boolean {
  const { name, mean } = fieldsOf(stat)
  return mean !== undefined && metricOf(fieldsOf(name)) !== ''
}

function metricOf({ name }: Fields): string {
  return asText(name) ?? ''
}

function ranIn(stat: JsonNode, benchmark: string, samples: number | null): Ran {
  const name = fieldsOf(fieldsOf(stat.value).name)
  const perturbation = fieldsOf(name.perturbation)
  const where = condition([
    ['split', asText(name.split)],
    ['sub_split', asText(name.sub_split)],
    ['perturbation', asText(perturbation.name)],
    ['computed_on', asText(perturbation.computed_on)],
  ])
  const ran: Ran = { benchmark, condition: where }
  if (columnsOf(metricOf(name)).plain.role === 'workload') return ran
  return { ...ran, samples, sampleKind: samples === null ? null : 'document' }
}

function measuredIn({ value }: JsonNode): Measured {
  const { plain, perturbed } = columnsOf(metricOf(fieldsOf(fieldsOf(value).name)))
  return isPlain(value) ? plain : perturbed
}

/** What was perturbed on purpose is no result. */
const columnsOf = remember((metric): { plain: Measured; perturbed: Measured } => {
  const plain: Measured = { ...helmFigure(metric), statistic: 'mean' }
  return { plain, perturbed: { ...plain, role: 'derived' } }
})

import { asText, at, fieldsOf, finite, has, isListOf, items, type JsonNode } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
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
    for (const stat of stats) readStat(stat, { benchmark, samples }, found)
  },
}

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

function readStat(stat: JsonNode, { benchmark, samples }: { benchmark: string; samples: number | null }, found: Findings): void {
  const fields = fieldsOf(stat.value)
  const name = fieldsOf(fields.name)
  const metric = asText(name.name) ?? ''
  // Nothing was counted: there is a sum of 0 and no mean.
  if (metric === '' || fields.mean === undefined) return
  const perturbation = fieldsOf(name.perturbation)
  const where = condition([
    ['split', asText(name.split)],
    ['sub_split', asText(name.sub_split)],
    ['perturbation', asText(perturbation.name)],
    ['computed_on', asText(perturbation.computed_on)],
  ])
  const { plain, perturbed } = columnsOf(metric)
  const ran: Ran = { benchmark, condition: where }
  if (plain.role !== 'workload') {
    ran.samples = samples
    ran.sampleKind = samples === null ? null : 'document'
  }
  found.member(stat, 'mean', ran, isPlain(stat.value) ? plain : perturbed)
}

/** What was perturbed on purpose is no result. */
const columnsOf = remember((metric): { plain: Measured; perturbed: Measured } => {
  const plain: Measured = { ...helmFigure(metric), statistic: 'mean' }
  return { plain, perturbed: { ...plain, role: 'derived' } }
})

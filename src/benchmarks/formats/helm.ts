import { at, has, isListOf, items, type JsonNode, number, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
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
    const instances = stats.find((one) => at(one, 'name', 'name').value === 'num_instances' && isPlain(one))
    const counted = instances === undefined ? null : number(at(instances, 'mean'))
    const samples = counted !== null && Number.isInteger(counted) ? counted : null
    if (samples !== null && samples < 100 && instances !== undefined)
      found.flag('few-samples', `The run has ${samples} instances: one more right moves a score by over 1 %.`, at(instances, 'mean'))
    const benchmark = runOf(document.path)
    for (const stat of stats) readStat(stat, { benchmark, samples }, found)
  },
}

/** Whether a statistic is of the test split, and of instances as they are. */
function isPlain(stat: JsonNode): boolean {
  const split = at(stat, 'name', 'split').value
  return (split === undefined || split === 'test') && at(stat, 'name', 'perturbation').value === undefined
}

/** `…/runs/v1/mmlu:subject=math,model=x/stats.json` → the run's own name; empty where the folder is not HELM's. */
function runOf(path: string): string {
  const folder = path.split('/').at(-2) ?? ''
  return folder.includes(':') || folder.includes('model=') ? folder : ''
}

function readStat(stat: JsonNode, { benchmark, samples }: { benchmark: string; samples: number | null }, found: Findings): void {
  const name = at(stat, 'name')
  const metric = text(at(name, 'name')) ?? ''
  const mean = at(stat, 'mean')
  // Nothing was counted: there is a sum of 0 and no mean.
  if (metric === '' || mean.value === undefined) return
  const figure = helmFigure(metric)
  const where = condition([
    ['split', text(at(name, 'split'))],
    ['sub_split', text(at(name, 'sub_split'))],
    ['perturbation', text(at(name, 'perturbation', 'name'))],
    ['computed_on', text(at(name, 'perturbation', 'computed_on'))],
  ])
  const role = isPlain(stat) ? (figure.role ?? 'result') : 'derived'
  const counted = figure.role === 'workload' ? {} : { samples, sampleKind: samples === null ? null : ('document' as const) }
  found.json(mean, { ...figure, benchmark, statistic: 'mean', condition: where, ...counted, role })
}

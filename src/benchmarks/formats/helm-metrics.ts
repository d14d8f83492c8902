import type { Measured } from '../findings.ts'
import { scoreDirection, scoreUnit } from './lm-eval-metrics.ts'

const workload = { role: 'workload' } as const

/** What a statistic of HELM measures: by its name, for the file says neither unit nor direction. */
export function helmFigure(metric: string): Measured {
  // What a model answered (its length, why it stopped) is an outcome without a good direction.
  if (/^num_(?!output_tokens$|completion_tokens$)|^batch_size$/.test(metric)) return { ...workload, metric }
  if (/runtime/.test(metric)) return { metric, unit: 's', better: 'lower' }
  if (/^training_(?:co2|energy)_cost$/.test(metric)) return { ...workload, metric }
  const plain = metric.replace(/@\d+$/, '')
  const byName = scoreDirection(plain)
  return { metric, unit: scoreUnit(plain), better: byName }
}

import type { Better } from '../../model.ts'
import type { Figure } from '../findings.ts'

/** Names of the modes: throughput, average time, sampling, single shots. */
export const jmhModes = 'thrpt|avgt|sample|ss'

const timeUnit = /^(?:[num]?s|us|min|hr|day)\/op$/
const rateUnit = /^ops\/(?:[num]?s|us|min|hr|day)$/

/**
 * The primary metric: the unit says what it is, since a benchmark may have been saved under a mode that it was not run
 * with. Two modes of one benchmark stay apart.
 */
export function scoreOf(mode: string, unit: string): Pick<Figure, 'metric' | 'better' | 'unit' | 'statistic'> {
  const isTime = timeUnit.test(unit) || (!rateUnit.test(unit) && mode !== 'thrpt')
  return { metric: isTime ? 'time' : 'throughput', better: isTime ? 'lower' : 'higher', unit, statistic: 'mean' }
}

/** Modes that may stand beside average time for the same benchmark. */
export function modeCondition(mode: string): string | null {
  return mode === 'sample' || mode === 'ss' ? mode : null
}

/** Results of profilers and of the threads of a group; profilers mark theirs with a dot (`·gc.alloc.rate.norm`). */
export function secondaryOf(label: string, unit: string): Pick<Figure, 'metric' | 'better' | 'unit' | 'statistic'> {
  const metric = label.replace(/^[·+]/, '')
  return { metric, better: betterOf(metric, unit), unit, statistic: sums.has(metric) ? 'sum' : 'mean' }
}

/** What the profiler of the collector adds up over all iterations (`AggregationPolicy.SUM`): no iteration has the score. */
const sums = new Set(['gc.count', 'gc.time'])

/** How fast memory is allocated is neither good nor bad; how much of it an operation takes is. */
function betterOf(metric: string, unit: string): Better {
  if (metric.startsWith('gc.')) return metric.endsWith('.norm') || metric === 'gc.time' || metric === 'gc.count' ? 'lower' : 'unknown'
  if (rateUnit.test(unit)) return 'higher'
  return timeUnit.test(unit) ? 'lower' : 'unknown'
}

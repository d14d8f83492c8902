/** What Nsight Compute's metrics say: only few of them have a good direction at all. */
import type { Better, Measurement } from '../../model.ts'

/** Time and cycles of the whole launch are better when low; how much of a unit's peak is reached, and hits, when high. */
export function ncuDirection(metric: string): Better {
  if (/^(?:Duration|Elapsed Cycles)$|^gpu__time_duration\.|^(?:gpc|sm)__cycles_elapsed\.(?:max|avg)$/.test(metric)) return 'lower'
  if (/ Throughput$|^Achieved Occupancy$| Hit Rate$|__bytes\S*\.sum\.per_second$|hit_rate\./.test(metric)) return 'higher'
  return 'unknown'
}

/** Shares of a peak show where a kernel stands, and are no goal by themselves; what was launched is the workload. */
export function ncuRole(metric: string, unit: string): Measurement['role'] {
  if (/^(?:Block Size|Grid Size|Threads|# SMs|# Pass Groups|launch__(?:block|grid)_size|launch__thread_count)$/.test(metric))
    return 'workload'
  return unit === '%' ? 'derived' : 'result'
}

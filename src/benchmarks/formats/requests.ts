/** What an honest reader says about a run of requests: how many failed, and what its latencies hide. */
import type { Findings, Place } from '../findings.ts'

/** Null stands for what the file does not say. */
export interface Requests {
  completed: number | null
  failed: number | null
  /** Whether the tool counts failed requests into its latencies and rates. */
  included?: boolean
  /** Where the file says it. */
  place?: Place | undefined
}

/** Says how many requests failed; answers whether the figures of the others mean anything. */
export function judgeRequests({ completed, failed, included, place }: Requests, found: Findings): boolean {
  if (completed === 0) {
    found.flag('all-failed', 'No request succeeded: there is no figure, whatever the file says.', place)
    return false
  }
  if (failed === null) found.flag('failures-unknown', 'The file does not say how many requests failed.')
  else if (failed > 0) {
    const all = completed === null ? `${failed} requests` : `${failed} of ${failed + completed} requests`
    found.flag('partial-failure', `${all} failed: the figures ${included ? 'include them' : 'are those of the others'}.`, place)
  }
  return true
}

/** Says that a mean and a median of the same samples lie more than a fifth apart. */
export function judgeMean(metric: string, mean: number | null, median: number | null, place: Place | undefined, found: Findings): void {
  if (mean === null || median === null || median <= 0 || Math.abs(mean / median - 1) <= 0.2) return
  found.flag('mean-median-gap', `Mean and median of ${metric} differ by more than 20 %: the mean is moved by a few requests.`, place)
}

/** Says that a percentile (`p99`) lies beyond what so few samples can show: it is their worst one. */
export function judgeTail(statistic: string, samples: number | null, place: Place | undefined, found: Findings): void {
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1]
  if (percent === undefined || samples === null || samples <= 0 || Number(percent) < 90) return
  if (samples * (100 - Number(percent)) >= 100) return
  found.flag('percentile-beyond-n', `The ${statistic} of ${samples} samples says no more than the worst one or two of them.`, place)
}

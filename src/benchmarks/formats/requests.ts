/** What an honest reader says about a run of requests: how many failed, and what its latencies hide. */
import type { Findings, Place } from '../findings.ts'
import { remember, rememberLast } from '../remember.ts'

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
  if (samples !== null && isBeyond(statistic, samples)) found.flag('percentile-beyond-n', beyond(statistic)(samples), place)
}

/** Of many metrics with as many samples the same is said. */
const beyond = remember((statistic) =>
  rememberLast((samples: number) => `The ${statistic} of ${samples} samples says no more than the worst one or two of them.`),
)

/** Whether it does; for readers that would make a place for each of many that do not. */
export function isBeyond(statistic: string, samples: number | null): boolean {
  if (samples === null || samples <= 0) return false
  const percent = percentOf(statistic)
  return percent !== null && percent >= 90 && samples * (100 - percent) < 100
}

const percentOf = remember((statistic: string): number | null => {
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1]
  return percent === undefined ? null : Number(percent)
})

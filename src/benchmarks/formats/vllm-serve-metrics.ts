/** What vLLM's serving benchmark measures, by its JSON key. */
import type { Findings, Measured, Place } from '../findings.ts'
import { splitKey } from '../labels.ts'
import { remember } from '../remember.ts'

const requests = { unit: 'req/s', better: 'higher' } as const
const tokens = { unit: 'tok/s', better: 'higher' } as const
const workload = { role: 'workload' } as const

const known = new Map<string, Omit<Measured, 'metric'>>(
  Object.entries({
    request_throughput: requests,
    request_goodput: requests,
    output_throughput: tokens,
    input_throughput: tokens,
    total_token_throughput: tokens,
    // The best of its one-second windows.
    max_output_tokens_per_s: { ...tokens, statistic: 'max' },
    duration: { unit: 's', better: 'lower' },
    completed: { ...workload, unit: 'requests', better: 'higher' },
    failed: { ...workload, unit: 'requests', better: 'lower' },
    num_prompts: { ...workload, unit: 'requests' },
    request_rate: { ...workload, unit: 'req/s' },
    burstiness: workload,
    max_concurrency: workload,
    max_concurrent_requests: workload,
    total_input_tokens: { ...workload, unit: 'tok' },
    total_output_tokens: { ...workload, unit: 'tok' },
    rtfx: { better: 'higher' },
    spec_decode_acceptance_rate: { unit: '%', better: 'higher' },
    spec_decode_acceptance_length: { better: 'higher' },
  } satisfies Record<string, Omit<Measured, 'metric'>>),
)

const zeroIsMissing = /^(?:rtfx|request_goodput|.*(?:ttft|tpot|itl|e2el)_ms)$/

/** What a key measures; null for a key that is no figure. Times of the summary are in milliseconds. */
export const serveFigure = remember((key): Measured | null => {
  const figure = known.get(key)
  if (figure !== undefined) return { ...figure, metric: key }
  const parts = key.endsWith('_ms') ? splitKey(key.slice(0, -3)) : null
  if (parts === null) return null
  const role = parts.statistic === 'stddev' ? 'derived' : 'result'
  return { metric: parts.metric, statistic: parts.statistic, unit: 'ms', better: 'lower', role }
})

/** Whether 0 of a key means that nothing of the kind was measured. */
export const meansMissing = remember((key) => zeroIsMissing.test(key))

/** A run as both its forms describe it. */
export interface ServeRun {
  /** Requests that succeeded, failed, and were to be sent; null where the file does not say. */
  completed: number | null
  failed: number | null
  prompts: number | null
  /** Value of a key. */
  value: (key: string) => number | null
  place: (key: string) => Place
}

/** Says what is wrong with a run; answers whether its figures mean anything. */
export function judgeRun(run: ServeRun, found: Findings): boolean {
  const { completed, failed, prompts } = run
  if (completed === 0) {
    found.flag('all-failed', 'No request succeeded: the zeros are no figures.', run.place('completed'))
    return false
  }
  const lost = failed ?? (completed !== null && prompts !== null ? prompts - completed : null)
  if (lost === null) found.flag('failures-unknown', 'The file does not say how many requests succeeded.')
  else if (lost > 0)
    found.flag(
      'partial-failure',
      `${lost} requests failed: the figures are those of the others.`,
      run.place(failed === null ? 'completed' : 'failed'),
    )
  judgeLatency(run, completed ?? prompts, found)
  return true
}

const latencies = ['ttft', 'tpot', 'itl', 'e2el'].map((metric) => ({
  metric,
  meanKey: `mean_${metric}_ms`,
  medianKey: `median_${metric}_ms`,
}))

function judgeLatency(run: ServeRun, requests: number | null, found: Findings): void {
  for (const { metric, meanKey, medianKey } of latencies) {
    const mean = run.value(meanKey)
    const median = run.value(medianKey)
    if (mean === null || median === null || median <= 0 || Math.abs(mean / median - 1) <= 0.2) continue
    found.flag(
      'mean-median-gap',
      `Mean and median of ${metric} differ by more than 20 %: the mean is moved by a few requests.`,
      run.place(meanKey),
    )
    if (metric === 'ttft' && mean > 2 * median && requests !== null && requests < 100)
      found.flag(
        'cold-run',
        'The mean time to first token is over twice the median in a short run: the first requests were cold.',
        run.place('mean_ttft_ms'),
      )
  }
  if (requests !== null && requests < 100 && run.value('p99_ttft_ms') !== null)
    found.flag('percentile-beyond-n', `The 99th percentile of ${requests} requests is their slowest one.`, run.place('p99_ttft_ms'))
}

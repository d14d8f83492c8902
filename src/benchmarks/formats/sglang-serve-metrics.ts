/** What SGLang's serving benchmark measures, by its JSON key, and what is wrong with a run. */

import { entryOf } from '../entry-of.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { splitKey } from '../labels.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'

const tokens = { unit: 'tok/s', better: 'higher' } as const
const count = { unit: 'tok', role: 'workload' } as const
// What the run itself brought about (requests in flight, hits of a cache) is neither asked for nor compared.
const observed = { role: 'derived' } as const

const known: Record<string, Omit<Figure, 'metric'>> = {
  request_throughput: { unit: 'req/s', better: 'higher' },
  input_throughput: tokens,
  output_throughput: tokens,
  total_throughput: tokens,
  // The best of its one-second windows.
  max_output_tokens_per_s: { ...tokens, statistic: 'max' },
  duration: { unit: 's', better: 'lower' },
  completed: { unit: 'requests', role: 'workload', better: 'higher' },
  request_rate: { unit: 'req/s', role: 'workload' },
  max_concurrency: { role: 'workload' },
  random_input_len: count,
  random_output_len: count,
  sharegpt_output_len: count,
  total_input_tokens: count,
  total_output_tokens: count,
  total_output_tokens_retokenized: { unit: 'tok', ...observed },
  total_cached_tokens: { unit: 'tok', ...observed },
  concurrency: { ...observed, statistic: 'mean' },
  max_concurrent_requests: { ...observed, statistic: 'max' },
  accept_length: { better: 'higher' },
  cache_hit_rate: { better: 'higher' },
}

/** What a key measures; null for a key that is no figure. */
export function sglangFigure(key: string): Figure | null {
  const figure = entryOf(known, key)
  if (figure !== undefined) return { ...figure, metric: key }
  const parts = key.endsWith('_ms') ? splitKey(key.slice(0, -3)) : null
  if (parts === null) return null
  const spread = parts.statistic === 'stddev'
  return {
    metric: parts.metric,
    statistic: parts.statistic,
    unit: 'ms',
    better: spread ? 'unknown' : 'lower',
    role: spread ? 'derived' : 'result',
  }
}

/** A run as both its forms describe it; null for what is not there. */
export interface SglangRun {
  /** From the errors in the file or the number in its name. */
  failed: number | null
  value: (key: string) => number | null
  place: (key: string) => Place
}

/** Says what is wrong with a run; answers which of its keys mean something, or null when none does. */
export function judgeSglangRun(run: SglangRun, found: Findings): ((key: string) => boolean) | null {
  const { value, place } = run
  const completed = value('completed')
  if (!judgeRequests({ completed, failed: run.failed, place: place('completed') }, found)) return null
  const streamed = isStreamed(run)
  for (const metric of streamed ? ['e2e_latency', 'ttft', 'tpot', 'itl'] : ['e2e_latency', 'ttft'])
    judgeMean(metric, value(`mean_${metric}_ms`), value(`median_${metric}_ms`), place(`mean_${metric}_ms`), found)
  if (value('p99_ttft_ms') !== null) judgeTail('p99', completed, place('p99_ttft_ms'), found)
  judgeTokens(run, found)
  if (!streamed)
    found.flag(
      'zero-means-missing',
      'No gap between tokens was measured: the server did not stream, so that the time to first token is that of the whole answer.',
      place('mean_itl_ms'),
    )
  return (key) => {
    if (!streamed && /_(?:tpot|itl)_ms$/.test(key)) return false
    const missing = key.endsWith('_ms') && (value(key) ?? 0) <= 0
    if (missing) found.flag('zero-means-missing', `${key} is 0: nothing of the kind was measured.`, place(key))
    return !missing
  }
}

/** Without streaming the gaps between tokens are 0, and the time per output token is what rounding leaves. */
function isStreamed({ value }: SglangRun): boolean {
  return value('mean_itl_ms') !== 0 && (value('median_tpot_ms') ?? 1) > 0
}

function judgeTokens({ value, place }: SglangRun, found: Findings): void {
  const [said, counted] = [value('total_output_tokens'), value('total_output_tokens_retokenized')]
  if (said === null || counted === null || said <= 0 || Math.abs(counted / said - 1) <= 0.2) return
  found.flag(
    'implausible',
    'The output tokens asked for or reported and those found in the answers differ by more than a fifth: figures for each token are unsure.',
    place('total_output_tokens_retokenized'),
  )
}

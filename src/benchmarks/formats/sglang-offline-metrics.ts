/** What SGLang's offline benchmark measures. */

import { entryOf } from '../entry-of.ts'
import type { Figure } from '../findings.ts'

const rate = { unit: 'tok/s', better: 'higher' } as const
const count = { unit: 'tok', role: 'workload' } as const
/** The unit says what is counted, so that no figure of output tokens alone is held against it. */
const allTokens = 'tok/s (input+output)'

/** By the keys of the JSON. */
const figures: Record<string, Omit<Figure, 'metric'>> = {
  successful_requests: { unit: 'requests', role: 'workload' },
  total_latency: { unit: 's', better: 'lower' },
  total_input_tokens: count,
  total_output_tokens: count,
  request_throughput: { unit: 'req/s', better: 'higher' },
  input_throughput: rate,
  output_throughput: rate,
  total_throughput: { ...rate, unit: allTokens },
  // What the server generated in its last interval, when fewer and fewer requests are left.
  last_gen_throughput: { ...rate, role: 'derived' },
  max_memory_usage: { role: 'derived' },
}

/** What a key measures in a run of so many requests; null for a key that is no figure. */
export function offlineFigure(key: string, requests: number | null): Figure | null {
  const figure = entryOf(figures, key)
  if (figure === undefined) return null
  if (figure.role === 'workload') return { ...figure, metric: key }
  const whole = key === 'total_latency' || requests === null
  return { ...figure, metric: key, ...(whole ? { samples: 1, sampleKind: 'trial' } : { samples: requests, sampleKind: 'request' }) }
}

/** The last interval is often empty; no file means that 0 tokens a second were the result. */
export function isNothing(key: string, value: unknown): boolean {
  return value === null || (key === 'last_gen_throughput' && Number(value) <= 0)
}

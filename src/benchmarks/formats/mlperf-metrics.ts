import { entryOf } from '../entry-of.ts'
import type { Figure } from '../findings.ts'

const rates: Record<string, Figure> = {
  'Samples per second': { metric: 'samples_per_second', unit: 'samples/s', better: 'higher' },
  'Scheduled samples per second': { metric: 'scheduled_samples_per_second', unit: 'samples/s', better: 'higher' },
  'Completed samples per second': { metric: 'completed_samples_per_second', unit: 'samples/s', better: 'higher' },
  'Tokens per second': { metric: 'output_tokens_per_second', unit: 'tok/s', better: 'higher' },
  'Tokens per second (inferred)': { metric: 'output_tokens_per_second', statistic: 'inferred', unit: 'tok/s', better: 'higher' },
  'Completed tokens per second': { metric: 'completed_tokens_per_second', unit: 'tok/s', better: 'higher' },
  'QPS w/ loadgen overhead': { metric: 'qps_with_loadgen_overhead', unit: 'queries/s', better: 'higher' },
  'QPS w/o loadgen overhead': { metric: 'qps_without_loadgen_overhead', unit: 'queries/s', better: 'higher' },
  'TPS w/ loadgen overhead': { metric: 'tps_with_loadgen_overhead', unit: 'tok/s', better: 'higher' },
  'TPS w/o loadgen overhead': { metric: 'tps_without_loadgen_overhead', unit: 'tok/s', better: 'higher' },
  // In version 0.5 how many streams were served at once was the result of a MultiStream run.
  'Samples per query': { metric: 'samples_per_query', unit: 'samples', better: 'higher' },
}

/** What the run was asked for. The rate aimed at is not among it: how high it may be is what is looked for. */
const asked: Record<string, Figure> = {
  samples_per_query: { metric: 'asked_samples_per_query', role: 'workload' },
  'target_latency (ns)': { metric: 'target_latency', unit: 'ns', role: 'workload' },
  'ttft_latency (ns)': { metric: 'target_first_token_latency', unit: 'ns', role: 'workload' },
  'tpot_latency (ns)': { metric: 'target_time_to_output_token', unit: 'ns', role: 'workload' },
  performance_sample_count: { metric: 'performance_samples', role: 'workload' },
}

/** What a line of the summary measures; null for one that is no figure. Every time is in nanoseconds. */
export function mlperfFigure(name: string): Figure | null {
  const known = entryOf(rates, name) ?? entryOf(asked, name)
  if (known !== undefined) return known
  const plain = name.toLowerCase()
  const [, word = '', what = ''] =
    /^(min|max|mean|[\d.]{1,6}(?:th)?(?: percentile)?) (latency|first token latency|first token percentile latency|time to output token) \(ns\)$/.exec(
      plain,
    ) ?? []
  const statistic = statisticOf(word)
  if (statistic === null) return null
  const metric = what.replace(' percentile', '').replaceAll(' ', '_')
  return { metric, statistic, unit: 'ns', better: 'lower' }
}

/** `99.90 percentile` → p99.9, `97th` → p97. */
function statisticOf(word: string): string | null {
  if (word === 'min' || word === 'max' || word === 'mean') return word
  const percent = Number.parseFloat(word)
  return Number.isFinite(percent) ? `p${percent}` : null
}

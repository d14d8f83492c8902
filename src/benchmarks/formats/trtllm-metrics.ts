/** What `trtllm-bench` measures, for its report and its printed lines alike. */
import type { Figure, Findings, Place } from '../findings.ts'
import { judgeMean, judgeTail } from './requests.ts'

/** Figures by a name of ours; a run of so many requests stands behind most of them. */
export const trtllmFigures = {
  requestThroughput: { metric: 'request_throughput', unit: 'req/s', better: 'higher' },
  outputThroughput: { metric: 'output_throughput', unit: 'tok/s', better: 'higher' },
  totalThroughput: { metric: 'total_token_throughput', unit: 'tok/s', better: 'higher' },
  perUser: { metric: 'output_throughput_per_user', unit: 'tok/s/user', better: 'higher', statistic: 'mean' },
  perGpu: { metric: 'output_throughput_per_gpu', unit: 'tok/s/gpu', better: 'higher' },
  // The mean of 1/TPOT over the requests: one request with hardly any time between its tokens makes it what it likes.
  outputSpeed: { metric: 'token_output_speed', unit: 'tok/s/user', better: 'higher', statistic: 'mean', role: 'derived' },
  totalLatency: { metric: 'total_latency', unit: 'ms', better: 'lower', samples: 1, sampleKind: 'trial' },
  requestLatency: { metric: 'request_latency', unit: 'ms', better: 'lower' },
  ttft: { metric: 'ttft', unit: 'ms', better: 'lower' },
  tpot: { metric: 'tpot', unit: 'ms', better: 'lower' },
  generationSpeed: { metric: 'generation_tps_per_user', unit: 'tok/s/user', better: 'higher' },
  acceptanceLength: { metric: 'acceptance_length', better: 'higher' },
  acceptanceRate: { metric: 'draft_acceptance_rate', better: 'higher' },
  requests: { metric: 'num_requests', unit: 'requests', role: 'workload' },
  // In flight on average: what the run brought about, not what it was asked for.
  concurrency: { metric: 'avg_num_concurrent_requests', statistic: 'mean', role: 'derived' },
  inputLength: { metric: 'avg_input_length', unit: 'tok', statistic: 'mean', role: 'workload' },
  outputLength: { metric: 'avg_output_length', unit: 'tok', statistic: 'mean', role: 'workload' },
} as const satisfies Record<string, Figure>

/** A run: how many requests it had, and what distinguishes it from others. */
export interface TrtllmRun {
  requests: number | null
  condition: string
}

/** A figure of a run, with the number of requests behind it where it stands for requests. */
export function ofRequests(figure: Figure, { requests, condition }: TrtllmRun): Figure {
  const other = figure.role === 'workload' || figure.samples !== undefined || requests === null
  return { ...figure, condition, ...(other ? {} : { samples: requests, sampleKind: 'request' }) }
}

/** The rate at which requests were handed over: early and offline runs print 10^14 and more, for a division by nothing. */
export function judgeIssueRate(rate: number | null, place: Place, found: Findings): void {
  if (rate !== null && rate > 1e9)
    found.flag('implausible', `An issue rate of ${rate} requests a second is no rate: all requests were handed over at once.`, place)
}

/** One distribution over requests, as far as it is said. */
export interface Distribution {
  figure: Figure
  mean: number | null
  median: number | null
  place: Place
}

/** Says where a mean is not to be trusted, and how far out a percentile lies. */
export function judgeDistribution({ figure, mean, median, place }: Distribution, requests: number | null, found: Findings): void {
  judgeMean(figure.metric, mean, median, place, found)
  // The tool takes the sorted sample at n·p: of twenty requests p95, p99 and the maximum are one.
  judgeTail('p99', requests, place, found)
}

/** What oha's figures mean, as JSON or printed. */
import type { Figure, Findings, Place } from '../findings.ts'
import { judgeRequests } from './requests.ts'

/** Of every request that got an answer, whatever its status. */
export const latency = { metric: 'latency', better: 'lower' } as const satisfies Figure

/** Under the names of the JSON; the printed summary has the same. */
export const summaryFigures: Readonly<Record<string, Figure>> = {
  successRate: { metric: 'success rate', unit: 'ratio', better: 'higher' },
  // The time that the run took: it has been published as a number of requests.
  total: { metric: 'duration', unit: 's', role: 'workload' },
  slowest: { ...latency, statistic: 'max', unit: 's' },
  fastest: { ...latency, statistic: 'min', unit: 's' },
  average: { ...latency, statistic: 'mean', unit: 's' },
  requestsPerSec: { metric: 'request_throughput', unit: 'req/s', better: 'higher' },
  totalData: { metric: 'total data', unit: 'B', role: 'derived' },
  sizePerRequest: { metric: 'size per request', unit: 'B', role: 'derived' },
  sizePerSec: { metric: 'transfer rate', unit: 'B/s', role: 'derived' },
}

export interface OhaCounts {
  /** Responses by status code. */
  statuses: readonly { code: string; count: number; place: Place }[]
  errors: readonly { error: string; count: number; place: Place }[]
}

/** Requests that were under way when the time was up are neither answered nor failed. */
function isCutOff(error: string): boolean {
  return /aborted due to deadline/i.test(error)
}

/** Says what failed; answers how many responses there were, and whether their figures mean anything. */
export function judgeOha({ statuses, errors }: OhaCounts, found: Findings): { responses: number; served: boolean } {
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
  const refused = statuses.filter(({ code }) => /^[45]/.test(code))
  const broken = errors.filter(({ error }) => !isCutOff(error))
  const cut = errors.filter(({ error }) => isCutOff(error))
  const responses = sum(statuses)
  const failed = sum(refused) + sum(broken)
  const place = (refused[0] ?? broken[0] ?? statuses[0])?.place
  const known = statuses.length + errors.length > 0
  const served = judgeRequests(
    { completed: known ? responses - sum(refused) : null, failed: known ? failed : null, included: sum(refused) > 0, place },
    found,
  )
  if (sum(cut) > 0)
    found.flag(
      'partial-failure',
      `${sum(cut)} requests were cut off when the time was up: oha leaves them out of its success rate and its latencies.`,
      cut[0]?.place,
    )
  return { responses, served }
}

/** Counts of answers and errors; those of a run of fixed time follow from its speed. */
export function statusFigure(code: string): Figure {
  const failed = /^[45]/.test(code)
  const metric = failed ? 'non2xx' : 'responses'
  return { ...counted, metric, unit: 'responses', better: failed ? 'lower' : 'higher', condition: `status=${code}` }
}

export function errorFigure(error: string): Figure {
  const what = isCutOff(error) ? { metric: 'cut off', condition: '' } : { metric: 'errors', condition: error }
  return { ...counted, ...what, unit: 'requests', better: 'lower' }
}

const counted = { statistic: 'count', role: 'derived' } as const

/** One k6 run, whichever layout it was read from: what its metrics say together, and what each of its values is. */
import type { Findings, Measured, Place, Ran } from '../findings.ts'
import { splitSuffix } from '../unit-suffix.ts'
import { type K6Columns, type K6Metric, k6Columns } from './k6-metrics.ts'
import { judgeMean, judgeRequests } from './requests.ts'

/** The value of a metric of the whole run under the first of these keys that it has; undefined without one. */
type K6Whole = (name: string, ...keys: string[]) => { number: number | null; place: Place } | undefined

/** What the values of all its metrics depend on. */
export interface K6Run {
  /** Whether requests succeeded: else there is no figure. */
  readonly served: boolean
  readonly http_req: number | null
  readonly iteration: number | null
}

/** Says what is wrong with a run: failures, a generator that fell behind. */
export function judgeRun(value: K6Whole, found: Findings): K6Run {
  const requests = value('http_reqs', 'count')
  const failed = value('http_req_failed', 'passes', 'matches')
  const [total, failures] = [requests?.number ?? null, failed?.number ?? null]
  const place = failed?.place ?? requests?.place
  const completed = total === null ? null : total - (failures ?? 0)
  const served =
    requests === undefined && failed === undefined ? true : judgeRequests({ completed, failed: failures, included: true, place }, found)
  const dropped = value('dropped_iterations', 'count')
  if ((dropped?.number ?? 0) > 0)
    found.flag(
      'generator-saturated',
      `${dropped?.number} iterations were dropped: k6 could not keep the rate it was asked for, so that latencies look better than they were.`,
      dropped?.place,
    )
  const [mean, median] = [value('http_req_duration', 'avg'), value('http_req_duration', 'med')]
  if (served) judgeMean('http_req_duration', mean?.number ?? null, median?.number ?? null, mean?.place, found)
  return { served, http_req: total, iteration: value('iterations', 'count')?.number ?? null }
}

/** The values of a metric, under k6's own keys (`avg`, `p(95)`, `passes`, `count`); null for what is not there. */
type K6Values = (key: string) => number | null

/** A metric with its values. */
export interface K6Row {
  readonly metric: K6Metric
  readonly columns: K6Columns
  readonly values: K6Values
}

export function k6Row(metric: K6Metric, values: K6Values): K6Row {
  return { metric, columns: k6Columns(metric), values }
}

/** What was run for the value under a key. */
export function ranOf(row: K6Row, key: string, run: K6Run): Ran {
  return { condition: row.metric.condition, ...samplesOf(row, key, run) }
}

type Samples = Pick<Ran, 'samples' | 'sampleKind'>

function samplesOf({ metric, values }: K6Row, key: string, run: K6Run): Samples {
  if (metric.kind === 'trend') return summarised(metric, values('count'), run)
  if (metric.kind === 'rate') return shared(metric, values)
  return metric.kind === 'counter' && key === 'rate' ? counted(metric, values('count')) : {}
}

/** How many requests or iterations a trend summarises: of a sub-metric only what `count` says. */
function summarised({ name, condition }: K6Metric, own: number | null, { http_req, iteration }: K6Run): Samples {
  const isRequest = name.startsWith('http_req_')
  if (!isRequest && name !== 'iteration_duration') return own === null ? {} : { samples: own }
  const samples = own ?? (condition === '' ? (isRequest ? http_req : iteration) : null)
  return samples === null ? {} : { samples, sampleKind: isRequest ? 'request' : 'iteration' }
}

/** A share is one of so many yes and no. */
function shared({ name }: K6Metric, values: K6Values): Samples {
  const [total, passes, fails] = [values('total'), values('passes'), values('fails')]
  const samples = total ?? (passes === null || fails === null ? null : passes + fails)
  return samples === null ? {} : { samples, sampleKind: name === 'http_req_failed' ? 'request' : null }
}

function counted({ name }: K6Metric, samples: number | null): Samples {
  const sampleKind = name === 'http_reqs' ? 'request' : name === 'iterations' ? 'iteration' : null
  return sampleKind === null ? {} : { samples, sampleKind }
}

/** What the value under a key measures; null for one that only counts what another says as a share. */
export function measuredOf({ metric, columns, values }: K6Row, key: string): Measured | null {
  const measured = columns(key)
  if (measured === null || metric.name !== 'vus_max' || key !== 'value') return measured
  // A number of virtual users that never changed is what the run was given; else it follows from how fast the answers came.
  const isSet = values('min') !== null && values('min') === values('max')
  return isSet ? { ...measured, role: 'workload' } : measured
}

/** Whether a value is shown: where no request succeeded, only what was asked for and how many failed. */
export function isShown({ metric, role }: Measured, { served }: K6Run): boolean {
  return served || role === 'workload' || metric === 'http_req_failed'
}

/** Says of a script's own trend that only its name has a unit. */
export function flagUnit({ name, kind, contains }: K6Metric, place: Place, found: Findings): void {
  if (kind !== 'trend' || contains !== 'default') return
  const { unit } = splitSuffix(name)
  if (unit !== '') found.flag('unit-in-label-only', `Only the name of ${name} says that it is in ${unit}.`, place)
}

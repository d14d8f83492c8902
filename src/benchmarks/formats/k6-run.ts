/** One k6 run, whichever layout it was read from: what its metrics say together. */
import type { Figure, Findings, Place } from '../findings.ts'
import { type K6Metric, k6Figure } from './k6-metrics.ts'
import { judgeMean, judgeRequests } from './requests.ts'

/** A value under k6's own key (`avg`, `p(95)`, `passes`, `count`), and how it is written down. */
export interface K6Value {
  readonly key: string
  readonly number: number | null
  readonly place: Place
  readonly write: (figure: Figure) => void
}

export interface K6Entry {
  readonly metric: K6Metric
  readonly values: readonly K6Value[]
}

/** Writes the figures of a run, and says what is wrong with it: failures, a generator that fell behind. */
export function writeRun(entries: readonly K6Entry[], found: Findings): void {
  const value = (name: string, ...keys: string[]) =>
    entries.find(({ metric }) => metric.name === name && metric.condition === '')?.values.find(({ key }) => keys.includes(key))
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
  const counts = { http_req: total, iteration: value('iterations', 'count')?.number ?? null }
  for (const entry of entries) writeEntry(entry, counts, served, found)
}

interface Counts {
  http_req: number | null
  iteration: number | null
}

function writeEntry({ metric, values }: K6Entry, counts: Counts, served: boolean, found: Findings): void {
  const own = values.find(({ key }) => key === 'count')?.number ?? null
  const samples = metric.kind === 'trend' ? samplesOf(metric, own, counts) : metric.kind === 'rate' ? sharesOf(metric, values) : {}
  for (const { key, place, write } of values) {
    const figure = k6Figure(metric, key)
    if (figure === null || (!served && figure.role !== 'workload' && metric.name !== 'http_req_failed')) continue
    const counted = metric.kind === 'counter' && key === 'rate' ? countedBy(metric, own) : samples
    write({ ...figure, ...counted, ...(key === 'value' && isSetUsers(metric, values) ? { role: 'workload' } : {}) })
    if (metric.kind === 'trend' && figure.unit !== '' && metric.contains === 'default')
      found.flag('unit-in-label-only', `Only the name of ${metric.name} says that it is in ${figure.unit}.`, place)
  }
}

/** A number of virtual users that never changed is what the run was given; else it follows from how fast the answers came. */
function isSetUsers({ name }: K6Metric, values: readonly K6Value[]): boolean {
  const [low, high] = ['min', 'max'].map((end) => values.find(({ key }) => key === end)?.number)
  return name === 'vus_max' && low !== undefined && low === high
}

type Samples = Pick<Figure, 'samples' | 'sampleKind'>

/** How many requests or iterations a trend summarises: of a sub-metric only what `count` says. */
function samplesOf({ name, condition }: K6Metric, own: number | null, { http_req, iteration }: Counts): Samples {
  const isRequest = name.startsWith('http_req_')
  if (!isRequest && name !== 'iteration_duration') return own === null ? {} : { samples: own }
  const samples = own ?? (condition === '' ? (isRequest ? http_req : iteration) : null)
  return samples === null ? {} : { samples, sampleKind: isRequest ? 'request' : 'iteration' }
}

/** A share is one of so many yes and no. */
function sharesOf({ name }: K6Metric, values: readonly K6Value[]): Samples {
  const number = (key: string) => values.find((value) => value.key === key)?.number ?? null
  const [total, passes, fails] = [number('total'), number('passes'), number('fails')]
  const samples = total ?? (passes === null || fails === null ? null : passes + fails)
  return samples === null ? {} : { samples, sampleKind: name === 'http_req_failed' ? 'request' : null }
}

function countedBy({ name }: K6Metric, samples: number | null): Samples {
  const sampleKind = name === 'http_reqs' ? 'request' : name === 'iterations' ? 'iteration' : null
  return sampleKind === null ? {} : { samples, sampleKind }
}

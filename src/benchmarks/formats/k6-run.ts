/** One k6 run, whichever layout it was read from: what its metrics say together. */
import type { Findings, Measured, Place, Ran } from '../findings.ts'
import { type K6Metric, k6Columns } from './k6-metrics.ts'
import { judgeMean, judgeRequests } from './requests.ts'

/** A metric of the run; a layout adds where it read it. */
export interface K6Entry {
  readonly metric: K6Metric
}

/** How a layout gives the values of its entries, each under k6's own key (`avg`, `p(95)`, `passes`, `count`). */
export interface K6Layout<Entry extends K6Entry> {
  readonly keys: (entry: Entry) => readonly string[]
  readonly number: (entry: Entry, key: string) => number | null
  readonly place: (entry: Entry, key: string) => Place
  /** Writes the value down. */
  readonly write: (entry: Entry, key: string, ran: Ran, measured: Measured) => void
}

/** What the whole run is judged by. */
const judged = new Set(['http_reqs', 'http_req_failed', 'dropped_iterations', 'http_req_duration', 'iterations'])

/** Writes the figures of a run, and says what is wrong with it: failures, a generator that fell behind. */
export function writeRun<Entry extends K6Entry>(entries: readonly Entry[], layout: K6Layout<Entry>, found: Findings): void {
  const whole = entries.filter(({ metric }) => metric.condition === '' && judged.has(metric.name))
  const value = (name: string, ...keys: string[]) => {
    const entry = whole.find(({ metric }) => metric.name === name)
    const key = entry && layout.keys(entry).find((key) => keys.includes(key))
    return entry === undefined || key === undefined ? undefined : { number: layout.number(entry, key), place: layout.place(entry, key) }
  }
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
  for (const entry of entries) writeEntry(entry, layout, counts, served, found)
}

interface Counts {
  http_req: number | null
  iteration: number | null
}

function writeEntry<Entry extends K6Entry>(entry: Entry, layout: K6Layout<Entry>, counts: Counts, served: boolean, found: Findings): void {
  const { metric } = entry
  const { name, condition, kind } = metric
  const columns = k6Columns(metric)
  const keys = layout.keys(entry)
  const number = (key: string) => (keys.includes(key) ? layout.number(entry, key) : null)
  const own = number('count')
  const ran: Ran = { condition, ...(kind === 'trend' ? samplesOf(metric, own, counts) : kind === 'rate' ? sharesOf(metric, number) : {}) }
  for (const key of keys) {
    const measured = columns(key)
    if (measured === null || (!served && measured.role !== 'workload' && name !== 'http_req_failed')) continue
    const counted = kind === 'counter' && key === 'rate' ? { condition, ...countedBy(metric, own) } : ran
    layout.write(entry, key, counted, key === 'value' && isSetUsers(metric, number) ? { ...measured, role: 'workload' } : measured)
    if (kind === 'trend' && metric.contains === 'default' && measured.unit !== '')
      found.flag('unit-in-label-only', `Only the name of ${name} says that it is in ${measured.unit}.`, layout.place(entry, key))
  }
}

/** A number of virtual users that never changed is what the run was given; else it follows from how fast the answers came. */
function isSetUsers({ name }: K6Metric, number: (key: string) => number | null): boolean {
  return name === 'vus_max' && number('min') !== null && number('min') === number('max')
}

type Samples = Pick<Ran, 'samples' | 'sampleKind'>

/** How many requests or iterations a trend summarises: of a sub-metric only what `count` says. */
function samplesOf({ name, condition }: K6Metric, own: number | null, { http_req, iteration }: Counts): Samples {
  const isRequest = name.startsWith('http_req_')
  if (!isRequest && name !== 'iteration_duration') return own === null ? {} : { samples: own }
  const samples = own ?? (condition === '' ? (isRequest ? http_req : iteration) : null)
  return samples === null ? {} : { samples, sampleKind: isRequest ? 'request' : 'iteration' }
}

/** A share is one of so many yes and no. */
function sharesOf({ name }: K6Metric, number: (key: string) => number | null): Samples {
  const [total, passes, fails] = [number('total'), number('passes'), number('fails')]
  const samples = total ?? (passes === null || fails === null ? null : passes + fails)
  return samples === null ? {} : { samples, sampleKind: name === 'http_req_failed' ? 'request' : null }
}

function countedBy({ name }: K6Metric, samples: number | null): Samples {
  const sampleKind = name === 'http_reqs' ? 'request' : name === 'iterations' ? 'iteration' : null
  return sampleKind === null ? {} : { samples, sampleKind }
}

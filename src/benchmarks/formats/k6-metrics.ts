/** What k6's metrics mean: https://grafana.com/docs/k6/latest/using-k6/metrics/reference/ */
import { betterOf } from '../direction.ts'
import { entryOf } from '../entry-of.ts'
import type { Measured } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { remember } from '../remember.ts'
import { splitSuffix } from '../unit-suffix.ts'

/** k6's own four types of metrics. */
export type K6Kind = 'trend' | 'counter' | 'rate' | 'gauge'

export interface K6Metric {
  /** Without the tags of a sub-metric. */
  readonly name: string
  /** `expected_response:true` of `http_req_duration{expected_response:true}`, and the group or scenario it was taken in. */
  readonly condition: string
  readonly kind: K6Kind
  readonly contains: 'time' | 'data' | 'default'
}

/** The name and the tags of `http_req_duration{expected_response:true}`. */
export function splitTags(full: string): { name: string; condition: string } {
  const open = full.indexOf('{')
  return open < 0
    ? { name: full, condition: '' }
    : {
        name: full.slice(0, open),
        condition: full
          .slice(open + 1)
          .replace(/\}$/, '')
          .trim(),
      }
}

/** What a metric holds, for layouts that do not say it: k6 knows its own metrics, and nobody the others. */
export function containsOf(name: string): K6Metric['contains'] {
  if (/^(?:browser_)?data_(?:sent|received)$/.test(name)) return 'data'
  return times.test(name) ? 'time' : 'default'
}

const times =
  /^(?:http_req_(?!failed$)|iteration_duration$|group_duration$|grpc_req_duration$|ws_(?:connecting|ping|session_duration)$|browser_http_req_duration$|browser_web_vital_(?:fcp|fid|inp|lcp|ttfb)$)/

/** What a value of a metric is, by its key; null for one that only counts what another says as a share. */
export type K6Columns = (key: string) => Measured | null

/** What decides what a metric's values are. */
type Meaning = Omit<K6Metric, 'condition'>

/** Of the four kinds and three contents, by the metric's name. */
const known = new Map<string, (name: string) => K6Columns>()

/** Sub-metrics, and the runs of a file, have the columns of their metric: they are made once. */
export function k6Columns({ kind, contains, name }: Meaning): K6Columns {
  const type = `${kind} ${contains}`
  const named =
    known.get(type) ??
    remember((own) => {
      const metric: Meaning = { kind, contains, name: own }
      return remember(kind === 'trend' ? trend(metric) : (key) => columnOf(metric, key), 50)
    }, 200)
  known.set(type, named)
  return named(name)
}

function columnOf(metric: Meaning, key: string): Measured | null {
  if (metric.kind === 'gauge') return gauge(metric, key)
  if (metric.kind === 'rate') return rate(metric, key)
  if (key === 'count') return { metric: metric.name, statistic: 'count', ...countOf(metric) }
  return key === 'rate' ? { metric: metric.name, ...rateOf(metric) } : null
}

function trend({ name, contains }: Meaning): K6Columns {
  const unit = contains === 'time' ? 'ms' : contains === 'data' ? 'B' : splitSuffix(name).unit
  // How long a session lasts is the script's choice.
  const better = name === 'ws_session_duration' ? 'unknown' : contains === 'time' ? 'lower' : betterOf(name, unit)
  return (key) => {
    const statistic = statisticName(key)
    return statistic === null ? null : { metric: name, statistic, unit, better }
  }
}

/** The virtual users at the end of a run, and their range, say how it went. */
function gauge({ name }: Meaning, key: string): Measured {
  const statistic = key === 'value' ? 'value' : (statisticName(key) ?? key)
  const isUsers = name === 'vus' || name === 'vus_max'
  return {
    metric: name,
    statistic,
    role: isUsers || key !== 'value' ? 'derived' : 'result',
    better: isUsers ? 'unknown' : betterOf(name, ''),
  }
}

/** A rate of `http_req_failed` counts what failed: its "passes" are the failed requests. */
function rate({ name }: Meaning, key: string): Measured | null {
  const failures = name === 'http_req_failed'
  if (key === 'rate' || key === 'value') {
    const better = failures ? 'lower' : name.startsWith('checks') ? (name === 'checks_failed' ? 'lower' : 'higher') : betterOf(name, '')
    return { metric: name, unit: 'ratio', better, ...(name === 'checks_failed' ? { role: 'derived' } : {}) }
  }
  if (!failures || (key !== 'passes' && key !== 'matches')) return null
  return { metric: name, statistic: 'count', unit: 'requests', better: 'lower', role: 'workload' }
}

/** How much was done in the time that the run had is no workload: the faster side does more. */
function countOf({ name, contains }: Meaning): Partial<Measured> {
  if (name === 'dropped_iterations') return { unit: 'iterations', better: 'lower', role: 'workload' }
  return { unit: contains === 'data' ? 'B' : (entryOf(nouns, name) ?? ''), role: 'derived' }
}

function rateOf({ name, contains }: Meaning): Partial<Measured> {
  if (contains === 'data') return { unit: 'B/s', role: 'derived' }
  if (name === 'dropped_iterations') return { unit: 'iterations/s', better: 'lower', role: 'derived' }
  if (name === 'http_reqs') return { unit: 'req/s', better: 'higher' }
  if (name === 'iterations') return { unit: 'iterations/s', better: 'higher' }
  const noun = entryOf(nouns, name)
  // Whether more of what a script counts is better, k6 does not know.
  return noun === undefined ? { unit: '/s', better: betterOf(name, '') } : { unit: `${noun}/s`, role: 'derived' }
}

const nouns: Readonly<Record<string, string>> = {
  http_reqs: 'requests',
  iterations: 'iterations',
  checks_total: 'checks',
  ws_sessions: 'sessions',
  ws_msgs_sent: 'messages',
  ws_msgs_received: 'messages',
}

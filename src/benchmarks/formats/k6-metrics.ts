/** What k6's metrics mean: https://grafana.com/docs/k6/latest/using-k6/metrics/reference/ */
import { betterOf } from '../direction.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure } from '../findings.ts'
import { statisticName } from '../labels.ts'
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

/** What one value of a metric is; null for one that only counts what another says as a share. */
export function k6Figure(metric: K6Metric, key: string): Figure | null {
  const { name, condition, kind } = metric
  if (kind === 'trend') return trend(metric, key)
  if (kind === 'gauge') return { metric: name, condition, ...gauge(metric, key) }
  if (kind === 'rate') return rate(metric, key)
  if (key === 'count') return { metric: name, condition, statistic: 'count', ...countOf(metric) }
  return key === 'rate' ? { metric: name, condition, ...rateOf(metric) } : null
}

function trend({ name, condition, contains }: K6Metric, key: string): Figure | null {
  const statistic = statisticName(key)
  if (statistic === null) return null
  const unit = contains === 'time' ? 'ms' : contains === 'data' ? 'B' : splitSuffix(name).unit
  // How long a session lasts is the script's choice.
  const better = name === 'ws_session_duration' ? 'unknown' : contains === 'time' ? 'lower' : betterOf(name, unit)
  return { metric: name, condition, statistic, unit, better }
}

/** The virtual users at the end of a run, and their range, say how it went. */
function gauge({ name }: K6Metric, key: string): Partial<Figure> {
  const statistic = key === 'value' ? 'value' : (statisticName(key) ?? key)
  const isUsers = name === 'vus' || name === 'vus_max'
  return { statistic, role: isUsers || key !== 'value' ? 'derived' : 'result', better: isUsers ? 'unknown' : betterOf(name, '') }
}

/** A rate of `http_req_failed` counts what failed: its "passes" are the failed requests. */
function rate({ name, condition }: K6Metric, key: string): Figure | null {
  const failures = name === 'http_req_failed'
  if (key === 'rate' || key === 'value') {
    const better = failures ? 'lower' : name.startsWith('checks') ? (name === 'checks_failed' ? 'lower' : 'higher') : betterOf(name, '')
    return { metric: name, condition, unit: 'ratio', better, ...(name === 'checks_failed' ? { role: 'derived' } : {}) }
  }
  if (!failures || (key !== 'passes' && key !== 'matches')) return null
  return { metric: name, condition, statistic: 'count', unit: 'requests', better: 'lower', role: 'workload' }
}

/** How much was done in the time that the run had is no workload: the faster side does more. */
function countOf({ name, contains }: K6Metric): Partial<Figure> {
  if (name === 'dropped_iterations') return { unit: 'iterations', better: 'lower', role: 'workload' }
  return { unit: contains === 'data' ? 'B' : (entryOf(nouns, name) ?? ''), role: 'derived' }
}

function rateOf({ name, contains }: K6Metric): Partial<Figure> {
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

/** What a metric is in words: how a table names it, and how "less" and "more" of it are said. */
import { canonicalMetric } from '../benchmarks/metrics.ts'
import type { Better } from '../model.ts'

export interface Quantity {
  /** In a table: "Time to first token", "Memory allocated"; empty for plain time, which needs no name. */
  name: string
  /** "less time", "fewer allocations", "lower". */
  less: string
  more: string
  /** After "4.8 times": "as long", "as much memory". */
  times: string
  /** What fell or rose, as the subject of a sentence about charts: "time", "memory". */
  noun: string
}

const time = (name: string): Quantity => ({ name, less: 'less time', more: 'more time', times: 'as long', noun: 'time' })
const many = (name: string, noun: string): Quantity => ({
  name,
  less: `fewer ${noun}`,
  more: `more ${noun}`,
  times: `as many ${noun}`,
  noun,
})
const much = (name: string, noun: string): Quantity => ({
  name,
  less: `less ${noun}`,
  more: `more ${noun}`,
  times: `as much ${noun}`,
  noun,
})
const level = (name: string): Quantity => ({ name, less: 'lower', more: 'higher', times: 'as high', noun: 'value' })

/** By the tools' spellings and the canonical names of BENCHMARK-FORMATS §8. */
const KNOWN: ReadonlyMap<string, Quantity> = new Map(
  Object.entries({
    ttft: time('Time to first token'),
    tpot: time('Time per output token'),
    itl: time('Inter-token latency'),
    e2e_latency: time('End-to-end latency'),
    duration: time('Duration'),
    cpu_time: time('CPU time'),
    user: time('User CPU time'),
    system: time('System CPU time'),
    output_throughput: many('Output throughput', 'tokens a second'),
    max_output_tokens_per_s: many('Peak output throughput', 'tokens a second'),
    total_token_throughput: many('Total token throughput', 'tokens a second'),
    request_throughput: many('Request throughput', 'requests a second'),
    goodput: many('Goodput', 'good requests a second'),
    'allocs/op': many('Allocations', 'allocations'),
    'B/op': much('Memory allocated', 'memory'),
    bytes_per_second: much('Bytes a second', 'throughput'),
    items_per_second: many('Items a second', 'items a second'),
    hz: many('Operations a second', 'operations a second'),
    ops: many('Operations a second', 'operations a second'),
    throughput: many('Throughput', 'operations a second'),
  }),
)

/** Plain times: the metric's own name says nothing that the unit does not. */
const PLAIN_TIME = new Set(['', 'time', 'real_time', 'sec/op', 'mean', 'median', 'latency', 'elapsed', 'kernel_time'])
const TIME_UNIT = /^(?:ps|ns|us|µs|μs|ms|s|sec|seconds?|min|minutes?)(?:\/(?:op|iter))?$/i
const BYTE_UNIT = /^(?:[kKMGT]i?)?B(?:ytes)?(?:\/op)?$|^bytes$/

/** Whether a metric is everybody's and no name of somebody's own. */
export function isKnownMetric(metric: string): boolean {
  const name = canonicalMetric(metric)
  return (
    KNOWN.get(name) !== undefined ||
    KNOWN.get(metric) !== undefined ||
    KNOWN.get(metric.toLowerCase()) !== undefined ||
    PLAIN_TIME.has(name)
  )
}

/** A metric's own words begin a table cell with a capital; a name like `gsm8k` stays as it is spelt. */
function capital(text: string): string {
  const [first = ''] = text.split(' ')
  return /\d/.test(first) ? text : text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The words for a metric with this unit; a metric nobody knows keeps its own name. */
export function quantityOf(metric: string, unit: string): Quantity {
  const known = KNOWN.get(canonicalMetric(metric)) ?? KNOWN.get(metric) ?? KNOWN.get(metric.toLowerCase())
  if (known !== undefined) return known
  const name = PLAIN_TIME.has(canonicalMetric(metric)) ? '' : capital(metric.replaceAll('_', ' '))
  if (TIME_UNIT.test(unit)) return time(name)
  if (BYTE_UNIT.test(unit)) return much(name || 'Memory', 'memory')
  if (/^tok(?:en)?s?\/s/i.test(unit)) return many(name || 'Throughput', 'tokens a second')
  if (/^req(?:uest)?s?\/s/i.test(unit)) return many(name || 'Throughput', 'requests a second')
  if (/^ops?\/s/i.test(unit)) return many(name || 'Throughput', 'operations a second')
  return level(name === 'Value' ? '' : name)
}

/** Whether the candidate's side of a change is the bad one. */
export function isWorse(better: Better, baseline: number, candidate: number): boolean {
  return (better === 'lower' && candidate > baseline) || (better === 'higher' && candidate < baseline)
}

/** A unit as a reader writes it: `us` is µs, a rate per operation is the thing itself, an absent unit is nothing. */
export function shownUnit(unit: string): string {
  const plain = unit
    .replace(/ \(input\+output\)$/, '')
    .replace(/\/(?:op|iter)$/, '')
    .replace(/^[uμ]s$/, 'µs')
  if (plain === 'sec' || plain === 'seconds' || plain === 'second') return 's'
  if (/^[kKMG] allocs$/.test(plain)) return plain.slice(0, 1)
  if (plain === 'allocs' || plain === 'count' || plain === 'ratio' || plain === 'unitless') return ''
  return plain
}

/** The lines of pgbench's report, each by itself. */
import type { Line } from '../document/lines.ts'
import type { Figure } from '../findings.ts'

/** What is known of the run or the script that a line belongs to. */
export interface Counted {
  benchmark: string
  /** Transactions. */
  samples: number | null
  /** Whether each transaction was timed: only then there is a deviation. */
  isTimed: boolean
}

export interface PgbenchFigure {
  line: Line
  text: string
  figure: Figure
}

/** A line of the whole run. */
export function pgbenchFigures(line: Line, run: Counted): PgbenchFigure[] {
  const { text } = line
  const { benchmark } = run
  const rate = /^tps = ([\d.]+) \(([^)]{1,60})\)/.exec(text)
  // Up to version 13 two rates were printed; the one with the time to connect is the other one made worse.
  const connecting = rate?.[2] === 'including connections establishing' ? ({ condition: rate[2], role: 'derived' } as const) : {}
  const workload = /^(scaling factor|number of clients|number of threads|number of transactions per client): (\d+)/.exec(text)
  const duration = /^duration: (\d+ s)/.exec(text)?.[1]
  const failed = /^number of failed transactions: (\d+)/.exec(text)?.[1]
  const lag = /^rate limit schedule lag: avg ([\d.]+) \(max ([\d.]+)\) ms/.exec(text)
  const connect = /^(?:initial|average) connection time = ([\d.]+ ms)/.exec(text)?.[1]
  return [
    ...figure(line, rate?.[1], { ...counted(run), metric: 'tps', unit: 'tps', better: 'higher', ...connecting }),
    ...latencies(line, text, run),
    ...figure(line, workload?.[2], { metric: workload?.[1] ?? '', role: 'workload' }),
    ...figure(line, duration, { metric: 'duration', unit: 's', role: 'workload' }),
    ...figure(line, failed, { metric: 'failed', statistic: 'count', unit: 'transactions', better: 'lower', role: 'workload' }),
    ...figure(line, connect, { benchmark, metric: 'connection time', unit: 'ms', better: 'lower' }),
    ...figure(line, lag?.[1], { benchmark, metric: 'schedule lag', statistic: 'mean', unit: 'ms', better: 'lower' }),
    ...figure(line, lag?.[2], { benchmark, metric: 'schedule lag', statistic: 'max', unit: 'ms', better: 'lower' }),
    ...statement(line, run),
  ]
}

/** A line of one of several scripts; their rates are shares of the whole one. */
export function scriptFigures(line: Line, run: Counted): PgbenchFigure[] {
  const rate = /^ - \d+ transactions \(.{1,40}, tps = ([\d.]+)\)/.exec(line.text)?.[1]
  return [
    ...figure(line, rate, { ...counted(run), metric: 'tps', unit: 'tps', better: 'higher', role: 'derived' }),
    ...latencies(line, line.text.replace(/^ - /, ''), run),
  ]
}

function latencies(line: Line, text: string, run: Counted): PgbenchFigure[] {
  const [, statistic, latency] = /^latency (average|stddev) = ([\d.]+ ms)/.exec(text) ?? []
  const isDerived = statistic === 'stddev' || !run.isTimed
  return figure(line, latency, {
    ...counted(run),
    metric: 'latency',
    statistic: statistic === 'stddev' ? 'stddev' : 'mean',
    unit: 'ms',
    better: 'lower',
    ...(isDerived ? { role: 'derived' } : {}),
  })
}

/** `  0.109           0  BEGIN;`: milliseconds, since version 15 failures, and the statement. */
function statement(line: Line, { benchmark }: Counted): PgbenchFigure[] {
  const [, time, sql] = /^ {2,}(\d+\.\d{3})(?: +\d+)* {2}(\S.*)$/.exec(line.text) ?? []
  return figure(line, time, {
    benchmark,
    metric: 'statement latency',
    statistic: 'mean',
    unit: 'ms',
    better: 'lower',
    role: 'derived',
    condition: sql?.trim() ?? '',
  })
}

function counted({ benchmark, samples }: Counted): Pick<Figure, 'benchmark' | 'samples' | 'sampleKind'> {
  return { benchmark, samples, sampleKind: samples === null ? null : 'request' }
}

function figure(line: Line, text: string | undefined, figure: Figure): PgbenchFigure[] {
  return text === undefined ? [] : [{ line, text, figure }]
}

/** The lines of a run of wrk and wrk2, each by itself. */
import { readCell } from '../cells.ts'
import type { Line } from '../document/lines.ts'
import type { Figure } from '../findings.ts'

/** A figure of a block before it is known how many requests it summarises. */
export interface Shown {
  line: Line
  text: string
  figure: Figure
}

const latency = { metric: 'latency', better: 'lower' } as const satisfies Figure

/** `Running 30s test`, `12 threads and 400 connections`. */
export function settingsOf(line: Line): Shown[] {
  const [, time] = /^\s*Running (\S+) test @/.exec(line.text) ?? []
  const [, threads, connections] = /^\s*(\d+ threads) and (\d+ connections)/.exec(line.text) ?? []
  const workload = (metric: string, text: string | undefined, unit: string): Shown[] =>
    text === undefined ? [] : [{ line, text, figure: { metric, unit, role: 'workload' } }]
  return [
    ...workload('duration', time, timeUnit(time ?? '')),
    ...workload('threads', threads, 'threads'),
    ...workload('connections', connections, 'connections'),
  ]
}

/** `Latency   635.91us    0.89ms  12.92ms   93.69%`: mean, deviation, largest; the rates are those of each thread. */
export function statisticsOf(line: Line): Shown[] {
  const [, name, mean = '', deviation = '', max = ''] = /^\s*(Latency|Req\/Sec)\s+(\S+)\s+(\S+)\s+(\S+)\s+\S+%/.exec(line.text) ?? []
  if (name === undefined) return []
  if (name === 'Req/Sec') {
    const rate = { metric: 'request_throughput per thread', better: 'higher', role: 'derived' } as const
    const unit = (text: string) => `${readCell(text)?.unit ?? ''}req/s`
    return [
      { line, text: mean, figure: { ...rate, statistic: 'mean', unit: unit(mean) } },
      { line, text: max, figure: { ...rate, statistic: 'max', unit: unit(max) } },
    ]
  }
  const [cell, spread] = [readCell(mean), readCell(deviation)]
  // wrk scales each by itself: only in the unit of the mean is a deviation one of it.
  const ofMean =
    cell !== null && spread !== null && cell.unit === spread.unit ? ({ kind: 'standard-deviation', value: spread.value } as const) : null
  return [
    { line, text: mean, figure: { ...latency, statistic: 'mean', unit: timeUnit(mean), spread: ofMean } },
    { line, text: deviation, figure: { ...latency, statistic: 'stddev', unit: timeUnit(deviation), role: 'derived' } },
    { line, text: max, figure: { ...latency, statistic: 'max', unit: timeUnit(max) } },
  ]
}

/** `99%    3.28ms`; wrk2 prints the latencies of both ways to count them, and 100 % is the largest once more. */
export function percentileOf(line: Line, section: string): Shown[] {
  const [, percent, text] = /^\s*(\d{1,3}(?:\.\d+)?)%\s+(\d\S*[a-z])\s*$/.exec(line.text) ?? []
  if (percent === undefined || text === undefined || section === '' || section === 'spectrum' || Number(percent) >= 100) return []
  const uncorrected = section === 'uncorrected' ? ({ condition: 'uncorrected', role: 'derived' } as const) : {}
  return [{ line, text, figure: { ...latency, statistic: `p${Number(percent)}`, unit: timeUnit(text), ...uncorrected } }]
}

export function ratesOf(line: Line): Shown[] {
  const [, requests] = /^\s*Requests\/sec:\s+(\S+)/.exec(line.text) ?? []
  const [, bytes] = /^\s*Transfer\/sec:\s+(\S+)/.exec(line.text) ?? []
  return [
    ...(requests === undefined
      ? []
      : [{ line, text: requests, figure: { metric: 'request_throughput', unit: 'req/s', better: 'higher' } as const }]),
    ...(bytes === undefined
      ? []
      : [
          {
            line,
            text: bytes,
            figure: { metric: 'transfer rate', unit: `${readCell(bytes)?.unit ?? ''}/s`, better: 'higher', role: 'derived' } as const,
          },
        ]),
  ]
}

/** `Socket errors: connect 0, read 3, write 0, timeout 12` and `Non-2xx or 3xx responses: 33`. */
export function failuresOf(line: Line): (Shown & { count: number })[] {
  const [, responses] = /^\s*Non-2xx or 3xx responses: (\d+)/.exec(line.text) ?? []
  const sockets = /^\s*Socket errors: (.*)$/.exec(line.text)?.[1] ?? ''
  const failure = (metric: string, text: string, unit: string, condition: string) => ({
    line,
    text,
    count: Number(text),
    figure: { metric, statistic: 'count', unit, better: 'lower', role: 'workload', condition } as const,
  })
  return [
    ...(responses === undefined ? [] : [failure('non2xx', responses, 'responses', '')]),
    ...[...sockets.matchAll(/(connect|read|write|timeout) (\d+)/g)].map(([, kind = '', count = '']) =>
      failure('errors', count, 'requests', kind),
    ),
  ]
}

/** `m` and `h` are minutes and hours (src/units.c). */
function timeUnit(text: string): string {
  const unit = readCell(text)?.unit ?? ''
  return unit === 'm' ? 'min' : unit
}

/** What autocannon's three histograms mean. */
import type { Figure, Findings, Place } from '../findings.ts'

/** Latency of every answer, whatever its status; answers and bytes of each second of the run. */
export const histograms = {
  latency: { metric: 'latency', unit: 'ms', better: 'lower' },
  requests: { metric: 'request_throughput', unit: 'req/s', better: 'higher' },
  throughput: { metric: 'throughput', unit: 'B/s', better: 'higher', role: 'derived' },
} as const satisfies Record<string, Figure>

/** autocannon counts whole milliseconds in a histogram of integers: what took less is 0 there, which is no figure. */
export function isBelowClock(latency: number | null): boolean {
  return latency !== null && latency < 1
}

export function flagClock(place: Place, found: Findings): void {
  found.flag(
    'clock-resolution',
    'autocannon counts whole milliseconds, and most answers took less than one: there the latency is 0, and a mean over it says nothing.',
    place,
  )
}

/** What Prometheus reads: deliveries, jobs, and the process. Labels are our own words, never a repository's. */
import { needed } from '../queue/packages.ts'
import type { QueueCounts } from '../queue/view.ts'

export interface Metrics {
  delivery(result: string, milliseconds: number): void
  job(name: string, state: string, seconds: number): void
  /** In Prometheus's text format. */
  text(): Promise<{ type: string; body: string }>
}

/** `counts` is asked at each reading. */
export async function metricsOf(counts: () => Promise<QueueCounts>): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await needed('prom-client', () => import('prom-client'))
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const deliveries = new Counter({
    name: 'casewright_deliveries_total',
    help: 'Webhook requests by what became of them.',
    labelNames: ['result'],
    registers,
  })
  const deliveryTime = new Histogram({
    name: 'casewright_delivery_seconds',
    help: 'Time from a request to its answer, for deliveries that were kept.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const jobs = new Counter({
    name: 'casewright_jobs_total',
    help: 'Attempts of jobs by how they ended.',
    labelNames: ['job', 'state'],
    registers,
  })
  const jobTime = new Histogram({
    name: 'casewright_job_seconds',
    help: 'Time of an attempt.',
    labelNames: ['job'],
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900],
    registers,
  })
  const waiting = new Gauge({
    name: 'casewright_jobs',
    help: 'Jobs by state: waiting, running, parked, dead.',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({ name: 'casewright_oldest_job_seconds', help: 'How long the oldest job that could run has waited.', registers })
  return {
    delivery(result, milliseconds) {
      deliveries.inc({ result })
      if (result === 'new' || result === 'duplicate') deliveryTime.observe(milliseconds / 1000)
    },
    job(name, state, seconds) {
      jobs.inc({ job: name, state })
      jobTime.observe({ job: name }, seconds)
    },
    async text() {
      const now = await counts()
      for (const state of ['waiting', 'running', 'parked', 'dead'] as const) waiting.set({ state }, now[state])
      oldest.set(now.oldest)
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}

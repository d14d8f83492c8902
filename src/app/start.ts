/** The App as a whole: queue, Probot, server and workers, put together and taken apart again. */
import type { AddressInfo } from 'node:net'
import { KnownError } from '../errors.ts'
import type { Log, WorkContext } from '../jobs/app/job.ts'
import type { Delivery, Job, Outcome } from '../queue/job.ts'
import { type AttemptEnd, openQueue, type Queue } from '../queue/queue.ts'
import { metricsOf } from './metrics.ts'
import { throughProbot } from './probot.ts'
import { appServer } from './server.ts'
import type { Settings } from './settings.ts'
import { shutServer } from './shut-server.ts'
import { statusPage } from './status-page.ts'

export interface AppOptions {
  /** Which jobs an event gives. */
  jobsFor: (delivery: Delivery) => readonly Job[]
  workOn: (job: Job, context: WorkContext) => Promise<Outcome>
  /** What jobs are given besides their memory. */
  context: Omit<WorkContext, 'memory'>
  version: string
  /** The directory of the queue was taken by another process: end at once. */
  onLost: (error: Error) => void
  /** Gives what failed for good another chance. */
  revive: boolean
}

export interface RunningApp {
  /** Where it listens: `http://127.0.0.1:3000`. */
  url: string
  queue: Queue
  /** Takes nothing more in, lets jobs end, closes the database. */
  close(): Promise<void>
}

const RECONCILE: Job = { name: 'reconcile', data: {}, lane: 'reconcile', about: 'all installations' }
const TIDY: Job = { name: 'tidy', data: {}, lane: 'tidy', about: 'the queue' }
const DAY = 86_400_000
/** GitHub sends a delivery again for three days; until then it may help to know what it said. */
const BODY_DAYS = 3
/** Jobs get so long to end; containers are usually killed after 30 seconds. */
const GRACE = 20_000

/** Starts it. Throws a KnownError a person can mend; nothing is left running then. */
export async function startApp(settings: Settings, options: AppOptions): Promise<RunningApp> {
  const { context, version } = options
  const { log, now } = context
  const queue = await openQueue({
    databaseUrl: settings.databaseUrl,
    directory: settings.directory,
    onError: sparing(log, now),
    onLost: options.onLost,
  })
  const startedAt = now()
  let open = true
  try {
    const metrics = await metricsOf(queue.counts)
    const keep = await throughProbot(settings, (delivery) => queue.accept(delivery, options.jobsFor(delivery)))
    const server = appServer({
      intake: {
        secrets: settings.secrets,
        keep,
        onTaken(taken, { event, id, milliseconds, error }) {
          metrics.delivery(taken, milliseconds)
          const level = taken === 'failed' ? 'error' : taken === 'new' || taken === 'duplicate' || taken === 'ignored' ? 'info' : 'warn'
          const reason = error instanceof Error ? { reason: error.message } : {}
          log(level, 'delivery', {
            result: taken,
            event: event ?? '',
            delivery: id ?? '',
            milliseconds: Math.round(milliseconds),
            ...reason,
          })
        },
      },
      statusToken: settings.statusToken,
      status: async () =>
        statusPage(await queue.view(), {
          version,
          github: new URL(settings.baseUrl).host,
          database: settings.databaseUrl === null ? 'PGlite' : 'PostgreSQL',
          startedAt,
          now: now(),
        }),
      metrics: metrics.text,
      async ready() {
        if (!open) return false
        await queue.ping()
        return true
      },
      log,
    })
    const url = await listening(server, settings)
    if (options.revive) log('info', 'revived', { jobs: await queue.revive() })
    const memory = { recall: queue.recall, remember: queue.remember, missing: queue.missing }
    await queue.work((job) => (job.name === TIDY.name ? tidy(queue, settings, now) : options.workOn(job, { ...context, memory })), {
      concurrency: settings.concurrency,
      onEnd(end) {
        metrics.job(end.job.name, end.outcome?.state ?? 'failed', end.seconds)
        logEnd(log, end)
      },
    })
    await queue.repeat(RECONCILE, '*/15 * * * *')
    await queue.repeat(TIDY, '20 3 * * *')
    log('info', 'started', { url, version })
    return {
      url,
      queue,
      async close() {
        open = false
        log('info', 'stopping')
        await shutServer(server)
        await queue.close(GRACE)
        log('info', 'stopped')
      },
    }
  } catch (error) {
    await queue.close(0)
    throw error
  }
}

async function tidy(queue: Queue, { keepDays }: Settings, now: () => number): Promise<Outcome> {
  const before = new Date(now() - keepDays * DAY)
  const rows = await queue.forget({ bodiesBefore: new Date(now() - BODY_DAYS * DAY), deliveriesBefore: before, endsBefore: before })
  return { state: 'done', code: 'tidied', words: `Forgot ${rows} rows older than ${keepDays} days.` }
}

function logEnd(log: Log, { job, attempt, seconds, outcome, error }: AttemptEnd): void {
  const about = { job: job.name, about: job.about, attempt, seconds: Math.round(seconds * 1000) / 1000 }
  if (outcome === null) log('error', 'job failed', { ...about, reason: error?.message ?? '' })
  else log('info', 'job ended', { ...about, state: outcome.state, code: outcome.code })
}

/** While a database is away, its pollers complain several times a second: each sentence counts once a minute. */
function sparing(log: Log, now: () => number): (error: Error) => void {
  const said = new Map<string, number>()
  return ({ message }) => {
    if (now() - (said.get(message) ?? 0) < 60_000) return
    if (said.size > 100) said.clear()
    said.set(message, now())
    log('error', 'the queue complains', { reason: message })
  }
}

function listening(server: ReturnType<typeof appServer>, { host, port }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'something else listens there' : error.message
      reject(new KnownError(`the App cannot listen on ${host}:${port}: ${why}. Choose another port with PORT or --port.`, { cause: error }))
    })
    server.listen(port, host, () => {
      const { address, family, port: got } = server.address() as AddressInfo
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${got}`)
    })
  })
}

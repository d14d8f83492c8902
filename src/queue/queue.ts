/**
 * The durable queue of the App. What it has accepted is done, declined, or parked with a reason (I2), over kills and
 * restarts and on any number of processes; two jobs of one lane never run at the same time (one writer a showcase).
 */
import type { Clock, JobWithMetadata } from 'pg-boss'
import { acceptor } from './accept.ts'
import { type DatabaseOptions, openDatabase } from './database.ts'
import type { Delivery, Job, Outcome } from './job.ts'
import { type Memory, memoryIn } from './memory.ts'
import { type Handler, runJob } from './run-job.ts'
import { seldom } from './seldom.ts'
import { createQueues, DEAD, insertJobs, type StoredJob, storedJob, TIMED, WORK } from './stored-job.ts'
import { countQueue, type QueueCounts, type QueueView, viewQueue } from './view.ts'

export interface Queue extends Memory {
  /** Keeps a delivery and the jobs it gives; both are durable when it answers. */
  accept(delivery: Delivery, jobs: readonly Job[]): Promise<'new' | 'duplicate'>
  /** Takes on jobs that no delivery gave. */
  add(jobs: readonly Job[]): Promise<void>
  /** The job now and by a cron line (UTC); one of its name at a time, over all processes. */
  repeat(job: Job, cron: string): Promise<void>
  /** Begins to work, so many jobs at a time. */
  work(handler: Handler, options: { concurrency: number; onEnd?: (end: AttemptEnd) => void }): Promise<void>
  view(): Promise<QueueView>
  counts(): Promise<QueueCounts>
  /** Gives what failed for good another chance; answers how many. */
  revive(): Promise<number>
  /** Whether the database answers. Throws when not. */
  ping(): Promise<void>
  /** Lets running jobs end for so many milliseconds, gives the others back, and closes the database. */
  close(grace: number): Promise<void>
}

/** How one try of a job ended. */
export interface AttemptEnd {
  job: Job
  /** From 1. */
  attempt: number
  seconds: number
  /** Null where it failed; it is tried again, or buried when that was the last try. */
  outcome: Outcome | null
  error: Error | null
}

/** Seconds between looks for jobs that nobody announced: those whose time has come, those that another process took in. */
const LOOK = 2
/** Milliseconds that the next job waits at most while deliveries come in. */
const DEFERRED = 1000
/** Milliseconds between two times that workers are told of new jobs. */
const WAKE = 250

/** Opens it, makes what is missing, and takes up what a killed process left. Throws a KnownError a person can mend. */
export async function openQueue(options: DatabaseOptions): Promise<Queue> {
  const database = await openDatabase(options)
  const { boss, sql, transaction } = database
  const now = () => timeOf(options.clock)
  await createQueues(boss)
  if (database.alone) await takeUp(sql)
  const workers: string[] = []
  // A look for work costs the more, the more waits: in a flood the workers find their next job by themselves.
  const wake = seldom(() => {
    for (const worker of workers) boss.notifyWorker(worker)
  }, WAKE)
  const add = (jobs: readonly Job[]) => transaction((db) => insertJobs(boss, db, jobs)).then(wake)
  const { accept, quiet } = acceptor(database, now)

  return {
    async accept(delivery, jobs) {
      const found = await accept(delivery, jobs)
      if (found === 'new' && jobs.length > 0) wake()
      return found
    },
    add,
    async repeat(job, cron) {
      const stored = storedJob(job)
      await boss.schedule(TIMED, cron, stored, { tz: 'UTC', key: job.name, singletonKey: job.name })
      await boss.send(TIMED, stored, { singletonKey: job.name })
      wake()
    },
    async work(handler, { concurrency, onEnd }) {
      const run =
        (worker: () => string) =>
        async ([row]: JobWithMetadata<StoredJob>[]) => {
          if (row === undefined) return
          const started = performance.now()
          const ended = (outcome: Outcome | null, error: Error | null) =>
            onEnd?.({ job: row.data, attempt: row.retryCount + 1, seconds: (performance.now() - started) / 1000, outcome, error })
          try {
            ended(await runJob(database, handler, now, row), null)
          } catch (error) {
            ended(null, error instanceof Error ? error : new Error(String(error)))
            throw error
          }
          // In one thread with the database, work would slow down the intake, for which GitHub does not wait.
          if (database.alone) await quiet(DEFERRED)
          boss.notifyWorker(worker())
        }
      for (const [name, count] of [
        [WORK, concurrency],
        [TIMED, 1],
      ] as const) {
        for (let i = 0; i < count; i++) {
          let id = ''
          id = await boss.work(
            name,
            { includeMetadata: true, pollingIntervalSeconds: LOOK },
            run(() => id),
          )
          workers.push(id)
        }
      }
    },
    view: () => viewQueue(sql),
    counts: () => countQueue(sql),
    async revive() {
      const moved = await boss.redrive(DEAD)
      wake()
      return moved
    },
    ...memoryIn(sql),
    async ping() {
      await sql('select 1')
    },
    close: (grace) => database.close(grace),
  }
}

/**
 * Nobody else can be at work on this database, so what is marked as running was left by a process that is gone. It runs at
 * once; a job that has used up its tries (it may be what kills the process) waits for its heartbeat to be missed, and is
 * then buried.
 */
async function takeUp(sql: (text: string, values?: unknown[]) => Promise<unknown[]>): Promise<void> {
  await sql(
    `update pgboss.job set state = 'retry', start_after = pgboss.job_now()
     where name = any($1) and state = 'active' and retry_count < retry_limit returning id`,
    [[WORK, TIMED]],
  )
}

function timeOf(clock: Clock | undefined): number {
  return clock === undefined ? Date.now() : clock.now()
}

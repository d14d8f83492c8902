/** A job as pg-boss keeps it, and the queues it is kept in. */
import type { Db, JobInsert, PgBoss } from 'pg-boss'
import type { Job } from './job.ts'
import { plainJson } from './plain-json.ts'

/** Work on events; one job a lane at a time, which a unique index of the database guarantees over all processes. */
export const WORK = 'casewright-work'
/** Work by the clock: reconcile, tidy. At most one of a name waits or runs. */
export const TIMED = 'casewright-timed'
/** What failed for good, until a person looks. */
export const DEAD = 'casewright-dead'

/** Why a job waits, for people. */
export interface Parked {
  code: string
  words: string
  /** Milliseconds since 1970: when it was parked first. */
  since: number
  times: number
}

/** What stands in a row's `data`. */
export interface StoredJob {
  name: string
  data: Readonly<Record<string, unknown>>
  lane: string
  about: string
  later: boolean
  parked: Parked | null
}

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
const kept = { retentionSeconds: 60 * DAY, deleteAfterSeconds: DAY }

/** Makes the queues, or brings their settings up to date. */
export async function createQueues(boss: PgBoss): Promise<void> {
  // Eleven tries over about five hours: GitHub's outages are shorter.
  const tries = { retryLimit: 10, retryDelay: 15, retryBackoff: true, retryDelayMax: 60 * MINUTE }
  // A living worker says so every 15 seconds; one that was killed is found by its silence.
  const alive = { heartbeatSeconds: 30, expireInSeconds: 15 * MINUTE }
  await boss.createQueue(DEAD, { ...kept, retryLimit: 0 })
  await boss.createQueue(WORK, { ...kept, ...tries, ...alive, policy: 'singleton', deadLetter: DEAD })
  await boss.createQueue(TIMED, { ...kept, ...alive, policy: 'exclusive', retryLimit: 2, retryDelay: 60 })
}

/** Takes jobs on, within a transaction; those of one call in their order. */
export async function insertJobs(boss: PgBoss, db: Db, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 0) await boss.insert(WORK, jobs.map(insertOf), { db })
}

/** The same job once more, at its time. */
export async function insertParked(boss: PgBoss, db: Db, job: StoredJob, parked: Parked, until: number): Promise<void> {
  await boss.insert(WORK, [{ ...rowOf({ ...job, parked }), startAfter: new Date(until) }], { db })
}

/** As it goes into the table. */
export function storedJob({ name, data, lane, about, later = false }: Job): StoredJob {
  return plainJson({ name, data, lane, about, later, parked: null })
}

function insertOf(job: Job): JobInsert<StoredJob> {
  return rowOf(storedJob(job))
}

function rowOf(job: StoredJob): JobInsert<StoredJob> {
  return { data: job, singletonKey: job.lane, priority: job.later ? -1 : 0 }
}

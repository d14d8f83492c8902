/** Runs one job and writes down how it ended, together with what follows from it: both or neither. */
import type { JobWithMetadata } from 'pg-boss'
import { KnownError } from '../errors.ts'
import type { Database } from './database.ts'
import type { Job, Outcome } from './job.ts'
import { insertJobs, insertParked, type StoredJob } from './stored-job.ts'

/** Which try of which job, and whether to stop (shutting down, or another process has it). */
interface Attempt {
  id: string
  /** From 1. */
  number: number
  signal: AbortSignal
}

export type Handler = (job: Job, attempt: Attempt) => Promise<Outcome>

/** Throws what the queue should try again, in words fit to be kept. */
export async function runJob(database: Database, handler: Handler, now: () => number, row: JobWithMetadata<StoredJob>): Promise<Outcome> {
  const began = now()
  const { data: job } = row
  const outcome = await handler(
    { name: job.name, data: job.data, lane: job.lane, about: job.about },
    { id: row.id, number: row.retryCount + 1, signal: row.signal },
  ).catch((error: unknown) => parkedOrFailed(error))
  await database.transaction(async (db) => {
    const completed = await database.boss.complete(row.name, { id: row.id, retryCount: row.retryCount }, null, { db })
    // Somebody else has it meanwhile: what they find is theirs to write down.
    if ('affected' in completed && completed.affected === 0) throw new Error(`job ${row.id} was given to another worker`)
    if (outcome.state === 'parked') {
      const { code, words, until } = outcome
      const parked = { code, words, since: job.parked?.since ?? now(), times: (job.parked?.times ?? 0) + 1 }
      await insertParked(database.boss, db, job, parked, until)
      return
    }
    await insertJobs(database.boss, db, outcome.next ?? [])
    await db.executeSql(
      `insert into casewright.ended (job, name, lane, about, state, code, words, url, tries, began, ended)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.id,
        job.name,
        job.lane,
        job.about,
        outcome.state,
        outcome.code,
        outcome.words.replaceAll('\u0000', ''),
        outcome.url ?? null,
        row.retryCount + 1,
        new Date(began),
        new Date(now()),
      ],
    )
  })
  return outcome
}

/** A limit that ends by itself parks; everything else is tried again. The stack and what an error carries are not kept. */
function parkedOrFailed(error: unknown): Outcome {
  if (error instanceof KnownError && error.until !== null)
    return { state: 'parked', code: 'limit', words: error.message, until: error.until }
  throw Object.assign(new Error(error instanceof Error ? error.message : 'it failed without a reason'), { stack: '' })
}

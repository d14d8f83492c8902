/** Takes deliveries in: the row and its jobs in one transaction, or neither, and each delivery once. */
import type { Db } from 'pg-boss'
import { inBatches } from './batch.ts'
import type { Database } from './database.ts'
import type { Delivery, Job } from './job.ts'
import { plainJson } from './plain-json.ts'
import { insertJobs } from './stored-job.ts'

interface Incoming {
  delivery: Delivery
  jobs: readonly Job[]
}

/** So many at most share a transaction. */
const MOST = 100

/** Answers once the row is durable. A delivery is known by its id, and by its body under any id. */
export function acceptor({ boss, transaction }: Database, now: () => number) {
  const together = inBatches<Incoming, 'new' | 'duplicate'>(MOST, (incoming) =>
    transaction(async (db) => {
      const fresh = await insertDeliveries(db, incoming, now())
      const first = incoming.map(({ delivery }) => fresh.delete(delivery.id))
      await insertJobs(
        boss,
        db,
        incoming.flatMap(({ jobs }, at) => (first[at] ? jobs : [])),
      )
      return first.map((isFirst) => (isFirst ? 'new' : 'duplicate'))
    }),
  )
  return { accept: (delivery: Delivery, jobs: readonly Job[]) => together.add({ delivery, jobs }), quiet: together.quiet }
}

/** The ids of those that were not there. */
async function insertDeliveries(db: Db, incoming: readonly Incoming[], now: number): Promise<Set<string>> {
  const rows = plainJson(incoming.map(({ delivery, jobs }) => ({ ...delivery, jobs: jobs.length })))
  const { rows: inserted } = await db.executeSql(
    `insert into casewright.delivery (id, key, event, action, installation, repository, body, jobs, received)
     select id, key, event, action, installation, "repositoryId", body, jobs, $2
     from jsonb_to_recordset($1::jsonb) as r(
       id text, key text, event text, action text, installation bigint, "repositoryId" bigint, body jsonb, jobs int)
     on conflict do nothing returning id`,
    [JSON.stringify(rows), new Date(now)],
  )
  return new Set(inserted.map(({ id }) => String(id)))
}

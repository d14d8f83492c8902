/** What the queue holds, for the status page and the metrics. Counts and ids: nothing of a payload. */
import type { Sql } from './database.ts'
import { DEAD, TIMED, WORK } from './stored-job.ts'

interface JobLine {
  id: string
  name: string
  about: string
}

export interface QueueView {
  running: readonly (JobLine & { since: Date; attempt: number })[]
  /** Waiting for a time, with the reason: a limit, or a failure that is tried again. */
  parked: readonly (JobLine & { until: Date; code: string; words: string; attempt: number })[]
  dead: readonly (JobLine & { at: Date; words: string; tries: number })[]
  /** The last that ended, the newest first. */
  ended: readonly (JobLine & { state: string; code: string; words: string; url: string | null; tries: number; began: Date; ended: Date })[]
  counts: QueueCounts
}

export interface QueueCounts {
  /** Ready to run, not yet begun. */
  waiting: number
  running: number
  parked: number
  dead: number
  /** Received in the last 24 hours. */
  deliveries: number
  /** Seconds that the oldest ready job has waited. */
  oldest: number
}

const LINE = `id, data->>'name' as name, data->>'about' as about`
const QUEUES = [WORK, TIMED]
/** So many lines of each kind are shown. */
const MOST = 100

export async function viewQueue(sql: Sql): Promise<QueueView> {
  const [counts, running, parked, dead, ended] = await Promise.all([
    countQueue(sql),
    sql<QueueView['running'][number]>(
      `select ${LINE}, started_on as since, retry_count + 1 as attempt from pgboss.job
       where name = any($1) and state = 'active' order by started_on limit ${MOST}`,
      [QUEUES],
    ),
    sql<QueueView['parked'][number]>(
      `select ${LINE}, start_after as until, retry_count + 1 as attempt,
         case when state = 'retry' then 'failed' else coalesce(data->'parked'->>'code', 'later') end as code,
         case when state = 'retry' then coalesce(output->>'message', 'it failed') else coalesce(data->'parked'->>'words', '') end as words
       from pgboss.job where name = any($1) and state < 'active' and start_after > pgboss.job_now() order by start_after limit ${MOST}`,
      [QUEUES],
    ),
    sql<QueueView['dead'][number]>(
      `select ${LINE}, created_on as at, coalesce(source_output->>'message', 'it failed') as words, coalesce(source_retry_count, 0) + 1 as tries
       from pgboss.job where name = $1 and state < 'active' order by created_on desc limit ${MOST}`,
      [DEAD],
    ),
    sql<QueueView['ended'][number]>(
      `select job as id, name, about, state, code, words, url, tries, began, ended from casewright.ended order by casewright.ended.id desc limit 50`,
    ),
  ])
  return { counts, running, parked, dead, ended }
}

export async function countQueue(sql: Sql): Promise<QueueCounts> {
  const [row] = await sql<Record<keyof QueueCounts, number | string>>(
    `select
       count(*) filter (where name = any($1) and state < 'active' and start_after <= pgboss.job_now()) as waiting,
       count(*) filter (where name = any($1) and state = 'active') as running,
       count(*) filter (where name = any($1) and state < 'active' and start_after > pgboss.job_now()) as parked,
       count(*) filter (where name = $2 and state < 'active') as dead,
       (select count(*) from casewright.delivery where received > pgboss.job_now() - interval '1 day') as deliveries,
       coalesce(extract(epoch from pgboss.job_now() - min(created_on)
         filter (where name = any($1) and state < 'active' and start_after <= pgboss.job_now())), 0) as oldest
     from pgboss.job where name = any($3) and state <= 'active'`,
    [QUEUES, DEAD, [...QUEUES, DEAD]],
  )
  const count = (key: keyof QueueCounts) => Number(row?.[key] ?? 0)
  return {
    waiting: count('waiting'),
    running: count('running'),
    parked: count('parked'),
    dead: count('dead'),
    deliveries: count('deliveries'),
    oldest: count('oldest'),
  }
}

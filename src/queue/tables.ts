/** Our own tables beside pg-boss's: what came in, how jobs ended, a few remembered words. */
import type { Db } from 'pg-boss'

/** Any number fits, as long as it is always the same: processes that start together wait for each other. */
const LOCK = 7_251_403

const STATEMENTS = [
  'create schema if not exists casewright',
  `create table if not exists casewright.delivery (
    id text primary key, key text not null unique, event text not null, action text, installation bigint, repository bigint,
    body jsonb not null, jobs int not null, received timestamptz not null)`,
  'create index if not exists delivery_received on casewright.delivery (received)',
  `create table if not exists casewright.ended (
    id bigint generated always as identity primary key, job uuid not null, name text not null, lane text not null, about text not null,
    state text not null, code text not null, words text not null, url text, tries int not null,
    began timestamptz not null, ended timestamptz not null)`,
  'create index if not exists ended_ended on casewright.ended (ended)',
  'create table if not exists casewright.memory (name text primary key, value text not null)',
]

/** Makes what is missing. */
export async function createTables(db: Db): Promise<void> {
  await db.executeSql('select pg_advisory_xact_lock($1)', [LOCK])
  for (const statement of STATEMENTS) await db.executeSql(statement)
}

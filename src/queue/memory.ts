/** What the queue remembers beside its jobs: a few words by name, which deliveries came in, and when to forget them. */
import type { Sql } from './database.ts'

export interface Memory {
  recall(name: string): Promise<string | null>
  remember(name: string, value: string): Promise<void>
  /** Those of these delivery ids that never came in. */
  missing(ids: readonly string[]): Promise<string[]>
  /** Forgets what deliveries said, that they were, and how jobs ended, each when it is older; answers how many rows are gone. */
  forget(options: { bodiesBefore: Date; deliveriesBefore: Date; endsBefore: Date }): Promise<number>
}

/** On our own tables. */
export function memoryIn(sql: Sql): Memory {
  return {
    async recall(name) {
      const [row] = await sql<{ value: string }>('select value from casewright.memory where name = $1', [name])
      return row?.value ?? null
    },
    async remember(name, value) {
      await sql(
        'insert into casewright.memory (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value returning name',
        [name, value],
      )
    },
    async missing(ids) {
      const rows = await sql<{ id: string }>(
        'select given.id from unnest($1::text[]) as given(id) where not exists (select 1 from casewright.delivery d where d.id = given.id)',
        [[...ids]],
      )
      return rows.map(({ id }) => id)
    },
    async forget({ bodiesBefore, deliveriesBefore, endsBefore }) {
      await sql("update casewright.delivery set body = 'null' where received < $1 and body <> 'null' returning 1", [bodiesBefore])
      const deliveries = await sql('delete from casewright.delivery where received < $1 returning 1', [deliveriesBefore])
      const ends = await sql('delete from casewright.ended where ended < $1 returning 1', [endsBefore])
      return deliveries.length + ends.length
    },
  }
}

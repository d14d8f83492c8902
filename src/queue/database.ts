/** The database below the queue: PGlite in a directory of our own, or a PostgreSQL; pg-boss and our tables on either. */
import type { PGlite } from '@electric-sql/pglite'
import type { Clock, ConstructorOptions, Db, PgBoss } from 'pg-boss'
import { KnownError } from '../errors.ts'
import { lockDirectory } from './directory-lock.ts'
import { needed } from './packages.ts'
import { createTables } from './tables.ts'

export interface DatabaseOptions {
  /** A PostgreSQL's address, or null for PGlite in `directory`. */
  databaseUrl: string | null
  directory: string
  /** pg-boss's clock; tests hand in one that they move. */
  clock?: Clock
  /** What goes wrong beside a call: a lost connection. It is tried again. */
  onError: (error: Error) => void
  /** Another process has taken the directory: end at once. */
  onLost: (error: Error) => void
}

export interface Database {
  boss: PgBoss
  /** Whether nobody else can be at work on it. */
  alone: boolean
  sql: Sql
  /** Both or neither. */
  transaction<T>(run: (db: Db) => Promise<T>): Promise<T>
  close(grace: number): Promise<void>
}

export type Sql = <Row>(text: string, values?: unknown[]) => Promise<Row[]>

/** Opens it, and makes what is missing in it. Throws a KnownError when it is taken, or cannot be reached. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === null ? openDirectory(options) : openServer(options.databaseUrl, options)
}

/** Steps of upkeep are short, so that what a killed process left is found soon. */
function settings({ clock }: DatabaseOptions): ConstructorOptions {
  return {
    ...(clock && { clock }),
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    warningQueueSize: 100_000,
  }
}

async function openDirectory(options: DatabaseOptions): Promise<Database> {
  const { PGlite } = await needed('@electric-sql/pglite', () => import('@electric-sql/pglite'))
  const { PgBoss, fromPglite } = await needed('pg-boss', () => import('pg-boss'))
  const lock = await lockDirectory(options.directory, options.onLost)
  let lite: PGlite | null = null
  try {
    const opened = new PGlite(`${options.directory}/pglite`)
    lite = opened
    await opened.waitReady
    const boss = new PgBoss({ ...settings(options), db: fromPglite(opened), backend: 'pglite' })
    boss.on('error', options.onError)
    const transaction = <T>(run: (db: Db) => Promise<T>) => opened.transaction((tx) => run(fromPglite(tx as unknown as PGlite)))
    await transaction(createTables)
    await boss.start()
    return {
      boss,
      alone: true,
      sql: async (text, values) => (await boss.getDb().executeSql(text, values)).rows,
      transaction,
      async close(grace) {
        await boss.stop({ graceful: true, timeout: grace })
        await opened.close()
        lock.release()
      },
    }
  } catch (error) {
    await lite?.close().catch(() => {})
    lock.release()
    throw error
  }
}

async function openServer(databaseUrl: string, options: DatabaseOptions): Promise<Database> {
  const { PgBoss } = await needed('pg-boss', () => import('pg-boss'))
  const boss = new PgBoss({ ...settings(options), connectionString: databaseUrl, application_name: 'casewright', max: 10 })
  boss.on('error', options.onError)
  try {
    await boss.start({ attempts: 2 })
  } catch (error) {
    // The address holds a password, so it is not repeated.
    throw new KnownError(
      `the PostgreSQL of DATABASE_URL cannot be used: ${reasonOf(error)}. Check that it runs, that the address, user and password are right, and that the user may create schemas.`,
      { exitCode: 3, cause: error },
    )
  }
  const transaction = async <T>(run: (db: Db) => Promise<T>) => {
    const begun = await boss.getDb().beginTransaction?.()
    if (begun === undefined) throw new Error('pg-boss opens no transaction on its own pool')
    try {
      const result = await run(begun.db)
      await begun.commit()
      return result
    } catch (error) {
      await begun.rollback()
      throw error
    }
  }
  await transaction(createTables)
  return {
    boss,
    alone: false,
    sql: async (text, values) => (await boss.getDb().executeSql(text, values)).rows,
    transaction,
    close: (grace) => boss.stop({ graceful: true, timeout: grace }),
  }
}

/** The driver's own sentence; of several tries the first. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}

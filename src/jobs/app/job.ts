/** What a job of the App is given: clients with tokens as narrow as its step, the time, a way to say what it does. */
import type { AppApi } from '../../github/tokens.ts'
import type { Delivery } from '../../queue/job.ts'

/** Where a job writes a line: what happened, in fields that hold ids and codes, never payloads, names of private things or tokens. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, string | number | boolean>>) => void

export interface WorkContext {
  api: AppApi
  /** The API's base, `https://api.github.com`. */
  baseUrl: string
  /** Milliseconds since 1970. */
  now: () => number
  wait: (milliseconds: number) => Promise<void>
  /** What goes into ledgers: `casewright 0.1.0`. */
  generator: string
  log: Log
  /** The last deliveries and jobs that the queue knows, for `reconcile`. */
  memory: Memory
}

/** What the App remembers besides git and GitHub: a few words by name (a watermark), and which deliveries it has. */
interface Memory {
  recall(name: string): Promise<string | null>
  remember(name: string, value: string): Promise<void>
  /** Those of these GUIDs that never came in. */
  missing(ids: readonly string[]): Promise<string[]>
}

/** A delivery that `jobsFor` looks at. */
export type { Delivery }

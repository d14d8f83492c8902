/** What the queue holds: deliveries as they came in, the jobs they gave, and how each job ended. */

/** A webhook as it is kept: what identifies it, and of its body only what jobs need. */
export interface Delivery {
  /** GitHub's GUID; a redelivery has the same. */
  id: string
  event: string
  action: string | null
  /** The installation's numeric id; null for what concerns the App itself. */
  installation: number | null
  repositoryId: number | null
  /** Only the fields jobs need; never the whole payload. */
  body: unknown
  /** sha256 (hex) of the body's bytes: the signature covers nothing but them, so a replay under another id has the same. */
  key: string
}

/** A piece of work. It runs at least once, and again after a crash: observe, write one thing, observe. */
export interface Job {
  name: string
  /** JSON; small (ids and numbers): what the world looks like is asked of GitHub when the job runs. */
  data: Readonly<Record<string, unknown>>
  /** Jobs of one lane run one at a time, over all processes. A job that writes to a showcase has the showcase's lane. */
  lane: string
  /** What it is about, in ids that reveal no private name: `repository:4711 pull:12`. For logs, pages and history. */
  about: string
  /** Waits behind everything that is not: for back-fill. */
  later?: boolean
}

/** The lane of a repository that is written to, or of one that is only read. */
export function laneOf(repositoryId: number): string {
  return `repository:${repositoryId}`
}

/** How a job ended. Every end has a code, so that nothing is skipped without a reason somebody can see. */
export type Outcome = Ended | Waiting

interface Ended {
  state: 'done' | 'declined' | 'skipped'
  /** A stable word: `drafted`, `no-config`, `not-accepted` … */
  code: string
  /** A sentence for people. */
  words: string
  /** Where the result is. */
  url?: string
  /** Jobs that follow, taken on together with the end of this one: both or neither. */
  next?: readonly Job[]
}

/** The same job once more, later. What a KnownError with `until` does by itself. */
interface Waiting {
  state: 'parked'
  code: string
  words: string
  /** Milliseconds since 1970. */
  until: number
}

/** Which of a clone's past changes are worth showing. */

export interface Candidate {
  /** The merge commit, or the commit itself; full id. */
  commit: string
  /** Of the pull request, where the message names one. */
  number: number | null
  title: string
  author: string
  /** `YYYY-MM-DD`. */
  date: string
  /** `BASE..HEAD` for --range. */
  range: string
  /** Strength of evidence; only its order means something. */
  score: number
  /** One line. */
  why: string
  /** The command that drafts it. */
  command: string
}

export interface DiscoverRequest {
  directory: string
  limit: number
  onProgress?: (label: string, done: number, total: number) => void
}

/** The best candidates first, at most `limit`. */
export async function discover(_request: DiscoverRequest): Promise<Candidate[]> {
  throw new Error('being written')
}

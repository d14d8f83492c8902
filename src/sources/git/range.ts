/** What a clone says about a range of commits: the local source of evidence. */
import type { Commit, FileChange, Omission, Repository } from '../../model.ts'
import { withClone } from './clone.ts'

/** An added line that may hold a secret; policy/secrets.ts decides. */
export interface SuspectLine {
  path: string
  /** At the head, from 1. */
  line: number
  text: string
}

export interface RangeEvidence {
  repository: Repository
  /** Full commit ids. */
  base: string
  head: string
  /** The head itself where it is a merge commit, else null. */
  merge: string | null
  /** The head's committer date in its own zone: `YYYY-MM-DD`. */
  date: string
  /** Of the head; of a merge commit, the author of what it brought in. */
  author: string | null
  /** From the oldest to the newest. */
  commits: Commit[]
  changes: FileChange[]
  /** What was cut, and why. */
  omissions: Omission[]
  suspects: SuspectLine[]
}

export interface RangeRequest {
  /** Any folder of the clone; a bare clone works too. */
  directory: string
  /** `BASE..HEAD` in git's own words for commits. */
  range: string
  /** Which added lines to hand on as suspects: `suspiciousLine` of policy/secrets.ts. */
  suspicious: RegExp
  /** Gets the bytes of the diff read so far. */
  onProgress?: (label: string, bytes: number) => void
}

/** Reads commits, diff, licence, README and remote of a range in a constant number of processes. */
export async function collectRange(request: RangeRequest): Promise<RangeEvidence> {
  return withClone(request.directory, async () => {
    throw new Error('being written')
  })
}

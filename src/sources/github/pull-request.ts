/** A pull request's evidence from GitHub: by GraphQL with a token, by REST without one; none of it writes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import { isOverwhelmed } from '../../github/faults.ts'
import type { Evidence } from '../../model.ts'
import { evidenceOf } from './evidence.ts'
import { firstLook, readByGraph } from './graph.ts'
import type { GraphPull } from './graph-answers.ts'
import type { Look } from './late.ts'
import { mergeBase } from './merge-facts.ts'
import type { Reading } from './reading.ts'
import type { PullRequestReference } from './reference.ts'
import { readByRest } from './rest.ts'

export interface PullRequestRequest {
  github: GitHub
  reference: PullRequestReference
  /** Which added lines to hand on as suspects: `suspiciousLine` of policy/secrets.ts. */
  suspicious: RegExp
  /** What `overview` answered a moment ago. */
  first?: GraphPull | undefined
  /** A webhook or an installation just said that it is there: a 404 is then waited out, 7 seconds at most. */
  isNew?: boolean | undefined
  /** Waits for what GitHub does not know yet; tests hand in one that does not. */
  wait?: (milliseconds: number) => Promise<void>
  onProgress: (label: string) => void
}

export interface PullRequestEvidence {
  evidence: Evidence
  suspects: { path: string; line: number; text: string }[]
  /** Whether the repository is private. */
  isPrivate: boolean
  /** Ids of the trees at the head and at the merge commit: equal where what was measured at the head is what was merged. Null where unknown. */
  trees: { head: string | null; merge: string | null }
}

/** Reads a pull request: at most eight requests for 300 changed files with a token, ten for a typical one without. Throws a KnownError for what a user can mend. */
export async function collectPullRequest(request: PullRequestRequest): Promise<PullRequestEvidence> {
  const { github, reference, suspicious, isNew = false, wait = sleep, onProgress } = request
  onProgress(`Reading ${reference.owner}/${reference.name}#${reference.number}`)
  const reading = await read(request, { isNew, wait })
  const { pull, merge, commits } = reading
  const base = await mergeBase(github, pull, commits)
  return {
    ...evidenceOf(reading, base, suspicious),
    isPrivate: pull.repository.isPrivate,
    trees: { head: commits.items.find(({ sha }) => sha === pull.head)?.tree ?? null, merge: merge?.tree ?? null },
  }
}

/** One large query may be more than GitHub can answer in its time, where many small requests are not. */
async function read({ github, reference, first }: PullRequestRequest, look: Look): Promise<Reading> {
  if (!github.authenticated) return readByRest(github, reference, look)
  try {
    return await readByGraph(github, reference, first ?? (await firstLook(github, reference, look)))
  } catch (error) {
    if (error instanceof KnownError && isOverwhelmed(error.cause)) return readByRest(github, reference, look)
    throw error
  }
}

/** Verifies the entries of a showcase's pull request at its head, and says so there: the check `casewright / evidence`. */
import { postCheck } from '../destinations/check.ts'
import { KnownError } from '../errors.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { entriesOf } from './entry-at.ts'
import { evidenceCheck, judged } from './evidence-check.ts'

export interface EvidenceRequest {
  writer: GitHubWriter
  /** The showcase and its pull request. */
  owner: string
  name: string
  number: number
  wait: (milliseconds: number) => Promise<void>
}

export interface CheckedEvidence {
  /** The commit that was verified. */
  head: string
  entries: ReturnType<typeof judged>[]
  /** Why neither a check nor a status could be made, a sentence with the mend; null where one stands there. */
  unposted: string | null
}

/** Writes nothing where the same is said already. */
export async function checkEvidence({ writer, owner, name, number, wait }: EvidenceRequest): Promise<CheckedEvidence> {
  const { head, entries: read } = await entriesOf(writer, { owner, name, number })
  const entries = read.map(judged)
  const place = { owner, name, sha: head, check: 'casewright / evidence' as const }
  try {
    await postCheck(writer, { ...place, ...evidenceCheck(read), wait })
    return { head, entries, unposted: null }
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    return { head, entries, unposted: error.message }
  }
}

/** Whether a showcase has the draft of what was seen already, so that none need be made. Two requests (a third where the entry is not in its usual folder), never a write. */
import type { GitHubWriter } from '../../github/writer.ts'
import type { Published } from '../pull-request.ts'
import { join } from './changes.ts'
import { readComment } from './held-back.ts'
import { observeBranch } from './observe-branch.ts'
import { observeShowcase, type Showcase } from './observe-showcase.ts'

export interface SeenDraft {
  writer: GitHubWriter
  owner: string
  name: string
  /** sha256 of repository id, kind and number, in hex. */
  subject: string
  /** The folder of entries in the showcase; empty for its root. */
  folder: string
  /** What a draft would be made from now; the record beside the entry says what the last one was made from. */
  seen: string
}

export interface Settled {
  /** What publishing would answer without writing anything; null where that is not certain, so that a draft is to be made. */
  published: Published | null
  /** The showcase, where it has an open pull request of the subject: publishing then need not look for it again. */
  known?: Showcase
}

export async function settled({ writer, owner, name, subject, folder, seen }: SeenDraft): Promise<Settled> {
  const hash = subject.slice(0, 8)
  // The slug is known to whoever drafts; our pull requests are found by the hash and the marker.
  const nowhere = { owner, name, subject, hash, branch: `casewright/-${hash}`, folder }
  const showcase = await observeShowcase(writer, nowhere)
  const { pulls, viewer } = showcase
  const open = pulls.find(({ state }) => state === 'OPEN')
  const last = open ?? pulls[0]
  if (last === undefined) return { published: null }
  const about = { url: last.url, number: last.number, branch: last.headRefName, offers: 0, warnings: [] }
  if (open === undefined) return { published: { ...about, outcome: last.state === 'MERGED' ? 'published' : 'declined' } }
  const slug = /^casewright\/(.+)-[0-9a-f]{8}$/.exec(open.headRefName)?.[1] ?? ''
  const place = { ...nowhere, branch: open.headRefName, folder: join(folder, slug) }
  const { standing, approved, labelled, comment, doubles } = await observeBranch(writer, place, viewer.id, open.headRefOid, open.number)
  if (approved) return { published: { ...about, outcome: 'approved' } }
  const held = readComment(comment?.body ?? null)
  const isHeld = held.offers.length + held.kept.length + held.more > 0
  // Opening was cut off before its end, or what is held back may be settled by now: publishing looks after both.
  const isSettled = labelled && !isHeld && doubles.length === 0 && standing.record?.seen === seen
  return isSettled ? { published: { ...about, outcome: 'unchanged' } } : { published: null, known: { ...showcase, taken: false } }
}

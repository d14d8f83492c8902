/** The App's own pull requests in a showcase: which subject each is of, and how it stands. */
import { z } from 'zod'
import { subjectIn } from '../../destinations/pull-request/text.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import type { Repository } from './repository.ts'
import { selfOf } from './sticky.ts'

export interface OwnDraft {
  number: number
  url: string
  state: 'open' | 'merged' | 'closed'
  /** The subject's identity; null where a person took the marker out of the text. */
  subject: string | null
  /** The last 8 hex digits of its branch's name. */
  hash: string
  head: string
  branch: string
  createdAt: string
  /** The number of who opened it. */
  opener: number | null
}

const schema = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  created_at: z.string(),
  body: z.string().nullable(),
  user: z.object({ id: z.number() }).nullable(),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
})

type Reader = Pick<GitHubWriter, 'get' | 'query'>

/** The newest hundred pull requests are looked at. */
export async function ownDrafts(client: Reader, { owner, name, repository }: Repository): Promise<OwnDraft[]> {
  const self = await selfOf(client)
  const query = { state: 'all', sort: 'created', direction: 'desc', per_page: 100 }
  const pulls = await client.get(`/repos/${owner}/${name}/pulls`, schema.array(), query)
  return pulls.filter(({ user, head }) => user?.id === self && head.repo?.id === repository).flatMap((pull) => draftOf(pull) ?? [])
}

/** Numbers of open pull requests on branches of entries, whoever opened them: all that bear our checks. */
export async function openEntries(client: Reader, { owner, name, repository }: Repository): Promise<number[]> {
  const query = { state: 'open', sort: 'created', direction: 'desc', per_page: 100 }
  const pulls = await client.get(`/repos/${owner}/${name}/pulls`, schema.array(), query)
  return pulls.filter(({ head }) => head.repo?.id === repository && isEntryBranch(head.ref)).map(({ number }) => number)
}

/** Branches of entries begin so; a record of signatures, and a draft that waits in a private repository, are none. */
export function isEntryBranch(ref: string): boolean {
  return /^casewright\/(?!(?:sign-off|private)-)/.test(ref)
}

/** One pull request, whoever opened it; null for one that is of no entry. */
export async function draftAt(
  client: Pick<GitHubWriter, 'get'>,
  { owner, name, repository }: Repository,
  number: number,
): Promise<OwnDraft | null> {
  const pull = await client.get(`/repos/${owner}/${name}/pulls/${number}`, schema)
  return pull.head.repo?.id === repository ? draftOf(pull) : null
}

/** Whether it is of this subject, also where the marker was taken out. */
export function isOf(draft: OwnDraft, identity: string): boolean {
  return draft.subject === null ? draft.hash === identity.slice(0, 8) : draft.subject === identity
}

function draftOf({ number, html_url, state, merged_at, created_at, body, head, user }: z.infer<typeof schema>): OwnDraft | null {
  const hash = /^casewright\/(?:.*-)?([0-9a-f]{8})$/.exec(head.ref)?.[1]
  if (hash === undefined) return null
  return {
    number,
    url: html_url,
    state: state === 'open' ? 'open' : typeof merged_at === 'string' ? 'merged' : 'closed',
    subject: subjectIn(body ?? ''),
    hash,
    head: head.sha,
    branch: head.ref,
    createdAt: created_at,
    opener: user?.id ?? null,
  }
}

/** Whether a comment is a person's, and what that person may do here. */
import { z } from 'zod'
import type { GitHub } from '../../github/client.ts'
import { mayWrite } from '../../sources/github/approvals.ts'

const schema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  created_at: z.string(),
  user: z.object({ id: z.number(), login: z.string(), type: z.string() }).nullable(),
  performed_via_github_app: z.object({}).nullish(),
})

export interface Comment {
  id: number
  body: string
  url: string
  createdAt: string
  by: { id: number; login: string }
}

type Reader = Pick<GitHub, 'get' | 'query'>

/** A comment as it is now; null for a bot's, for one that a program wrote in a person's name, and for a deleted account's. */
export async function commentBy(
  reader: Reader,
  { owner, name }: { owner: string; name: string },
  comment: number,
): Promise<Comment | null> {
  return commentOf(await reader.get(`/repos/${owner}/${name}/issues/comments/${comment}`, schema))
}

const MOST_PAGES = 5

/** What people said, the oldest first; bots left out. */
export async function commentsOn(
  reader: Reader,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<Comment[]> {
  const all: Comment[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const some = await reader.get(`/repos/${owner}/${name}/issues/${number}/comments`, schema.array(), { per_page: 100, page })
    all.push(...some.flatMap((comment) => commentOf(comment) ?? []))
    if (some.length < 100) break
  }
  return all
}

/** Whether a person may ask for something here, by her role. */
export function mayAsk(reader: Reader, repository: { owner: string; name: string }, by: Comment['by']): Promise<boolean> {
  return mayWrite(reader, repository, by)
}

function commentOf({ id, body, html_url, created_at, user, performed_via_github_app: app }: z.infer<typeof schema>): Comment | null {
  if (user === null || user.type !== 'User' || (app !== null && app !== undefined)) return null
  return { id, body: body ?? '', url: html_url, createdAt: created_at, by: { id: user.id, login: user.login } }
}

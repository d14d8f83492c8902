/** Whether a comment is a person's, and what that person may do here. */
import { z } from 'zod'
import type { GitHub } from '../../github/client.ts'
import { mayWrite } from '../../sources/github/approvals.ts'

const schema = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
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

type Found = z.infer<typeof schema>
type Reader = Pick<GitHub, 'get' | 'query'>

/** A comment as it is now; null for a bot's, for one that a program wrote in a person's name, for a deleted account's, and for one that another person edited. */
export async function commentBy(
  reader: Reader,
  { owner, name }: { owner: string; name: string },
  comment: number,
): Promise<Comment | null> {
  const found = await reader.get(`/repos/${owner}/${name}/issues/comments/${comment}`, schema)
  const [own] = await unforged(reader, [found])
  return own === undefined ? null : commentOf(own)
}

const MOST_PAGES = 5

/** What people said of what is `wanted`, the oldest first; bots, and words that another person put there, left out. */
export async function commentsOn(
  reader: Reader,
  { owner, name, number }: { owner: string; name: string; number: number },
  wanted: (text: string) => boolean,
): Promise<Comment[]> {
  const all: Found[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const some = await reader.get(`/repos/${owner}/${name}/issues/${number}/comments`, schema.array(), { per_page: 100, page })
    all.push(...some.filter(({ body }) => wanted(body ?? '')))
    if (some.length < 100) break
  }
  return (await unforged(reader, all)).flatMap((comment) => commentOf(comment) ?? [])
}

const editorsSchema = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        lastEditedAt: z.string().nullable(),
        editor: z.object({ databaseId: z.number().optional() }).nullable(),
      })
      .nullable(),
  ),
})
const EDITORS = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { ... on IssueComment { id lastEditedAt editor { ... on User { databaseId } ... on Bot { databaseId } } } }
}`
const AT_ONCE = 100

/** Whoever may write may edit what others said: only who wrote a comment may be its last editor, for it speaks in that person's name. */
async function unforged(reader: Reader, comments: readonly Found[]): Promise<Found[]> {
  const edited = comments.filter(({ created_at, updated_at }) => updated_at !== created_at)
  const own = new Set<string>()
  for (let from = 0; from < edited.length; from += AT_ONCE) {
    const ids = edited.slice(from, from + AT_ONCE).map(({ node_id }) => node_id)
    const { nodes } = await reader.query(EDITORS, { ids }, editorsSchema)
    for (const { node_id, user } of edited.slice(from, from + AT_ONCE)) {
      const node = nodes.find((one) => one?.id === node_id)
      // An editor whose account is gone is somebody else.
      if (node && (node.lastEditedAt === null || (user !== null && node.editor?.databaseId === user.id))) own.add(node_id)
    }
  }
  return comments.filter((comment) => !edited.includes(comment) || own.has(comment.node_id))
}

/** Whether a person may ask for something here, by her role. */
export function mayAsk(reader: Reader, repository: { owner: string; name: string }, by: Comment['by']): Promise<boolean> {
  return mayWrite(reader, repository, by)
}

function commentOf({ id, body, html_url, created_at, user, performed_via_github_app: app }: Found): Comment | null {
  if (user === null || user.type !== 'User' || (app !== null && app !== undefined)) return null
  return { id, body: body ?? '', url: html_url, createdAt: created_at, by: { id: user.id, login: user.login } }
}

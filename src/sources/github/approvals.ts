/** What people said about a pull request of a showcase: reviews with the commit they are of, and comments that sign. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import { isRefusal } from '../../github/faults.ts'
import type { Reader } from './tree-at.ts'

/** A person or a bot; a deleted account is nobody. */
export interface Account {
  login: string
  id: number | null
  isPerson: boolean
}

export interface Review {
  id: number
  by: Account
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED'
  /** Empty where somebody else edited it. */
  body: string
  /** The commit that was looked at. */
  commit: string
  time: string
}

export interface SigningComment {
  id: number
  by: Account
  /** What stands behind the command. */
  rest: string
  time: string
}

export interface Approvals {
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  mergedAt: string | null
  head: string
  /** The name of its branch. */
  branch: string
  author: Account | null
  /** Verdicts, the oldest first; what was only remarked is none. */
  reviews: Review[]
  comments: SigningComment[]
}

const account = z
  .object({ __typename: z.string(), login: z.string(), databaseId: z.number().optional() })
  .transform(({ __typename, login, databaseId }) => ({ login, id: databaseId ?? null, isPerson: __typename === 'User' }))
  .nullable()
const ACCOUNT = '{ __typename login ... on User { databaseId } }'

const schema = z.object({
  repository: z.object({
    pullRequest: z.object({
      state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
      mergedAt: z.string().nullable(),
      headRefOid: z.string(),
      headRefName: z.string(),
      author: account,
      reviews: z.object({
        nodes: z.array(
          z.object({
            fullDatabaseId: z.union([z.string(), z.number()]).transform(Number),
            state: z.string(),
            body: z.string(),
            submittedAt: z.string().nullable(),
            lastEditedAt: z.string().nullable(),
            editor: account,
            commit: z.object({ oid: z.string() }).nullable(),
            author: account,
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
      comments: z.object({
        nodes: z.array(
          z.object({
            fullDatabaseId: z.union([z.string(), z.number()]).transform(Number),
            body: z.string(),
            createdAt: z.string(),
            lastEditedAt: z.string().nullable(),
            author: account,
          }),
        ),
      }),
    }),
  }),
})

const DOCUMENT = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      state mergedAt headRefOid headRefName author ${ACCOUNT}
      reviews(first: 100, after: $after) {
        nodes { fullDatabaseId state body submittedAt lastEditedAt editor ${ACCOUNT} commit { oid } author ${ACCOUNT} } pageInfo { hasNextPage endCursor }
      }
      comments(last: 100) { nodes { fullDatabaseId body createdAt lastEditedAt author ${ACCOUNT} } }
    }
  }
}`

/** Nobody reads on beyond this. */
const MOST_PAGES = 10

/** Reads them. */
export async function readApprovals(
  reader: Reader,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<Approvals> {
  const reviews: Review[] = []
  let after: string | null = null
  for (let page = 1; ; page++) {
    const answer: z.infer<typeof schema> = await reader.query(DOCUMENT, { owner, name, number, after }, schema)
    const { state, mergedAt, headRefOid, headRefName, author, reviews: some, comments } = answer.repository.pullRequest
    for (const { fullDatabaseId, state, body, submittedAt, lastEditedAt, editor, commit, author: by } of some.nodes) {
      if (by === null || commit === null || submittedAt === null) continue
      // Whoever may write may edit another's words; the verdict is its giver's all the same.
      const isOwn = lastEditedAt === null || (editor !== null && editor.id === by.id)
      if (state === 'APPROVED' || state === 'CHANGES_REQUESTED' || state === 'DISMISSED')
        reviews.push({ id: fullDatabaseId, by, state, body: isOwn ? body : '', commit: commit.oid, time: submittedAt })
    }
    if (!some.pageInfo.hasNextPage)
      return { state, mergedAt, head: headRefOid, branch: headRefName, author, reviews, comments: signingIn(comments.nodes) }
    // What lies behind may take back what lies before.
    if (page === MOST_PAGES) throw new KnownError(`${owner}/${name}#${number} has more than ${MOST_PAGES}00 reviews, which are not read.`)
    after = some.pageInfo.endCursor
  }
}

type CommentNode = z.infer<typeof schema>['repository']['pullRequest']['comments']['nodes'][number]

/** An edited comment says nothing of its time, and somebody else may have edited it. */
function signingIn(comments: readonly CommentNode[]): SigningComment[] {
  return comments.flatMap(({ fullDatabaseId, body, createdAt, lastEditedAt, author }) => {
    const command = /^\/casewright[ \t]+sign(?:[ \t]+([^\r\n]{0,200}))?[ \t]*(?:\r?\n|$)/.exec(body.trimStart())
    if (command === null || author === null || lastEditedAt !== null) return []
    return [{ id: fullDatabaseId, by: author, rest: (command[1] ?? '').trim(), time: createdAt }]
  })
}

/** Whether a program wrote this comment in a person's name. */
export async function isByApp(reader: Reader, { owner, name }: { owner: string; name: string }, comment: number): Promise<boolean> {
  const answer = z.object({ performed_via_github_app: z.object({}).nullish() })
  const { performed_via_github_app: app } = await reader.get(`/repos/${owner}/${name}/issues/comments/${comment}`, answer)
  return app !== null && app !== undefined
}

/** Whether this is a person who may write to the repository. GitHub is asked by login, which may have passed on: the number decides. */
export async function mayWrite(
  reader: Reader,
  { owner, name }: { owner: string; name: string },
  { login, id }: Pick<Account, 'login' | 'id'>,
): Promise<boolean> {
  const answer = z.object({ permission: z.string(), user: z.object({ type: z.string(), id: z.number() }).nullish() })
  const path = `/repos/${owner}/${name}/collaborators/${login}/permission`
  const { permission, user } = await reader.get(path, answer).catch((error: unknown) => {
    // An account that is gone.
    if (error instanceof KnownError && isRefusal(error.cause) && error.cause.status === 404) return { permission: 'none', user: null }
    throw error
  })
  return (permission === 'write' || permission === 'admin') && user?.type === 'User' && user.id === id
}

/** Reads a staged pull request: its head, whether a second person approved it, and the bytes there. */
import { z } from 'zod'
import type { GitHub } from '../github/client.ts'
import type { EntryFile } from '../model.ts'
import { approvalOf, type Person } from '../policy/approval.ts'

export interface StagedPull {
  source: GitHub
  /** `owner/name` of the private repository. */
  repository: string
  number: number
  approvers: readonly string[]
  asked: readonly Person[]
}

export interface StagedState {
  head: string
  /** Whether GitHub vouches for the authors of all commits: an author is a line of text that anybody can write. */
  isSigned: boolean
  approval: ReturnType<typeof approvalOf>
}

const account = z.object({ login: z.string(), id: z.number(), type: z.string().optional() }).nullable()
const pullSchema = z.object({ user: account, head: z.object({ sha: z.string() }) })
const reviewSchema = z.object({ id: z.number(), user: account, state: z.string(), commit_id: z.string().nullish() })
const commitSchema = z.object({
  // GitHub writes `{}` where it knows nobody.
  author: account.optional().catch(null),
  committer: account.optional().catch(null),
  commit: z.object({ verification: z.object({ verified: z.boolean() }).nullish() }),
})
/** More than these on a staged pull request, and nobody is sure who wrote what. */
const MOST = 250

/** Throws a KnownError where a user can mend the cause. */
export async function stagedState(staged: StagedPull): Promise<StagedState> {
  const { source, repository, number } = staged
  const path = `/repos/${repository}/pulls/${number}`
  // By REST: GraphQL has no account for the commits of an app.
  const [pull, reviews, commits] = await Promise.all([
    source.get(path, pullSchema),
    source.list(`${path}/reviews`, reviewSchema, MOST),
    source.list(`${path}/commits`, commitSchema, MOST),
  ])
  const head = pull.head.sha
  const people = [pull.user, ...commits.items.flatMap(({ author, committer }) => [author, committer])]
  const involved = [...staged.asked, ...people.flatMap((one) => (one == null ? [] : [{ login: one.login, account: one.id }]))]
  const isSigned = commits.items.every(({ commit }) => commit.verification?.verified === true)
  const isUnknown = commits.items.some(({ author }) => author == null)
  const approval = isUnknown
    ? {
        missing:
          'A commit on the staged branch is of nobody GitHub knows, so nobody can say who is a second person. Close it, and draft again with --again.',
      }
    : reviews.cut || commits.cut
      ? { missing: `The staged pull request has more than ${MOST} reviews or commits. Close it, and draft again with --again.` }
      : approvalOf({
          reviews: reviews.items.flatMap(({ id, user, state, commit_id }) =>
            user === null ? [] : [{ id, login: user.login, account: user.id, type: user.type ?? '', state, commit: commit_id ?? null }],
          ),
          head,
          approvers: staged.approvers,
          involved,
        })
  return { head, isSigned, approval }
}

const blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() }).nullable()

/** Files of a folder as they are at a commit, in one query; one that is missing is left out. */
export async function filesAt(
  source: GitHub,
  repository: string,
  commit: string,
  folder: string,
  paths: readonly string[],
): Promise<EntryFile[]> {
  const [owner = '', name = ''] = repository.split('/')
  const declared = paths.map((_, i) => `, $e${i}: String!`).join('')
  const fields = paths.map((_, i) => `f${i}: object(expression: $e${i}) { ... on Blob { text isTruncated } }`).join('\n')
  const document = `query ($owner: String!, $name: String!${declared}) { repository(owner: $owner, name: $name) { ${fields} } }`
  const variables = { owner, name, ...Object.fromEntries(paths.map((path, i) => [`e${i}`, `${commit}:${folder}/${path}`])) }
  const { repository: found } = await source.query(document, variables, z.object({ repository: z.record(z.string(), blob) }))
  const files = await Promise.all(
    paths.map(async (path, i): Promise<EntryFile[]> => {
      const { text = null, isTruncated = false } = found[`f${i}`] ?? {}
      const whole = isTruncated ? await source.text(`/repos/${repository}/contents/${folder}/${path}`, { query: { ref: commit } }) : text
      return whole === null ? [] : [{ path, content: whole }]
    }),
  )
  return files.flat()
}

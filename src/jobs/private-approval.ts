/** Reads a staged pull request: its head, the bytes there, and whether a second person approved exactly those. */
import { z } from 'zod'
import type { GitHub } from '../github/client.ts'
import type { EntryFile } from '../model.ts'
import { approvalOf } from '../policy/approval.ts'

export interface StagedPull {
  source: GitHub
  /** `owner/name` of the private repository. */
  repository: string
  number: number
  /** The folder of the staged draft. */
  folder: string
  /** Files of the staged draft, paths within the folder. */
  paths: readonly string[]
  approvers: readonly string[]
  askedBy: string | null
}

export interface StagedState {
  head: string
  /** As they are at the head; a file that is missing is left out. */
  files: EntryFile[]
  approval: ReturnType<typeof approvalOf>
}

const account = z.object({ login: z.string(), type: z.string().optional() }).nullable()
const pullSchema = z.object({ user: account, head: z.object({ sha: z.string() }) })
const reviewSchema = z.object({ id: z.number(), user: account, state: z.string(), commit_id: z.string().nullish() })
const commitSchema = z.object({ author: account.optional(), committer: account.optional() })
/** More than these on a staged pull request, and nobody is sure who wrote what. */
const MOST = 250

/** Throws a KnownError where a user can mend the cause. */
export async function stagedState(staged: StagedPull): Promise<StagedState> {
  const { source, repository, number, folder, paths } = staged
  const path = `/repos/${repository}/pulls/${number}`
  const pull = await source.get(path, pullSchema)
  const head = pull.head.sha
  const [reviews, commits, ...texts] = await Promise.all([
    source.list(`${path}/reviews`, reviewSchema, MOST),
    source.list(`${path}/commits`, commitSchema, MOST),
    ...paths.map((one) => source.text(`/repos/${repository}/contents/${folder}/${one}`, { query: { ref: head } })),
  ])
  const files = paths.flatMap((one, i): EntryFile[] => {
    const content = texts[i]
    return typeof content === 'string' ? [{ path: one, content }] : []
  })
  const writers = commits.items.flatMap(({ author, committer }) => [author?.login, committer?.login])
  const involved = [staged.askedBy, pull.user?.login, ...writers].flatMap((login) => login ?? [])
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
            user === null ? [] : [{ id, login: user.login, type: user.type ?? '', state, commit: commit_id ?? null }],
          ),
          head,
          approvers: staged.approvers,
          involved,
        })
  return { head, files, approval }
}

/** The parts of GitHub's REST answers that are used (2022-11-28), turned into our form; unknown keys are no fault. */
import { z } from 'zod'
import { type Check, type Conversation, type PullCommit, person, type Repository, spdx } from './reading.ts'

export const user = z
  .object({ login: z.string(), type: z.string().optional() })
  .nullable()
  .transform((found) => found && person(found.login, found.type === 'Bot'))

export const repositorySchema = z
  .object({
    id: z.number(),
    full_name: z.string(),
    html_url: z.string(),
    private: z.boolean(),
    license: z.object({ spdx_id: spdx }).nullable(),
  })
  .transform(
    ({ id, full_name: name, html_url: url, private: isPrivate, license }): Repository => ({
      id,
      name,
      url,
      isPrivate,
      licence: license?.spdx_id ?? null,
    }),
  )

export const pullRequestSchema = z
  .object({
    number: z.number(),
    title: z.string(),
    body: z.string().nullable(),
    html_url: z.string(),
    merged: z.boolean(),
    merged_at: z.string().nullable(),
    merge_commit_sha: z.string().nullable(),
    updated_at: z.string(),
    user,
    labels: z.array(z.object({ name: z.string() })),
    comments: z.number(),
    review_comments: z.number(),
    changed_files: z.number(),
    commits: z.number(),
    head: z.object({ sha: z.string() }),
    base: z.object({
      sha: z.string(),
      repo: repositorySchema,
    }),
  })
  .transform((pull) => ({
    number: pull.number,
    title: pull.title,
    // GraphQL knows no difference between no text and an empty one.
    body: pull.body || null,
    url: pull.html_url,
    by: pull.user,
    labels: pull.labels.map(({ name }) => name),
    isMerged: pull.merged,
    mergedAt: pull.merged_at,
    updatedAt: pull.updated_at,
    // Before a merge it is the commit of a trial.
    merge: pull.merged ? pull.merge_commit_sha : null,
    head: pull.head.sha,
    baseTip: pull.base.sha,
    files: pull.changed_files,
    commits: pull.commits,
    comments: pull.comments,
    reviewComments: pull.review_comments,
    repository: pull.base.repo,
  }))

const fileSchema = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
  additions: z.number(),
  deletions: z.number(),
  patch: z.string().optional(),
})
/** As the list has it; a diff also says which files are binary. */
export type ChangedFile = z.infer<typeof fileSchema> & { isBinary?: boolean }
export const changedFileSchema: z.ZodType<ChangedFile> = fileSchema

export const commitSchema = z
  .object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    commit: z.object({
      message: z.string(),
      tree: z.object({ sha: z.string() }),
      author: z.object({ name: z.string() }).nullable(),
      committer: z.object({ date: z.string() }).nullable(),
    }),
  })
  .transform(
    ({ sha, parents, commit }): PullCommit => ({
      sha,
      message: commit.message,
      author: commit.author?.name ?? '',
      date: commit.committer?.date ?? '',
      parents: parents.map((parent) => parent.sha),
      tree: commit.tree.sha,
    }),
  )

/** Two commits compared: only where they parted. */
export const comparisonSchema = z.object({ merge_base_commit: z.object({ sha: z.string() }) })

const comment = z.object({ id: z.number(), user, body: z.string(), html_url: z.string() })

export const commentSchema = comment.transform(({ user: by, body: text, html_url: url }) => ({ by, text, url }))

/** The verdict of a review, with what it says as a whole. */
export const reviewSchema = comment
  .extend({ state: z.string(), body: z.string().nullable() })
  .transform(({ user: by, body, html_url: url, state }) => ({ by, text: body ?? '', url, state }))

const reviewCommentSchema = comment.extend({
  in_reply_to_id: z.number().nullish(),
  path: z.string(),
  line: z.number().nullish(),
})
type ReviewComment = z.infer<typeof reviewCommentSchema>

export { reviewCommentSchema }

/** Replies stand under the comment that began their conversation. */
export function conversationsOf(comments: readonly ReviewComment[]): Conversation[] {
  const groups = Map.groupBy(comments, (one) => one.in_reply_to_id ?? one.id)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const remarks = group.map(({ user: by, body: text, html_url: url }) => ({ by, text, url }))
    return first === undefined ? [] : [{ path: first.path, line: first.line ?? null, remarks }]
  })
}

export const issueSchema = z
  .object({
    number: z.number(),
    title: z.string(),
    body: z.string().nullable(),
    html_url: z.string(),
    user,
    pull_request: z.unknown().optional(),
  })
  .transform(({ number, title, body, html_url: url, user: by, pull_request }) => ({
    isPull: pull_request !== undefined,
    issue: { number, title, text: body ?? '', url, by },
  }))

/** A check run's outcome; both APIs have the same words, GraphQL in capitals. */
export function outcomeOf(status: string, conclusion: string | null): Check['outcome'] {
  if (status.toLowerCase() !== 'completed') return 'running'
  switch (conclusion?.toLowerCase()) {
    case 'success':
      return 'passed'
    case 'failure':
    case 'timed_out':
      return 'failed'
    case 'skipped':
    case 'neutral':
      return 'skipped'
    default:
      return 'other'
  }
}

/** The same for a commit status. */
export function stateOf(state: string): Check['outcome'] {
  return ({ success: 'passed', failure: 'failed', error: 'failed' } as const)[state.toLowerCase()] ?? 'running'
}

export const checkRunSchema = z
  .object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() })
  .transform(({ name, status, conclusion }): Check => ({ name, outcome: outcomeOf(status, conclusion) }))

export const statusSchema = z
  .object({ context: z.string(), state: z.string() })
  .transform(({ context, state }): Check => ({ name: context, outcome: stateOf(state) }))

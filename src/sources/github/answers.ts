/** The parts of GitHub's answers that are used (REST API 2022-11-28); unknown keys are no fault. */
import { z } from 'zod'

const user = z.object({ login: z.string(), type: z.string().optional() }).nullable()

export const pullRequestSchema = z.object({
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
    repo: z.object({
      id: z.number(),
      full_name: z.string(),
      html_url: z.string(),
      private: z.boolean(),
      license: z.object({ spdx_id: z.string().nullable() }).nullable(),
    }),
  }),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

export const fileSchema = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
  additions: z.number(),
  deletions: z.number(),
  patch: z.string().optional(),
})
export type ChangedFile = z.infer<typeof fileSchema>

export const commitSchema = z.object({
  sha: z.string(),
  parents: z.array(z.object({ sha: z.string() })),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string() }).nullable(),
    committer: z.object({ date: z.string() }).nullable(),
  }),
})
export type PullRequestCommit = z.infer<typeof commitSchema>

export const commentSchema = z.object({ id: z.number(), user, body: z.string(), html_url: z.string() })
export type Comment = z.infer<typeof commentSchema>

export const reviewCommentSchema = commentSchema.extend({
  in_reply_to_id: z.number().optional(),
  path: z.string(),
  line: z.number().nullable().optional(),
})
export type ReviewComment = z.infer<typeof reviewCommentSchema>

export const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  html_url: z.string(),
  user,
  pull_request: z.unknown().optional(),
})
export type Issue = z.infer<typeof issueSchema>

export const checkRunsSchema = z.object({
  check_runs: z.array(z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() })),
})
export type CheckRuns = z.infer<typeof checkRunsSchema>

/**
 * The few fields of a webhook's body that jobs need, under GitHub's own names. Everything else is dropped before anything
 * is stored. A body is a hint, the API is the truth: ids and numbers to ask about, and what only the event knows (its
 * action, its label, a comment's words).
 */
import { z } from 'zod'
import { configPath } from '../../config.ts'

const id = z.number().int()
const sha = z.string().max(64)
const name = z.string().max(300)
const account = z.object({ id, login: name, type: name.optional() })
const repository = z.object({
  id,
  full_name: name,
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  fork: z.boolean().optional(),
  default_branch: name.optional(),
  owner: z.object({ id: id.optional(), login: name.optional() }).optional(),
})
const listed = z.object({ id, full_name: name, private: z.boolean().optional() })
const label = z.object({ name })
const end = z.object({ ref: name, sha, repo: z.object({ id }).nullish() })
const numbered = z.object({ number: id })

const bodySchema = z.object({
  action: name.nullish(),
  sender: account.nullish(),
  installation: z.object({ id, account: account.nullish() }).nullish(),
  repository: repository.nullish(),
  repositories: z.array(listed).nullish(),
  repositories_added: z.array(listed).nullish(),
  repositories_removed: z.array(listed.partial({ full_name: true })).nullish(),
  label: label.nullish(),
  pull_request: z
    .object({
      id,
      number: id,
      state: name.optional(),
      draft: z.boolean().nullish(),
      merged: z.boolean().nullish(),
      merged_at: name.nullish(),
      merge_commit_sha: sha.nullish(),
      user: account.nullish(),
      labels: z.array(label).nullish(),
      head: end,
      base: end,
    })
    .nullish(),
  review: z.object({ id, state: name, user: account.nullish(), commit_id: sha.nullish(), submitted_at: name.nullish() }).nullish(),
  issue: z.object({ id, number: id, user: account.nullish(), pull_request: z.object({}).nullish() }).nullish(),
  comment: z
    .object({
      id,
      node_id: name.optional(),
      body: z.string().max(65_536).nullish(),
      user: account.nullish(),
      author_association: name.optional(),
      created_at: name.optional(),
    })
    .nullish(),
  release: z.object({ id, tag_name: name, draft: z.boolean(), prerelease: z.boolean() }).nullish(),
  workflow_run: z
    .object({
      id,
      event: name,
      conclusion: name.nullish(),
      head_sha: sha,
      head_branch: name.nullish(),
      head_repository: z.object({ id }).nullish(),
      pull_requests: z.array(numbered.nullable()).nullish(),
    })
    .nullish(),
  check_run: z
    .object({
      id,
      name,
      head_sha: sha,
      external_id: name.nullish(),
      app: z.object({ id }).nullish(),
      pull_requests: z.array(numbered).nullish(),
    })
    .nullish(),
  check_suite: z
    .object({ id, head_sha: sha.nullish(), app: z.object({ id }).nullish(), pull_requests: z.array(numbered).nullish() })
    .nullish(),
  requested_action: z.object({ identifier: name }).nullish(),
  ref: name.nullish(),
  before: sha.nullish(),
  after: sha.nullish(),
  deleted: z.boolean().nullish(),
  commits: z
    .array(
      z.object({
        added: z.array(z.string()).optional(),
        modified: z.array(z.string()).optional(),
        removed: z.array(z.string()).optional(),
      }),
    )
    .nullish(),
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: name }).nullish() }).nullish(),
      owner: z.object({ from: z.unknown() }).nullish(),
    })
    .nullish(),
})
export type DeliveryBody = Omit<z.infer<typeof bodySchema>, 'commits'> & {
  /** Of a push: the files under .github/ that its commits touch. */
  github_paths?: readonly string[]
}

/** The fields, or null where one of them is not what GitHub sends. */
export function deliveryBody(payload: unknown): DeliveryBody | null {
  const read = bodySchema.safeParse(payload)
  if (!read.success) return null
  const { commits, ...body } = read.data
  if (!commits) return body
  const paths = commits.flatMap(({ added = [], modified = [], removed = [] }) => [...added, ...modified, ...removed])
  const ours = [...new Set(paths.filter((path) => path.startsWith('.github/')))]
  // However many others were pushed with it, the configuration is not lost among them.
  return { ...body, github_paths: ours.sort((a, b) => Number(b === configPath) - Number(a === configPath)).slice(0, 50) }
}

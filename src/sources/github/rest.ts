/** A pull request over GitHub's REST API, which needs no token: at most ten requests for a typical one. */
import type { GitHub } from '../../github/client.ts'
import {
  changedFileSchema,
  checkRunSchema,
  commentSchema,
  commitSchema,
  conversationsOf,
  issueSchema,
  pullRequestSchema,
  reviewCommentSchema,
  reviewSchema,
  statusSchema,
} from './answers.ts'
import { issuesNamed } from './discussion.ts'
import { faultless } from './faultless.ts'
import { type Look, onceThere } from './late.ts'
import { type Check, type LinkedIssue, most, type Part, part, type Reading } from './reading.ts'
import type { PullRequestReference } from './reference.ts'

const nothing = { items: [], cut: false }

export async function readByRest(github: GitHub, { owner, name, number }: PullRequestReference, look: Look): Promise<Reading> {
  const repository = `/repos/${owner}/${name}`
  const path = `${repository}/pulls/${number}`
  const { comments, reviewComments, ...pull } = await onceThere(
    () => github.get(path, pullRequestSchema),
    ({ isMerged, merge }) => !isMerged || merge !== null,
    look,
  )
  const [issue] = issuesNamed(pull.body ?? '')
  const [files, commits, said, reviews, remarks, readme, checks, issues, merge] = await Promise.all([
    github.list(`${path}/files`, changedFileSchema, most.files),
    github.list(`${path}/commits`, commitSchema, most.commits),
    comments === 0 ? nothing : github.list(`${repository}/issues/${number}/comments`, commentSchema, most.comments),
    github.list(`${path}/reviews`, reviewSchema, most.comments),
    reviewComments === 0 ? nothing : github.list(`${path}/comments`, reviewCommentSchema, most.comments),
    github.text(`${repository}/readme`),
    faultless(checksOf(github, `${repository}/commits/${pull.head}`), { items: [], of: 0, cut: false }),
    issue === undefined ? [] : faultless(issueOf(github, `${repository}/issues/${issue}`), []),
    pull.merge === null ? null : faultless(github.get(`${repository}/commits/${pull.merge}`, commitSchema), null),
  ])
  const verdicts = reviews.items.filter(({ state }) => state !== 'PENDING').map(({ by, text, url }) => ({ by, text, url }))
  return {
    pull,
    merge,
    // GitHub itself ends its lists here, without saying that there is more.
    commits: part({ items: commits.items, cut: pull.commits > commits.items.length }, pull.commits),
    files: part({ items: files.items, cut: pull.files > files.items.length }, pull.files),
    issues,
    conversations: part({ items: conversationsOf(remarks.items), cut: remarks.cut }, null),
    comments: part({ items: [...verdicts, ...said.items], cut: said.cut || reviews.cut }, said.cut ? comments + verdicts.length : null),
    checks,
    readme,
  }
}

/** Check runs; where there is none, statuses. A token may be too narrow to see them. */
export async function checksOf(github: GitHub, commit: string): Promise<Part<Check>> {
  const runs = await github.list(`${commit}/check-runs`, checkRunSchema, most.checks, { key: 'check_runs' })
  if (runs.items.length > 0) return part(runs, null)
  return part(await github.list(`${commit}/status`, statusSchema, most.checks, { key: 'statuses' }), null)
}

/** None where the number is a pull request's. */
async function issueOf(github: GitHub, path: string): Promise<LinkedIssue[]> {
  const { isPull, issue } = await github.get(path, issueSchema)
  return isPull ? [] : [issue]
}

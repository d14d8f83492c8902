/** A pull request's evidence over GitHub's REST API: at most ten requests for a typical one, none of them with a write. */
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import type { Commit, Evidence, Omission, Thread } from '../../model.ts'
import { introduction } from '../readme.ts'
import {
  type CheckRuns,
  checkRunsSchema,
  commentSchema,
  commitSchema,
  fileSchema,
  issueSchema,
  type PullRequest,
  type PullRequestCommit,
  pullRequestSchema,
  reviewCommentSchema,
} from './answers.ts'
import { readChange } from './changes.ts'
import { commentThreads, issuesNamed, issueThread, reviewThreads } from './discussion.ts'
import type { PullRequestReference } from './reference.ts'

export interface PullRequestRequest {
  github: GitHub
  reference: PullRequestReference
  /** Which added lines to hand on as suspects: `suspiciousLine` of policy/secrets.ts. */
  suspicious: RegExp
  onProgress: (label: string) => void
}

export interface PullRequestEvidence {
  evidence: Evidence
  suspects: { path: string; line: number; text: string }[]
  /** Whether the repository is private. */
  isPrivate: boolean
}

/** GitHub's own limits: files and commits of a pull request. */
const MOST_FILES = 3000
const MOST_COMMITS = 250
const MOST_COMMENTS = 300
/** Issues that are read; a description may name many. */
const MOST_ISSUES = 1

function commitsOf(commits: readonly PullRequestCommit[]): Commit[] {
  return commits.map(({ sha, commit }) => {
    const [subject = '', ...body] = commit.message.split('\n')
    return {
      sha,
      subject,
      body: body.join('\n').trim(),
      author: commit.author?.name ?? '',
      date: commit.committer?.date.slice(0, 10) ?? '',
      paths: [],
    }
  })
}

/** Where the branch left its base: the first parent that is no commit of the pull request. */
function mergeBase(pull: PullRequest, commits: readonly PullRequestCommit[]): string {
  const own = new Set(commits.map(({ sha }) => sha))
  return commits.flatMap(({ parents }) => parents).find(({ sha }) => !own.has(sha))?.sha ?? pull.base.sha
}

/** Passed when every check that ended passed and one of them is about tests or builds; failed when one failed. */
function testsOf({ check_runs }: CheckRuns): Evidence['tests'] {
  const ended = check_runs.filter(
    ({ status, conclusion }) => status === 'completed' && conclusion !== 'skipped' && conclusion !== 'neutral',
  )
  if (ended.some(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out')) return 'failed'
  return ended.length > 0 && ended.every(({ conclusion }) => conclusion === 'success') ? 'passed' : 'unknown'
}

function omissionsOf(pull: PullRequest, cut: { files: boolean; commits: boolean; comments: boolean }, withoutPatch: number): Omission[] {
  return [
    ...(pull.merged ? [] : [{ what: 'The merge', why: 'the pull request is not merged; what is read here may still change.' }]),
    ...(cut.files ? [{ what: 'The diff', why: `GitHub lists ${MOST_FILES} of its ${pull.changed_files} files` }] : []),
    ...(cut.commits ? [{ what: 'The commits', why: `GitHub lists ${MOST_COMMITS} of ${pull.commits}` }] : []),
    ...(cut.comments ? [{ what: 'The discussion', why: `its first ${MOST_COMMENTS} comments were read` }] : []),
    ...(withoutPatch > 0 ? [{ what: `The patch of ${withoutPatch} files`, why: 'GitHub shows no patch of files that large' }] : []),
  ]
}

/** Reads a pull request. Throws a KnownError for what a user can mend. */
export async function collectPullRequest({ github, reference, suspicious, onProgress }: PullRequestRequest): Promise<PullRequestEvidence> {
  const repository = `/repos/${reference.owner}/${reference.name}`
  const path = `${repository}/pulls/${reference.number}`
  onProgress(`Reading ${reference.owner}/${reference.name}#${reference.number}`)
  const pull = await github.get(path, pullRequestSchema)
  const author = pull.user?.login ?? null
  const none = { items: [], cut: false }
  const [files, commits, comments, reviews, readme, checks, issues] = await Promise.all([
    github.list(`${path}/files`, fileSchema, MOST_FILES),
    github.list(`${path}/commits`, commitSchema, MOST_COMMITS),
    pull.comments === 0 ? none : github.list(`${repository}/issues/${reference.number}/comments`, commentSchema, MOST_COMMENTS),
    pull.review_comments === 0 ? none : github.list(`${path}/comments`, reviewCommentSchema, MOST_COMMENTS),
    github.text(`${repository}/readme`),
    checksOf(github, `${repository}/commits/${pull.head.sha}/check-runs`),
    Promise.all(
      issuesNamed(pull.body ?? '')
        .slice(0, MOST_ISSUES)
        .map((number) => issueOf(github, `${repository}/issues/${number}`, author)),
    ),
  ])
  const changes = files.items.map((file) => readChange(file, suspicious))
  const withoutPatch = files.items.filter((file) => file.patch === undefined && file.additions + file.deletions > 0).length
  const threads: Thread[] = [...issues.flat(), ...reviewThreads(reviews.items, author), ...commentThreads(comments.items, author)]
  const name = pull.base.repo.full_name
  const licence = pull.base.repo.license?.spdx_id ?? null
  const evidence: Evidence = {
    subject: {
      kind: 'pull-request',
      title: pull.title,
      number: pull.number,
      url: pull.html_url,
      repository: {
        name,
        id: pull.base.repo.id,
        url: pull.base.repo.html_url,
        licence: licence === 'NOASSERTION' ? null : licence,
        introduction: readme === null ? null : introduction(readme, name),
      },
      base: mergeBase(pull, commits.items),
      head: pull.head.sha,
      merge: pull.merged ? pull.merge_commit_sha : null,
      date: (pull.merged_at ?? pull.updated_at).slice(0, 10),
      author,
      labels: pull.labels.map((label) => label.name),
    },
    commits: commitsOf(commits.items),
    changes: changes.map(({ change }) => change),
    description: pull.body,
    threads,
    benchmarks: [],
    environments: [],
    tests: testsOf(checks),
    omissions: omissionsOf(pull, { files: files.cut, commits: commits.cut, comments: comments.cut || reviews.cut }, withoutPatch),
  }
  return { evidence, suspects: changes.flatMap(({ suspects }) => suspects), isPrivate: pull.base.repo.private }
}

/** Checks; a token may be too narrow to see them, and then nobody knows whether the tests passed. */
async function checksOf(github: GitHub, path: string): Promise<CheckRuns> {
  return github.get(path, checkRunsSchema, { per_page: 100 }).catch((error: unknown) => {
    if (error instanceof KnownError) return { check_runs: [] }
    throw error
  })
}

/** An issue; none where the number is a pull request's or nobody may see it. */
async function issueOf(github: GitHub, path: string, author: string | null): Promise<Thread[]> {
  const issue = await github.get(path, issueSchema).catch((error: unknown) => {
    if (error instanceof KnownError) return null
    throw error
  })
  return issue === null || issue.pull_request !== undefined ? [] : [issueThread(issue, author)]
}

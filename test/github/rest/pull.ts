/** Pull requests in REST's form. */
import { diffText } from '../git/diff.ts'
import { mergedTree } from '../git/merge.ts'
import { readRef } from '../git/refs.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import { followBranch, forkPoint, pullCommits, pullFiles } from '../pull-request.ts'
import { fullName, type Pull, type Repository, type World } from '../world.ts'
import { commitJson } from './commit.ts'
import { diffEntry } from './files.ts'
import { issueJson, pageOfThread } from './issue.ts'
import { minimalRepository } from './repository.ts'
import { type Route, read } from './route.ts'
import { simpleUser } from './user.ts'

export function pullOf(repository: Repository, number: string | undefined): Pull {
  const pull = repository.pulls.get(Number(number))
  if (!pull) throw notFound()
  followBranch(pull)
  return pull
}

/** As it stands in lists. */
export function pullSummary(world: World, pull: Pull): Record<string, unknown> {
  const repo = `${world.url}/repos/${fullName(pull.repository)}`
  const url = `${repo}/pulls/${pull.number}`
  const page = pageOfThread(world, pull)
  const issue = issueJson(world, pull)
  const shared = [
    'number',
    'state',
    'locked',
    'active_lock_reason',
    'title',
    'user',
    'body',
    'labels',
    'milestone',
    'assignee',
    'assignees',
  ] as const
  return {
    ...Object.fromEntries(shared.map((name) => [name, issue[name]])),
    id: pull.pullId,
    node_id: `PR_${pull.pullId}`,
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${repo}/issues/${pull.number}`,
    draft: pull.draft,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    requested_reviewers: pull.requestedReviewers.map((reviewer) => simpleUser(world, reviewer)),
    requested_teams: [],
    head: end(world, pull.head.repository, pull.head.ref, pull.head.sha),
    base: end(world, pull.repository, pull.base.ref, pull.base.sha),
    author_association: issue.author_association,
    auto_merge: null,
    _links: Object.fromEntries(
      ['self', 'html', 'issue', 'comments', 'review_comments', 'review_comment', 'commits', 'statuses'].map((name) => [
        name,
        { href: url },
      ]),
    ),
  }
}

function end(world: World, repository: Repository | null, ref: string, sha: string): Record<string, unknown> {
  return {
    label: `${repository?.owner.login ?? 'unknown'}:${ref}`,
    ref,
    sha,
    user: repository && simpleUser(world, repository.owner),
    repo: repository && minimalRepository(world, repository),
  }
}

/** The pull request alone, with its counts. */
export function pullJson(world: World, pull: Pull): Record<string, unknown> {
  const files = pullFiles(pull)
  const mergeable = pull.state === 'open' ? canMerge(pull) : null
  return {
    ...pullSummary(world, pull),
    merged: pull.merged !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : !mergeable ? 'dirty' : pull.draft ? 'draft' : 'clean',
    merged_by: pull.merged && simpleUser(world, pull.merged.by),
    comments: pull.comments.length,
    review_comments: pull.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
    maintainer_can_modify: false,
    commits: pullCommits(pull).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  }
}

function canMerge(pull: Pull): boolean {
  const base = readRef(pull.repository.git, `refs/heads/${pull.base.ref}`)
  return base !== null && mergedTree(pull.repository.git, base, pull.head.sha) !== null
}

/** GitHub refuses a diff of more than 20,000 lines or 1 MB, or of more than 300 files. */
function diffAnswer({ repository }: RepositoryRequest, pull: Pull): Buffer {
  const diff = diffText(repository.git, forkPoint(pull), pull.head.sha)
  const tooLarge = (what: string) =>
    new Refusal(406, `Sorry, the diff exceeded the maximum number of ${what}`, [
      { resource: 'PullRequest', field: 'diff', code: 'too_large' },
    ])
  if (pullFiles(pull).length > 300)
    throw tooLarge("files (300). Consider using 'List pull requests files' API or locally cloning the repository instead.")
  if (diff.toString().split('\n').length > 20_000) throw tooLarge('lines (20000)')
  return diff
}

export const pullRoutes: readonly Route[] = [
  read('pulls/get', 'pull_requests:read', (request) => {
    const pull = pullOf(request.repository, request.params.pull_number)
    if (request.accept.includes('diff')) return { bytes: diffAnswer(request, pull), type: 'application/vnd.github.diff; charset=utf-8' }
    return { json: pullJson(request.world, pull) }
  }),
  read('pulls/list', 'pull_requests:read', ({ world, repository, query }) => {
    const state = query.get('state') ?? 'open'
    const [head, base] = [query.get('head'), query.get('base')]
    const pulls = [...repository.pulls.values()].filter((pull) => {
      followBranch(pull)
      const owner = pull.head.repository?.owner.login ?? 'unknown'
      return (
        (state === 'all' || pull.state === state) && (!head || head === `${owner}:${pull.head.ref}`) && (!base || base === pull.base.ref)
      )
    })
    const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
    pulls.sort((a, b) => (a[key] < b[key] ? -1 : 1))
    if ((query.get('direction') ?? (query.get('sort') ? 'asc' : 'desc')) === 'desc') pulls.reverse()
    return { list: pulls.map((pull) => pullSummary(world, pull)) }
  }),
  read('pulls/list-files', 'pull_requests:read', ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    return { list: pullFiles(pull).map((file) => diffEntry(world, repository, pull.head.sha, file)), cap: 3000 }
  }),
  read('pulls/list-commits', 'pull_requests:read', ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    return { list: pullCommits(pull).map((commit) => commitJson(world, repository, commit)), cap: 250 }
  }),
  read('repos/list-pull-requests-associated-with-commit', 'pull_requests:read', ({ world, repository, params }) => {
    const sha = params.commit_sha ?? ''
    const pulls = [...repository.pulls.values()].filter(
      (pull) => pull.merged?.sha === sha || pullCommits(pull).some(({ oid }) => oid === sha),
    )
    return { list: pulls.map((pull) => pullSummary(world, pull)) }
  }),
]

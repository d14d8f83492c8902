/** Pull requests in REST's form. */
import { mergedTree } from '../git/merge.ts'
import { readRef } from '../git/refs.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull } from '../nouns/thread.ts'
import { pullCommits, pullFiles } from '../pull-facts.ts'
import { fullName, type World } from '../world.ts'
import { issueJson, pageOfThread } from './issue.ts'
import { minimalRepository } from './repository.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

/** As it stands in lists. */
export function pullSummary(world: World, pull: Pull): View {
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

function end(world: World, repository: Repository | null, ref: string, sha: string): View {
  return {
    label: `${repository?.owner.login ?? 'unknown'}:${ref}`,
    ref,
    sha,
    user: repository && simpleUser(world, repository.owner),
    repo: repository && minimalRepository(world, repository),
  }
}

/** The pull request alone, with its counts. */
export function pullJson(world: World, pull: Pull): View {
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

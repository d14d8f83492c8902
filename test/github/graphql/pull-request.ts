/** Pull requests with their reviews in GraphQL's form. */

import { anonymous } from '../access/actor.ts'
import { hasRole } from '../access/permission.ts'
import { readCommit } from '../git/commit.ts'
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull, Review, ReviewComment, ReviewThread } from '../nouns/thread.ts'
import { closedIssues, followBranch, pullCommits, pullFiles } from '../pull-facts.ts'
import { association, pageOfThread } from '../views/issue.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'
import { commentFields, labelNode, threadFields } from './issue.ts'
import { refNode } from './ref.ts'

const changeTypes: Readonly<Record<string, string>> = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  copied: 'COPIED',
  changed: 'CHANGED',
}

export function pullNode(context: Context, pull: Pull): Node {
  followBranch(pull)
  const { world } = context
  const { git } = pull.repository
  const commit = (oid: string) => {
    const found = readCommit(git, oid)
    return found && context.commit(pull.repository, found)
  }
  const sum = (key: 'additions' | 'deletions') => pullFiles(pull).reduce((total, file) => total + file[key], 0)
  const files = (args: ConnectionArguments) =>
    connection(pullFiles(pull).slice(0, 3000), args, (file) => ({
      __typename: 'PullRequestChangedFile',
      path: file.path,
      additions: file.additions,
      deletions: file.deletions,
      changeType: changeTypes[file.status],
    }))
  return {
    __typename: 'PullRequest',
    id: `PR_${pull.pullId}`,
    databaseId: pull.pullId,
    fullDatabaseId: String(pull.pullId),
    ...threadFields(context, pull),
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.merged !== null,
    mergedAt: pull.merged?.at ?? null,
    mergedBy: () => pull.merged && actorNode(world, pull.merged.by),
    mergeCommit: () => pull.merged && commit(pull.merged.sha),
    permalink: pageOfThread(world, pull),
    additions: () => sum('additions'),
    deletions: () => sum('deletions'),
    changedFiles: () => pullFiles(pull).length,
    baseRef: () => refNode(context, pull.repository, `refs/heads/${pull.base.ref}`),
    headRef: () => pull.head.repository && refNode(context, pull.head.repository, `refs/heads/${pull.head.ref}`),
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    headRepository: () => pull.head.repository && context.repository(pull.head.repository),
    headRepositoryOwner: () => pull.head.repository && actorNode(world, pull.head.repository.owner),
    baseRepository: () => context.repository(pull.repository),
    isCrossRepository: pull.head.repository !== pull.repository,
    maintainerCanModify: false,
    files,
    reviewRequests: (args: ConnectionArguments) =>
      connection(pull.requestedReviewers, args, (reviewer) => ({
        __typename: 'ReviewRequest',
        id: `RR_${pull.pullId}_${reviewer.id}`,
        requestedReviewer: () => actorNode(world, reviewer),
      })),
    commits: (args: ConnectionArguments) =>
      connection(pullCommits(pull).slice(0, 250), args, (one) => ({
        __typename: 'PullRequestCommit',
        id: `PRC_${one.oid}`,
        commit: () => context.commit(pull.repository, one),
      })),
    closingIssuesReferences: (args: ConnectionArguments) => connection(closedIssues(pull), args, (issue) => context.issue(issue)),
    reviews: (args: ConnectionArguments) => connection(shownReviews(context, pull), args, (review) => reviewNode(context, pull, review)),
    latestReviews: (args: ConnectionArguments) => connection(latestReviews(pull), args, (review) => reviewNode(context, pull, review)),
    reviewThreads: (args: ConnectionArguments) => connection(pull.threads, args, (thread) => threadNode(context, pull, thread)),
    timelineItems: (args: ConnectionArguments & { itemTypes?: string[] | null }) => timeline(context, pull, args),
    reviewDecision: () => decision(pull),
    statusCheckRollup: () => (commit(pull.head.sha) as { statusCheckRollup?: () => unknown } | null)?.statusCheckRollup?.() ?? null,
  }
}

/** Only events of labels are kept; who asks for others too would read an empty list as the truth. */
function timeline({ world }: Context, pull: Pull, args: ConnectionArguments & { itemTypes?: string[] | null }): Node {
  const names: Readonly<Record<string, string>> = { LABELED_EVENT: 'LabeledEvent', UNLABELED_EVENT: 'UnlabeledEvent' }
  const wanted = (args.itemTypes ?? ['every kind of item']).map((type) => {
    const name = names[type]
    if (name === undefined) throw new Error(`the fake keeps no ${type} in the timeline`)
    return name
  })
  const items = pull.timeline.filter(({ type }) => wanted.includes(type))
  return {
    ...connection(items, args, ({ id, type, label, actor, createdAt }) => ({
      __typename: type,
      id: `LE_${id}`,
      createdAt,
      actor: () => actorNode(world, actor),
      label: labelNode(label),
    })),
    filteredCount: items.length,
  }
}

function shownReviews({ actor }: Context, pull: Pull): Review[] {
  return pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === actor.account)
}

function latestReviews(pull: Pull): Review[] {
  const newest = new Map(pull.reviews.filter(({ state }) => state !== 'PENDING').map((review) => [review.author, review]))
  return [...newest.values()]
}

function decision(pull: Pull): string | null {
  const states = latestReviews(pull).map(({ state }) => state)
  return states.includes('CHANGES_REQUESTED') ? 'CHANGES_REQUESTED' : states.includes('APPROVED') ? 'APPROVED' : null
}

function reviewNode(context: Context, pull: Pull, review: Review): Node {
  const own = pull.threads.flatMap((thread) =>
    thread.comments.filter((comment) => comment.review === review).map((comment) => ({ thread, comment })),
  )
  return {
    __typename: 'PullRequestReview',
    id: `PRR_${review.id}`,
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    author: () => actorNode(context.world, review.author),
    authorAssociation: () => association(pull.repository, review.author),
    body: review.body,
    state: review.state,
    url: `${pageOfThread(context.world, pull)}#pullrequestreview-${review.id}`,
    submittedAt: review.submittedAt,
    createdAt: review.submittedAt,
    lastEditedAt: review.editor ? review.submittedAt : null,
    editor: () => (review.editor ? actorNode(context.world, review.editor) : null),
    authorCanPushToRepository: () => canPush(review.author, pull.repository),
    commit: () => {
      const commit = readCommit(pull.repository.git, review.commit)
      return commit && context.commit(pull.repository, commit)
    },
    comments: (args: ConnectionArguments) =>
      connection(own, args, ({ thread, comment }) => reviewCommentNode(context, pull, thread, comment)),
  }
}

function canPush(author: Account, repository: Repository): boolean {
  return author.type === 'User' && hasRole({ ...anonymous, kind: 'user', account: author }, repository, 'write')
}

function threadNode(context: Context, pull: Pull, thread: ReviewThread): Node {
  return {
    __typename: 'PullRequestReviewThread',
    id: `PRRT_${thread.id}`,
    path: thread.path,
    line: thread.line,
    originalLine: thread.line,
    startLine: null,
    diffSide: thread.side,
    subjectType: thread.line === null ? 'FILE' : 'LINE',
    isResolved: thread.resolved,
    isOutdated: thread.commit !== pull.head.sha,
    isCollapsed: thread.resolved,
    comments: (args: ConnectionArguments) =>
      connection(thread.comments, args, (comment) => reviewCommentNode(context, pull, thread, comment)),
  }
}

function reviewCommentNode(context: Context, pull: Pull, thread: ReviewThread, comment: ReviewComment): Node {
  return {
    __typename: 'PullRequestReviewComment',
    id: `PRRC_${comment.id}`,
    ...commentFields(context, pull, comment),
    path: thread.path,
    line: thread.line,
    originalLine: thread.line,
    diffHunk: thread.hunk,
    outdated: thread.commit !== pull.head.sha,
    state: comment.review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    url: `${pageOfThread(context.world, pull)}#discussion_r${comment.id}`,
    replyTo: () => comment.replyTo && reviewCommentNode(context, pull, thread, comment.replyTo),
    pullRequestReview: () => reviewNode(context, pull, comment.review),
    commit: () => {
      const commit = readCommit(pull.repository.git, thread.commit)
      return commit && context.commit(pull.repository, commit)
    },
  }
}

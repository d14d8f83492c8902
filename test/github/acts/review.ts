/** Reviews, and the conversations at lines that begin in them. */

import type { Account } from '../nouns/account.ts'
import type { Pull, Review, ReviewComment, ReviewThread } from '../nouns/thread.ts'
import { followBranch, hunkAt } from '../pull-facts.ts'
import { pullJson } from '../views/pull.ts'
import { reviewJson } from '../views/review.ts'
import type { World } from '../world.ts'
import { tell } from './events.ts'
import { at } from './thread.ts'

export interface Place {
  path: string
  /** Null for the whole file. */
  line: number | null
  side: 'LEFT' | 'RIGHT'
}

export function addReview(world: World, pull: Pull, author: Account, state: Review['state'], body: string, date?: string): Review {
  followBranch(pull)
  const submittedAt = at(world, date)
  const review: Review = {
    id: world.nextId(),
    author,
    body,
    state,
    commit: pull.head.sha,
    submittedAt: state === 'PENDING' ? null : submittedAt,
  }
  pull.reviews.push(review)
  pull.updatedAt = submittedAt
  // A review that was asked for has been given.
  pull.requestedReviewers = pull.requestedReviewers.filter((reviewer) => reviewer !== author)
  if (state !== 'PENDING') tellReview(world, pull, review, 'submitted')
  return review
}

export function submitReview(world: World, pull: Pull, review: Review, state: Review['state'], body: string): void {
  Object.assign(review, { state, body, submittedAt: world.now() })
  tellReview(world, pull, review, 'submitted')
}

export function dismissReview(world: World, pull: Pull, review: Review): void {
  review.state = 'DISMISSED'
  tellReview(world, pull, review, 'dismissed')
}

export function startThread(world: World, pull: Pull, review: Review, { path, line, side }: Place, body: string): ReviewThread {
  const thread: ReviewThread = {
    id: world.nextId(),
    path,
    line,
    side,
    commit: pull.head.sha,
    hunk: hunkAt(pull, path, line, side),
    resolved: false,
    comments: [],
  }
  thread.comments.push(reviewComment(world, review, body, null))
  pull.threads.push(thread)
  return thread
}

/** An answer is a review of its own, as on GitHub. */
export function answerThread(world: World, pull: Pull, thread: ReviewThread, author: Account, body: string, date?: string): ReviewComment {
  const review = addReview(world, pull, author, 'COMMENTED', '', date)
  const comment = reviewComment(world, review, body, thread.comments[0] ?? null)
  thread.comments.push(comment)
  return comment
}

function reviewComment(world: World, review: Review, body: string, replyTo: ReviewComment | null): ReviewComment {
  const createdAt = review.submittedAt ?? world.now()
  return { id: world.nextId(), author: review.author, body, createdAt, updatedAt: createdAt, reactions: [], review, replyTo }
}

function tellReview(world: World, pull: Pull, review: Review, action: string): void {
  const payload = () => ({
    pull_request: JSON.parse(JSON.stringify(pullJson(world, pull))) as unknown,
    review: { ...reviewJson(world, pull, review), state: review.state.toLowerCase() },
  })
  tell(world, { event: 'pull_request_review', action, repository: pull.repository, sender: review.author, payload })
}

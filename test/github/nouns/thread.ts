/** Issues and pull requests, and everything that is said below them. */
import type { Account } from './account.ts'
import type { Repository } from './repository.ts'

export interface Label {
  id: number
  name: string
  color: string
  description: string | null
}

export interface Reaction {
  id: number
  user: Account
  content: '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes'
  createdAt: string
}

/** A line of the timeline; the fake keeps those of labels. */
interface TimelineItem {
  id: number
  type: 'LabeledEvent' | 'UnlabeledEvent'
  label: Label
  actor: Account
  createdAt: string
}

export interface Comment {
  id: number
  author: Account
  body: string
  createdAt: string
  updatedAt: string
  /** Who changed its text last; absent for nobody. */
  editor?: Account
  reactions: Reaction[]
}

/** What an issue and a pull request have in common; they share one row of numbers. */
export interface Issue {
  kind: 'issue' | 'pull'
  id: number
  number: number
  repository: Repository
  author: Account
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: 'completed' | 'not_planned' | 'reopened' | null
  locked: boolean
  createdAt: string
  updatedAt: string
  closedAt: string | null
  closedBy: Account | null
  labels: Label[]
  timeline: TimelineItem[]
  assignees: Account[]
  comments: Comment[]
  reactions: Reaction[]
}

export interface Pull extends Issue {
  kind: 'pull'
  pullId: number
  draft: boolean
  base: { ref: string; sha: string }
  /** `repository` is null once a fork is gone; `sha` follows the branch while the pull request is open. */
  head: { repository: Repository | null; ref: string; sha: string }
  merged: { at: string; by: Account; sha: string; method: 'merge' | 'squash' | 'rebase' } | null
  reviews: Review[]
  threads: ReviewThread[]
  requestedReviewers: Account[]
  /** Numbers of issues linked by hand; those named by `closes #n` in the body are found there. */
  linkedIssues: number[]
}

export interface Review {
  id: number
  author: Account
  body: string
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'
  commit: string
  submittedAt: string | null
  /** Who changed its text last; absent for nobody. */
  editor?: Account
}

export interface ReviewComment extends Comment {
  review: Review
  replyTo: ReviewComment | null
}

/** A conversation at a line of the diff. */
export interface ReviewThread {
  id: number
  path: string
  /** The line in the new file (or the old one for LEFT); null for a comment on the whole file. */
  line: number | null
  side: 'LEFT' | 'RIGHT'
  commit: string
  hunk: string
  resolved: boolean
  comments: ReviewComment[]
}

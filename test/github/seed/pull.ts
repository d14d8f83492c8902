import { copyObjects } from '../git/objects.ts'
import { readRef, writeRef } from '../git/refs.ts'
import { mergePull } from '../merge-pull.ts'
import { followBranch } from '../pull-request.ts'
import { account, type Pull, type Repository, type Review, type ReviewComment, type ReviewThread, type World } from '../world.ts'
import { commitFiles } from './commit.ts'
import type { Files } from './files.ts'
import { addComment, at, type CommentSeed, type IssueSeed, labelOf, newThread } from './issue.ts'

export interface ReviewSeed {
  author?: string
  body?: string
  state?: Review['state']
  date?: string
  /** Each starts a thread at a line, with the answers that follow. */
  comments?: { path: string; line?: number | null; side?: 'LEFT' | 'RIGHT'; body: string; resolved?: boolean; answers?: CommentSeed[] }[]
}

export interface PullSeed extends Omit<IssueSeed, 'state'> {
  /** The branch; by default `change-<number>`. With `from`, a branch of that fork. */
  head?: string
  from?: { data: Repository }
  base?: string
  /** What the branch changes: one commit of these files … */
  files?: Files
  /** … or several. Without either the branch must be there already. */
  commits?: { message: string; files: Files; author?: string; date?: string }[]
  draft?: boolean
  /** Numbers of issues linked by hand. */
  closes?: number[]
  reviews?: ReviewSeed[]
  /** Merged at once, in this way. */
  merged?: 'merge' | 'squash' | 'rebase'
  mergedBy?: string
  mergedAt?: string
  closed?: boolean
}

export interface PullHandle {
  number: number
  data: Pull
  /** The newest commit of the branch, and the base branch's tip that it is compared with. */
  head(): string
  base(): string
  /** Commits to its branch, as a person's push; answers the commit's id. */
  push(message: string, files: Files, author?: string): string
  comment(body: string, author?: string): void
  review(seed?: ReviewSeed): Review
  label(name: string): void
  /** Answers the merge commit's id. */
  merge(method?: 'merge' | 'squash' | 'rebase', by?: string): string
  close(by?: string): void
  reopen(): void
}

export function seedPull(world: World, repository: Repository, seed: PullSeed = {}): PullHandle {
  const source = seed.from?.data ?? repository
  const head = seed.head ?? `change-${repository.lastNumber + 1}`
  const author = seed.author ?? 'ada'
  const commits = seed.commits ?? (seed.files ? [{ message: seed.title ?? 'A change', files: seed.files }] : [])
  for (const commit of commits) commitFiles(world, source, commit.message, commit.files, { author, ...commit, branch: head })
  const pull = openPull(world, repository, source, head, seed.base ?? repository.defaultBranch, seed)
  pull.linkedIssues = seed.closes ?? []
  for (const review of seed.reviews ?? []) addReview(world, pull, review)
  const handle = pullHandle(world, pull)
  if (seed.mergedAt) world.advance(seed.mergedAt)
  if (seed.merged) handle.merge(seed.merged, seed.mergedBy ?? author)
  if (seed.mergedAt && pull.merged) pull.merged.at = pull.closedAt = seed.mergedAt
  if (seed.closed) handle.close()
  return handle
}

/** Opens a pull request from a branch of the repository or of its fork; the branch must exist. */
export function openPull(
  world: World,
  repository: Repository,
  source: Repository,
  head: string,
  base: string,
  seed: Omit<IssueSeed, 'state'> & { draft?: boolean },
): Pull {
  const sha = readRef(source.git, `refs/heads/${head}`)
  const baseSha = readRef(repository.git, `refs/heads/${base}`)
  if (!sha || !baseSha) throw new Error(`no branch ${sha ? base : head}`)
  if (source !== repository) copyObjects(source.git, repository.git, sha)
  const pull: Pull = {
    kind: 'pull',
    ...newThread(world, repository, seed),
    pullId: world.nextId(),
    draft: seed.draft ?? false,
    base: { ref: base, sha: baseSha },
    head: { repository: source, ref: head, sha },
    merged: null,
    reviews: [],
    threads: [],
    requestedReviewers: [],
    linkedIssues: [],
  }
  repository.pulls.set(pull.number, pull)
  writeRef(repository.git, `refs/pull/${pull.number}/head`, sha, null)
  return pull
}

export function pullHandle(world: World, pull: Pull): PullHandle {
  return {
    number: pull.number,
    data: pull,
    head() {
      followBranch(pull)
      return pull.head.sha
    },
    base: () => pull.base.sha,
    push(message, files, author) {
      if (!pull.head.repository) throw new Error('its repository is gone')
      return commitFiles(world, pull.head.repository, message, files, { branch: pull.head.ref, author: author ?? pull.author.login })
    },
    comment: (body, author) => void addComment(world, pull, { body, author: author ?? pull.author.login }),
    review: (seed) => addReview(world, pull, seed),
    label: (name) => void pull.labels.push(labelOf(world, pull.repository, name)),
    merge(method, by) {
      const merged = mergePull(world, pull, { method: method ?? 'merge', by: account(world, by ?? 'ada') })
      if (!merged) throw new Error(`pull request ${pull.number} conflicts with its base`)
      return merged
    },
    close(by) {
      Object.assign(pull, { state: 'closed', closedAt: world.now(), closedBy: account(world, by ?? 'ada') })
    },
    reopen() {
      Object.assign(pull, { state: 'open', closedAt: null, closedBy: null })
    },
  }
}

export function addReview(world: World, pull: Pull, seed: ReviewSeed = {}): Review {
  followBranch(pull)
  const submittedAt = at(world, seed.date)
  const review: Review = {
    id: world.nextId(),
    author: account(world, seed.author ?? 'bob'),
    body: seed.body ?? '',
    state: seed.state ?? 'COMMENTED',
    commit: pull.head.sha,
    submittedAt: seed.state === 'PENDING' ? null : submittedAt,
  }
  pull.reviews.push(review)
  for (const { answers = [], resolved = false, ...place } of seed.comments ?? []) {
    const thread = startThread(world, pull, review, place)
    thread.resolved = resolved
    for (const answer of answers) answerThread(world, pull, thread, answer)
  }
  pull.updatedAt = submittedAt
  return review
}

/** A comment at a line, which others may answer. */
export function startThread(
  world: World,
  pull: Pull,
  review: Review,
  place: { path: string; line?: number | null; side?: 'LEFT' | 'RIGHT'; body: string },
): ReviewThread {
  const { path, line = null, side = 'RIGHT', body } = place
  const thread: ReviewThread = {
    id: world.nextId(),
    path,
    line,
    side,
    commit: pull.head.sha,
    hunk: '@@ -1 +1 @@',
    resolved: false,
    comments: [],
  }
  thread.comments.push(reviewComment(world, review, body, null))
  pull.threads.push(thread)
  return thread
}

/** An answer is a review of its own, as on GitHub. */
export function answerThread(world: World, pull: Pull, thread: ReviewThread, seed: CommentSeed): ReviewComment {
  const review = addReview(world, pull, { author: seed.author ?? pull.author.login, ...(seed.date && { date: seed.date }) })
  const comment = reviewComment(world, review, seed.body, thread.comments[0] ?? null)
  thread.comments.push(comment)
  return comment
}

function reviewComment(world: World, review: Review, body: string, replyTo: ReviewComment | null): ReviewComment {
  const createdAt = review.submittedAt ?? world.now()
  return { id: world.nextId(), author: review.author, body, createdAt, updatedAt: createdAt, reactions: [], review, replyTo }
}

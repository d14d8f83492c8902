import type { Files } from '../../git-repository.ts'
import { mergePull } from '../acts/merge.ts'
import { openPull } from '../acts/pull.ts'
import { addReview, answerThread, startThread } from '../acts/review.ts'
import { addComment, addLabel, closeThread, reopenThread, type ThreadSeed } from '../acts/thread.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull, Review } from '../nouns/thread.ts'
import { followBranch } from '../pull-facts.ts'
import { account, type World } from '../world.ts'
import { commitFiles } from './commit.ts'
import { type CommentSeed, seedComments } from './issue.ts'

interface ReviewSeed {
  author?: string
  body?: string
  state?: Review['state']
  date?: string
  /** Each starts a thread at a line, with the answers that follow. */
  comments?: {
    path: string
    line?: number | null
    side?: 'LEFT' | 'RIGHT'
    body: string
    resolved?: boolean
    answers?: CommentSeed[]
  }[]
}

export interface PullSeed extends ThreadSeed {
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
  comments?: CommentSeed[]
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
  reopen(by?: string): void
}

export function seedPull(world: World, repository: Repository, seed: PullSeed = {}): PullHandle {
  const source = seed.from?.data ?? repository
  const head = seed.head ?? `change-${repository.lastNumber + 1}`
  const author = seed.author ?? 'ada'
  const commits = seed.commits ?? (seed.files ? [{ message: seed.title ?? 'A change', files: seed.files }] : [])
  for (const { message, files, ...who } of commits) commitFiles(world, source, message, files, { author, ...who, branch: head })
  const pull = openPull(world, repository, { ...seed, source, head, base: seed.base ?? repository.defaultBranch })
  seedComments(world, pull, seed.comments)
  for (const review of seed.reviews ?? []) seedReview(world, pull, review)
  const handle = pullHandle(world, pull)
  if (seed.mergedAt) world.advance(seed.mergedAt)
  if (seed.merged) handle.merge(seed.merged, seed.mergedBy ?? author)
  if (seed.mergedAt && pull.merged) pull.merged.at = pull.closedAt = seed.mergedAt
  if (seed.closed) handle.close()
  return handle
}

export function pullHandle(world: World, pull: Pull): PullHandle {
  const person = (login?: string) => account(world, login ?? pull.author.login)
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
    comment: (body, author) => void addComment(world, pull, person(author), body),
    review: (seed) => seedReview(world, pull, seed),
    label: (name) => addLabel(world, pull, name, person()),
    merge(method, by) {
      const merged = mergePull(world, pull, { method: method ?? 'merge', by: person(by) })
      if (!merged) throw new Error(`pull request ${pull.number} conflicts with its base`)
      return merged
    },
    close: (by) => closeThread(world, pull, person(by)),
    reopen: (by) => reopenThread(world, pull, person(by)),
  }
}

function seedReview(world: World, pull: Pull, seed: ReviewSeed = {}): Review {
  const review = addReview(world, pull, account(world, seed.author ?? 'bob'), seed.state ?? 'COMMENTED', seed.body ?? '', seed.date)
  for (const { answers = [], resolved = false, path, line = null, side = 'RIGHT', body } of seed.comments ?? []) {
    const thread = startThread(world, pull, review, { path, line, side }, body)
    thread.resolved = resolved
    for (const answer of answers)
      answerThread(world, pull, thread, account(world, answer.author ?? pull.author.login), answer.body, answer.date)
  }
  return review
}

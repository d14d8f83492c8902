/** Opening a pull request and turning it into a draft and back. */
import { copyObjects } from '../git/objects.ts'
import { readRef, writeRef } from '../git/refs.ts'
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull } from '../nouns/thread.ts'
import type { World } from '../world.ts'
import { tellPull } from './events.ts'
import { newThread, type ThreadSeed } from './thread.ts'

export interface PullPlan extends ThreadSeed {
  /** Where the branch is: the repository itself or a fork. */
  source: Repository
  head: string
  base: string
  draft?: boolean
  closes?: number[]
}

/** Opens a pull request; both branches must exist. */
export function openPull(world: World, repository: Repository, plan: PullPlan): Pull {
  const { source, head, base } = plan
  const sha = readRef(source.git, `refs/heads/${head}`)
  const baseSha = readRef(repository.git, `refs/heads/${base}`)
  if (!sha || !baseSha) throw new Error(`there is no branch ${sha ? base : head}`)
  if (source !== repository) copyObjects(source.git, repository.git, sha)
  const pull: Pull = {
    kind: 'pull',
    ...newThread(world, repository, plan),
    pullId: world.nextId(),
    draft: plan.draft ?? false,
    base: { ref: base, sha: baseSha },
    head: { repository: source, ref: head, sha },
    merged: null,
    reviews: [],
    threads: [],
    requestedReviewers: [],
    linkedIssues: plan.closes ?? [],
  }
  repository.pulls.set(pull.number, pull)
  writeRef(repository.git, `refs/pull/${pull.number}/head`, sha, null)
  tellPull(world, pull, 'opened', pull.author)
  return pull
}

export function setDraft(world: World, pull: Pull, draft: boolean, by: Account): void {
  if (pull.draft === draft) return
  pull.draft = draft
  pull.updatedAt = world.now()
  tellPull(world, pull, draft ? 'converted_to_draft' : 'ready_for_review', by)
}

export function requestReviewer(world: World, pull: Pull, reviewer: Account, by: Account): void {
  if (pull.requestedReviewers.includes(reviewer)) return
  pull.requestedReviewers.push(reviewer)
  pull.updatedAt = world.now()
  tellPull(world, pull, 'review_requested', by, { requested_reviewer: { login: reviewer.login, id: reviewer.id, type: reviewer.type } })
}

/** Moving branches and tags: every way in, from the API, from a push or from a test, comes through here. */
import { commitsBetween, readCommit } from '../git/commit.ts'
import { deleteRef, readRef, writeRef } from '../git/refs.ts'
import { changedPaths } from '../git/tree.ts'
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import { followBranch } from '../pull-facts.ts'
import type { World } from '../world.ts'
import { tell, tellPull } from './events.ts'

/** Points a ref (`refs/heads/x`) at a commit, if it is still where the caller believes; false when it is not. */
export function moveRef(world: World, repository: Repository, ref: string, oid: string, believed: string | null, by: Account): boolean {
  if (!writeRef(repository.git, ref, oid, believed)) return false
  refMoved(world, repository, ref, believed, oid, by)
  return true
}

export function removeRef(world: World, repository: Repository, ref: string, by: Account): void {
  const before = readRef(repository.git, ref)
  deleteRef(repository.git, ref)
  refMoved(world, repository, ref, before, null, by)
}

/** Tells those who listen, and brings the pull requests from this branch up to it. */
export function refMoved(
  world: World,
  repository: Repository,
  ref: string,
  before: string | null,
  after: string | null,
  by: Account,
): void {
  const pushed = after === null ? null : readCommit(repository.git, after)
  if (pushed !== null && pushed.committer.date > repository.pushedAt) repository.pushedAt = pushed.committer.date
  const none = '0'.repeat(40)
  tell(world, {
    event: 'push',
    repository,
    sender: by,
    payload: () => {
      const commits = after ? pushedCommits(repository, before ?? otherTip(repository, ref), after) : []
      return {
        ref,
        before: before ?? none,
        after: after ?? none,
        created: before === null,
        deleted: after === null,
        forced: false,
        commits,
        head_commit: commits.at(-1) ?? null,
      }
    },
  })
  for (const other of [repository, ...forksAround(world, repository)]) {
    for (const pull of other.pulls.values()) {
      if (pull.state !== 'open' || pull.head.repository !== repository || `refs/heads/${pull.head.ref}` !== ref || !after) continue
      const old = pull.head.sha
      followBranch(pull)
      pull.updatedAt = world.now()
      if (pull.head.sha !== old) tellPull(world, pull, 'synchronize', by, { before: old, after: pull.head.sha })
    }
  }
}

function forksAround(world: World, repository: Repository): Repository[] {
  return [...world.repositories.values()].filter((other) => other !== repository && repository.parent === other)
}

/** What a new branch has already: a push tells of its own commits alone. */
function otherTip({ git, defaultBranch }: Repository, ref: string): string | null {
  return ref === `refs/heads/${defaultBranch}` ? null : readRef(git, `refs/heads/${defaultBranch}`)
}

/** At most the newest twenty: who wants more asks the API. */
function pushedCommits(
  repository: Repository,
  before: string | null,
  after: string,
): { id: string; message: string; timestamp: string; added: string[]; modified: string[]; removed: string[] }[] {
  if (!readCommit(repository.git, after)) return []
  return commitsBetween(repository.git, before, after)
    .slice(-20)
    .map(({ oid, tree, parents: [parent], message, committer }) => {
      // Against its first parent.
      const paths = changedPaths(repository.git, parent === undefined ? null : (readCommit(repository.git, parent)?.tree ?? null), tree)
      return { id: oid, message, timestamp: committer.date, ...paths }
    })
}

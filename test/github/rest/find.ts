/** Finds what a path names, or refuses as GitHub does. */

import type { Actor } from '../access/actor.ts'
import { type Commit, readCommit } from '../git/commit.ts'
import { resolveCommit } from '../git/refs.ts'
import { invalid, notFound, Refusal } from '../http/answer.ts'
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Issue, Pull } from '../nouns/thread.ts'
import { followBranch } from '../pull-facts.ts'

/** The issue or the pull request of this number: to `issues/…` routes they are the same. */
export function threadOf(repository: Repository, number: string | undefined): Issue {
  const found = repository.issues.get(Number(number)) ?? repository.pulls.get(Number(number))
  if (!found) throw notFound()
  return found
}

export function pullOf(repository: Repository, number: string | undefined): Pull {
  const pull = repository.pulls.get(Number(number))
  if (!pull) throw notFound()
  followBranch(pull)
  return pull
}

/** Of a list the one with this id. */
export function byId<T extends { id: number }>(list: readonly T[], id: string | undefined): T {
  const found = list.find((item) => item.id === Number(id))
  if (!found) throw notFound()
  return found
}

export function commitNamed(repository: Repository, name: string): Commit {
  const oid = resolveCommit(repository.git, name)
  const commit = oid && readCommit(repository.git, oid)
  if (!commit) throw invalid('Commit', { field: 'sha', code: 'invalid', message: `No commit found for SHA: ${name}` })
  return commit
}

/** Whose doing it is; a reader without a token does nothing. */
export function doer(actor: Actor): Account {
  if (!actor.account) throw new Refusal(401, 'Requires authentication')
  return actor.account
}

/** Bodies and the like end at 65,536 characters. */
export function checkLength(resource: string, body: string | null | undefined): void {
  if ((body ?? '').length > 65_536)
    throw invalid(resource, { field: 'body', code: 'custom', message: 'body is too long (maximum is 65536 characters)' })
}

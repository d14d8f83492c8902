/** Finds what an id of the graph stands for, among what the actor may see. */
import { canSee } from '../access/permission.ts'
import { readRef } from '../git/refs.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull } from '../nouns/thread.ts'
import type { Context } from './context.ts'
import { QueryRefusal } from './refusal.ts'

export function unresolved(id: string): QueryRefusal {
  return new QueryRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`)
}

export function repositoriesOf({ world, actor }: Context): Repository[] {
  return [...world.repositories.values()].filter((repository) => canSee(actor, repository))
}

export function pullById(context: Context, id: string): Pull {
  const pulls = repositoriesOf(context).flatMap((repository) => [...repository.pulls.values()])
  const found = pulls.find(({ pullId }) => `PR_${pullId}` === id)
  if (!found) throw unresolved(id)
  return found
}

export function repositoryById(context: Context, id: string): Repository {
  const found = repositoriesOf(context).find((repository) => `R_${repository.id}` === id)
  if (!found) throw unresolved(id)
  return found
}

export function repositoryByName(context: Context, nameWithOwner: string): Repository {
  const { world, actor } = context
  const key = nameWithOwner.toLowerCase()
  const found = world.repositories.get(key) ?? world.renamed.get(key)
  if (!found || !canSee(actor, found))
    throw new QueryRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${nameWithOwner}'.`)
  return found
}

/** `REF_<repository>_<ref>` */
export function refById(context: Context, id: string): { repository: Repository; ref: string } {
  const [, number = '', ref = ''] = /^REF_(\d+)_(.+)$/.exec(id) ?? []
  const repository = repositoriesOf(context).find((one) => String(one.id) === number)
  if (!repository || !readRef(repository.git, ref)) throw unresolved(id)
  return { repository, ref }
}

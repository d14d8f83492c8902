/** Branches made and deleted by query. */
import { demand } from '../../access/permission.ts'
import { moveRef, removeRef } from '../../acts/branch.ts'
import { readObject } from '../../git/objects.ts'
import { readRef } from '../../git/refs.ts'
import type { Account } from '../../nouns/account.ts'
import type { Context, Node } from '../context.ts'
import { refById, repositoryById } from '../find.ts'
import { refNode } from '../ref.ts'
import { QueryRefusal } from '../refusal.ts'

export function createRef(
  context: Context,
  input: { repositoryId: string; name: string; oid: string; clientMutationId?: string | null },
): Node {
  const repository = repositoryById(context, input.repositoryId)
  demand(context.actor, repository, ['contents:write'], 'write')
  if (readRef(repository.git, input.name))
    throw new QueryRefusal('UNPROCESSABLE', `A ref named "${input.name}" already exists in the repository.`)
  if (!readObject(repository.git, input.oid)) throw new QueryRefusal('UNPROCESSABLE', 'Object does not exist')
  if (!moveRef(context.world, repository, input.name, input.oid, null, by(context)))
    throw new QueryRefusal('UNPROCESSABLE', 'Reference cannot be created')
  return { clientMutationId: input.clientMutationId ?? null, ref: () => refNode(context, repository, input.name) }
}

export function deleteRef(context: Context, input: { refId: string; clientMutationId?: string | null }): Node {
  const { repository, ref } = refById(context, input.refId)
  demand(context.actor, repository, ['contents:write'], 'write')
  removeRef(context.world, repository, ref, by(context))
  return { clientMutationId: input.clientMutationId ?? null }
}

function by({ actor }: Context): Account {
  if (!actor.account) throw new QueryRefusal('FORBIDDEN', 'Resource not accessible by integration')
  return actor.account
}

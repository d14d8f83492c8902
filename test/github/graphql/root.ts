/** The fields of Query and Mutation. */

import { canSee } from '../access/permission.ts'
import type { RateLimits } from '../http/rate-limit.ts'
import { actorNode } from './actor.ts'
import type { Context, Node } from './context.ts'
import { QueryRefusal } from './refusal.ts'

export function rootFields(context: Context, limits: RateLimits): Node {
  const { world, actor } = context
  return {
    viewer: () => actor.account && actorNode(world, actor.account),
    rateLimit: () => {
      const { limit, used, remaining, reset } = limits.state(actor, 'graphql')
      return { cost: 1, limit, used, remaining, nodeCount: 0, resetAt: new Date(reset * 1000).toISOString() }
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = world.repositories.get(`${owner}/${name}`.toLowerCase()) ?? world.renamed.get(`${owner}/${name}`.toLowerCase())
      if (!found || !canSee(actor, found))
        throw new QueryRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
      return context.repository(found)
    },
  }
}

/** The fields of Query and of Mutation. */
import type { RateLimits } from '../http/rate-limit.ts'
import { account as accountOf } from '../world.ts'
import { actorNode } from './actor.ts'
import type { Context, Node } from './context.ts'
import { pullById, repositoriesOf, repositoryByName, unresolved } from './find.ts'
import { commentNode } from './issue.ts'
import { mutations } from './mutations/mutations.ts'
import { QueryRefusal } from './refusal.ts'

export function rootFields(context: Context, limits: RateLimits, cost: number): Node {
  const { world, actor } = context
  return {
    ...mutations(context),
    // A user also where it is a bot, and with its whole login: `github-actions[bot]`.
    viewer: () => actor.account && { ...actorNode(world, actor.account), __typename: 'User', login: actor.account.login },
    user: ({ login }: { login: string }) => {
      const found = world.accounts.get(login.toLowerCase())
      if (found?.type !== 'User') throw new QueryRefusal('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`)
      return actorNode(world, accountOf(world, login))
    },
    rateLimit: () => {
      const { limit, used, remaining, reset } = limits.state(actor, 'graphql')
      return { cost, limit, used, remaining, nodeCount: 0, resetAt: new Date(reset * 1000).toISOString() }
    },
    repository: ({ owner, name }: { owner: string; name: string }) => context.repository(repositoryByName(context, `${owner}/${name}`)),
    node: ({ id }: { id: string }) => nodeById(context, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeById(context, id)),
  }
}

/** Pull requests, issues and repositories; others when somebody needs them. */
function nodeById(context: Context, id: string): Node {
  if (id.startsWith('PR_')) return context.pull(pullById(context, id))
  for (const repository of repositoriesOf(context)) {
    if (`R_${repository.id}` === id) return context.repository(repository)
    const issue = [...repository.issues.values()].find((one) => `I_${one.id}` === id)
    if (issue) return context.issue(issue)
    for (const thread of [...repository.issues.values(), ...repository.pulls.values()]) {
      const comment = thread.comments.find((one) => `IC_${one.id}` === id)
      if (comment) return commentNode(context, thread, comment)
    }
  }
  throw unresolved(id)
}

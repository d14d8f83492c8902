/** Accounts in GraphQL's form; there a bot's login has no `[bot]`. */

import type { Account } from '../nouns/account.ts'
import type { World } from '../world.ts'
import type { Node } from './context.ts'

export function actorNode(world: World, account: Account): Node {
  const login = account.login.replace(/\[bot\]$/, '')
  return {
    __typename: account.type,
    id: `U_${account.id}`,
    databaseId: account.id,
    login,
    name: account.name,
    url: `${world.html}/${account.type === 'Bot' ? `apps/${login}` : login}`,
    avatarUrl: `${world.html}/${login}.png`,
    resourcePath: `/${login}`,
  }
}

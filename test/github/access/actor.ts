/** Who asks. */
import type { Account, Permissions } from '../nouns/account.ts'
import type { App, Installation } from '../nouns/app.ts'
import type { Repository } from '../nouns/repository.ts'

export interface Actor {
  /** `app` has a JWT; `actions` is the `GITHUB_TOKEN` of a workflow. */
  kind: 'anonymous' | 'user' | 'app' | 'installation' | 'actions'
  /** Null for anonymous and for a JWT. */
  account: Account | null
  app: App | null
  installation: Installation | null
  /** The repositories a narrow token is for; null is every one its owner may see. */
  repositories: readonly Repository[] | null
  /** What a narrow token may do; null is everything its owner may. */
  permissions: Permissions | null
  /** Whose requests of the hour these are. */
  limitKey: string
}

export const anonymous: Actor = {
  kind: 'anonymous',
  account: null,
  app: null,
  installation: null,
  repositories: null,
  permissions: null,
  limitKey: 'anonymous',
}

export function actorName(actor: Actor): string {
  return actor.account?.login ?? actor.app?.slug ?? 'anonymous'
}

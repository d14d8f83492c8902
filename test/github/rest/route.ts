/** A route is an operation of GitHub's description, who may use it, and what it does. */
import type { Permission } from '../access/permission.ts'
import type { Answer, RepositoryRequest, Request } from '../http/answer.ts'
import type { Role } from '../nouns/account.ts'

interface Access {
  /** Any one of these is enough for a narrow token; none: everybody who may see the repository. */
  permissions?: readonly Permission[]
  /** The least role of a person; by default read for reading and write for anything else. */
  role?: Role
  /** Some public things are not shown to strangers (an artifact's bytes): 401 without a token. */
  tokenNeeded?: boolean
}

export interface RepositoryRoute extends Access {
  /** Below `/repos/{owner}/{repo}`. */
  on: 'repository'
  operation: string
  handle(request: RepositoryRequest): Answer | Promise<Answer>
}

export interface PlainRoute extends Access {
  on: 'root'
  operation: string
  handle(request: Request): Answer | Promise<Answer>
}

export type Route = RepositoryRoute | PlainRoute

/** A route that belongs to no repository and looks at the actor itself. */
export function plain(operation: string, handle: PlainRoute['handle']): PlainRoute {
  return { on: 'root', operation, handle }
}

/** A route anyone may use who sees the repository (or, for a private one, whose token has this permission). */
export function read(
  operation: string,
  permission: Permission | readonly Permission[],
  handle: RepositoryRoute['handle'],
): RepositoryRoute {
  return { on: 'repository', operation, permissions: [permission].flat(), role: 'read', handle }
}

/** A route that changes something. */
export function write(
  operation: string,
  permissions: readonly Permission[],
  handle: RepositoryRoute['handle'],
  role: Role = 'write',
): RepositoryRoute {
  return { on: 'repository', operation, permissions, role, handle }
}

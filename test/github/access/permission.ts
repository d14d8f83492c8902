/**
 * What an actor may see and do. The rules, from GitHub's documentation:
 * - what an actor may not see does not exist (404), also where it asks to change it;
 * - public things are readable by everybody, whatever a token's permissions are;
 * - a narrow token (installation, GITHUB_TOKEN, fine-grained) changes only its own repositories, and only with the
 *   permission at the right level (403);
 * - a person's token changes what the person's role allows (403), and nothing without one (401).
 */
import { notFound, Refusal } from '../http/answer.ts'
import type { Role } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Actor } from './actor.ts'

/** `contents:read`, `pull_requests:write`; several where any one is enough. */
export type Permission = `${string}:${'read' | 'write'}`

const roles: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin']

/** The actor's own role, tokens aside; null for a stranger to a private repository. */
export function roleOf(actor: Actor, repository: Repository): Role | null {
  const least = repository.visibility === 'public' ? 'read' : null
  if (!actor.account) return least
  if (actor.account === repository.owner) return 'admin'
  return repository.collaborators.get(actor.account.login.toLowerCase()) ?? least
}

export function hasRole(actor: Actor, repository: Repository, wanted: Role): boolean {
  const role = roleOf(actor, repository)
  return role !== null && roles.indexOf(role) >= roles.indexOf(wanted)
}

function isNarrow(actor: Actor): boolean {
  return actor.permissions !== null
}

/** Whether a narrow token is for this repository; a broad one is for all. */
function covers(actor: Actor, repository: Repository): boolean {
  return actor.repositories === null || actor.repositories.includes(repository)
}

export function canSee(actor: Actor, repository: Repository): boolean {
  if (repository.visibility === 'public') return true
  if (!covers(actor, repository)) return false
  if (actor.kind === 'installation' || actor.kind === 'actions')
    return actor.repositories !== null || actor.installation?.account === repository.owner
  return roleOf(actor, repository) !== null
}

/** Throws GitHub's refusal unless the actor has one of these permissions there. */
export function demand(actor: Actor, repository: Repository, wanted: readonly Permission[], role: Role): void {
  if (!canSee(actor, repository)) throw notFound()
  if (wanted.length === 0) return
  if (wanted.some((permission) => allows(actor, repository, permission, role))) return
  if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
  if (actor.kind === 'user' && !isNarrow(actor)) throw new Refusal(403, 'Must have push access to repository')
  throw new Refusal(403, `Resource not accessible by ${actor.kind === 'user' ? 'personal access token' : 'integration'}`)
}

/** Whether the actor has the permission there; see the rules above. */
export function allows(actor: Actor, repository: Repository, permission: Permission, role: Role): boolean {
  const [name = '', level] = permission.split(':')
  if (level === 'read' && repository.visibility === 'public') return true
  if (actor.kind === 'anonymous' || actor.kind === 'app') return false
  if (actor.permissions) {
    const held = actor.permissions[name]
    if (!covers(actor, repository) || !(held === 'write' || held === level)) return false
    if (actor.kind !== 'user') return canSee(actor, repository)
  }
  return hasRole(actor, repository, role)
}

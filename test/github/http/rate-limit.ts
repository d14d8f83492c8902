/** GitHub's primary rate limits: so many requests an hour for each token, or for everybody who has none. */
import type { Actor } from '../access/actor.ts'

type Resource = 'core' | 'graphql'

export interface RateLimits {
  /** Takes one request (or a query's points); answers the headers, and whether it was one too many. */
  take(actor: Actor, resource: Resource, points: number): { exceeded: boolean; headers: Record<string, string> }
  state(actor: Actor, resource: Resource): { limit: number; used: number; remaining: number; reset: number }
  /** Gives a request back: an answer 304 to a request with a token is free. */
  giveBack(actor: Actor, resource: Resource): void
  /** Another limit for one kind of actor, from now on. */
  set(kind: Actor['kind'], limit: number): void
}

/** An hour's requests, as documented; a JWT counts like a user. */
const documented: Readonly<Record<Actor['kind'], number>> = { anonymous: 60, user: 5000, app: 5000, installation: 5000, actions: 1000 }

export function rateLimits(now: () => number): RateLimits {
  const limits = { ...documented }
  const windows = new Map<string, { used: number; reset: number }>()

  const window = (actor: Actor, resource: Resource): { used: number; reset: number } => {
    const key = `${actor.limitKey} ${resource}`
    const known = windows.get(key)
    if (known && known.reset > now()) return known
    const fresh = { used: 0, reset: now() + 3_600_000 }
    windows.set(key, fresh)
    return fresh
  }
  const state = (actor: Actor, resource: Resource) => {
    const { used, reset } = window(actor, resource)
    const limit = actor.kind === 'anonymous' && resource === 'graphql' ? 0 : limits[actor.kind]
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(reset / 1000) }
  }
  return {
    state,
    take(actor, resource, points) {
      const exceeded = state(actor, resource).remaining < points
      if (!exceeded) window(actor, resource).used += points
      const { limit, used, remaining, reset } = state(actor, resource)
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': resource,
      }
      return { exceeded, headers }
    },
    giveBack(actor, resource) {
      window(actor, resource).used -= 1
    },
    set(kind, limit) {
      limits[kind] = limit
    },
  }
}

/** How many requests are left; asking costs none. */
import type { RateLimits } from '../http/rate-limit.ts'
import type { PlainRoute } from './route.ts'

export function rateLimitRoute(limits: RateLimits): PlainRoute {
  return {
    on: 'root',
    operation: 'rate-limit/get',
    handle({ actor }) {
      const core = limits.state(actor, 'core')
      const search = { ...core, limit: 30, remaining: 30, used: 0 }
      return { json: { resources: { core, graphql: limits.state(actor, 'graphql'), search }, rate: core } }
    },
  }
}

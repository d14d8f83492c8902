/** All routes. `scripts/github-description.ts` cuts exactly these operations out of GitHub's description. */
import type { rateLimits } from '../http/rate-limit.ts'
import { commitRoutes } from './commit.ts'
import { compareRoutes } from './compare.ts'
import { contentsRoutes } from './contents.ts'
import { issueRoutes } from './issue.ts'
import { pullRoutes } from './pull.ts'
import { rateLimitRoute } from './rate-limit.ts'
import { repositoryRoutes } from './repository.ts'
import { reviewRoutes } from './review.ts'
import type { Route } from './route.ts'
import { userRoutes } from './user.ts'

export type Services = { limits: ReturnType<typeof rateLimits> }

export function routes(services: Services): readonly Route[] {
  return [
    rateLimitRoute(services.limits),
    ...userRoutes,
    ...repositoryRoutes,
    ...commitRoutes,
    ...compareRoutes,
    ...contentsRoutes,
    ...issueRoutes,
    ...pullRoutes,
    ...reviewRoutes,
  ]
}

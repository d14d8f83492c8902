/** All routes. `scripts/github-description.ts` cuts exactly these operations out of GitHub's description. */
import type { Tokens } from '../access/tokens.ts'
import type { RateLimits } from '../http/rate-limit.ts'
import { appRoutes } from './app.ts'
import { checkRoutes } from './check.ts'
import { commentRoutes } from './comment.ts'
import { commitRoutes } from './commit.ts'
import { compareRoutes } from './compare.ts'
import { contentsRoutes } from './contents.ts'
import { contentsWriteRoutes } from './contents-write.ts'
import { gitDataRoutes } from './git-data.ts'
import { issueRoutes } from './issue.ts'
import { labelRoutes } from './label.ts'
import { pullRoutes } from './pull.ts'
import { rateLimitRoute } from './rate-limit.ts'
import { reactionRoutes } from './reaction.ts'
import { refRoutes } from './ref.ts'
import { releaseRoutes } from './release.ts'
import { repositoryRoutes } from './repository.ts'
import { reviewRoutes } from './review.ts'
import type { Route } from './route.ts'
import { runRoutes } from './run.ts'
import { userRoutes } from './user.ts'

export interface RouteServices {
  limits: RateLimits
  tokens: Tokens
  clock: () => number
}

export function routes({ limits, tokens, clock }: RouteServices): readonly Route[] {
  return [
    rateLimitRoute(limits),
    ...appRoutes(tokens, clock),
    ...checkRoutes,
    ...commentRoutes,
    ...commitRoutes,
    ...compareRoutes,
    ...contentsRoutes,
    ...contentsWriteRoutes,
    ...gitDataRoutes,
    ...issueRoutes,
    ...labelRoutes,
    ...pullRoutes,
    ...reactionRoutes,
    ...refRoutes,
    ...releaseRoutes,
    ...repositoryRoutes,
    ...reviewRoutes,
    ...runRoutes,
    ...userRoutes,
  ]
}

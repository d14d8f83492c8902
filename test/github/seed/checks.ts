import { addCheck, addStatus } from '../acts/check.ts'
import type { App } from '../nouns/app.ts'
import type { CheckRun, Status } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, type World } from '../world.ts'

export interface ChecksSeed {
  name?: string
  status?: CheckRun['status']
  conclusion?: CheckRun['conclusion']
  title?: string
  summary?: string
}

export interface StatusSeed {
  context?: string
  state?: Status['state']
  description?: string
  targetUrl?: string
}

/** A check run of GitHub Actions. */
export function seedCheck(world: World, repository: Repository, sha: string, seed: ChecksSeed = {}): void {
  const status = seed.status ?? 'completed'
  const startedAt = world.now()
  addCheck(world, repository, {
    id: world.nextId(),
    app: actionsApp(world),
    name: seed.name ?? 'test',
    sha,
    status,
    conclusion: status === 'completed' ? (seed.conclusion ?? 'success') : null,
    startedAt,
    completedAt: status === 'completed' ? world.now() : null,
    detailsUrl: null,
    externalId: '',
    output: { title: seed.title ?? null, summary: seed.summary ?? null, text: null },
    annotations: [],
  })
}

export function seedStatus(world: World, repository: Repository, sha: string, seed: StatusSeed = {}): void {
  addStatus(world, repository, {
    id: world.nextId(),
    sha,
    context: seed.context ?? 'ci/build',
    state: seed.state ?? 'success',
    description: seed.description ?? null,
    targetUrl: seed.targetUrl ?? null,
    creator: account(world, 'ci-bot'),
    createdAt: world.now(),
  })
}

/** GitHub Actions is an app like any other. */
export function actionsApp(world: World): App {
  const known = world.apps.find(({ slug }) => slug === 'github-actions')
  if (known) return known
  const app: App = {
    id: 15368,
    slug: 'github-actions',
    name: 'GitHub Actions',
    owner: account(world, 'github', 'Organization'),
    bot: account(world, 'github-actions[bot]'),
    permissions: {
      contents: 'write',
      pull_requests: 'write',
      issues: 'write',
      checks: 'write',
      statuses: 'write',
      actions: 'write',
      metadata: 'read',
    },
    events: [],
    hook: null,
  }
  world.apps.push(app)
  return app
}

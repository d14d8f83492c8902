/** The App's jobs on the fake GitHub: webhooks become jobs, jobs are worked on until nothing more follows. */
import { appApi } from '../../src/github/tokens.ts'
import { deliveryBody } from '../../src/jobs/app/delivery-body.ts'
import { jobsFor } from '../../src/jobs/app/events.ts'
import type { WorkContext } from '../../src/jobs/app/job.ts'
import { workOn } from '../../src/jobs/app/work.ts'
import type { Delivery, Job, Outcome } from '../../src/queue/job.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { Exchange } from '../github/http/history.ts'
import type { Installation, Delivery as Sent } from '../github/nouns/app.ts'
import type { AppHandle } from '../github/seed/app.ts'
import type { PullHandle, PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle, RepositorySeed } from '../github/seed/repository.ts'

export interface Ended {
  job: Job
  outcome: Outcome
}

export interface AppStage {
  github: FakeGitHub
  app: AppHandle
  context: WorkContext
  memory: Map<string, string>
  /** Milliseconds that the clock is ahead. */
  clock: { ahead: number }
  install(owner: string, seed?: Parameters<AppHandle['install']>[1]): Installation
  source(name: string, config: string | null, seed?: RepositorySeed): RepositoryHandle
  /** Works on everything that was sent since, and on what follows; answers how each job ended. */
  settle(): Promise<Ended[]>
  /** One job, and what follows. */
  work(job: Job): Promise<Ended[]>
  close(): Promise<void>
}

const EVENTS = ['pull_request', 'pull_request_review', 'issue_comment', 'release', 'push', 'check_run', 'workflow_run', 'repository']

interface StageOptions {
  permissions?: Readonly<Record<string, 'read' | 'write'>>
  /** Does each job a second time, and holds it to writing nothing then. */
  twice?: boolean
}

/** Everything that changed the world; a token that is made changes nothing. */
export function writes(github: FakeGitHub): Exchange[] {
  return github.requests({ write: true }).filter(({ operation }) => operation !== 'apps/create-installation-access-token')
}

export async function appStage(options: StageOptions = {}): Promise<AppStage> {
  // The world's clock, which the test can move on.
  const clock = { ahead: 0 }
  const began = Date.now()
  const now = () => Date.UTC(2026, 2, 2, 9, 30) + clock.ahead + Date.now() - began
  const github = await fakeGitHub({ clock: now })
  // Nobody listens there: what was sent is read from the fake's own list.
  const { permissions } = options
  const app = github.app({ events: EVENTS, hook: { url: 'http://127.0.0.1:9/', secret: 'not used' }, ...(permissions && { permissions }) })
  const memory = new Map<string, string>()
  const wait = async () => {}
  const context: WorkContext = {
    api: appApi({ appId: String(app.data.id), privateKey: app.privateKey(), baseUrl: github.url, userAgent: 'test', now, wait }),
    baseUrl: github.url,
    now,
    wait,
    generator: 'casewright 0.0.0',
    log: () => {},
    memory: {
      recall: async (name) => memory.get(name) ?? null,
      remember: async (name, value) => void memory.set(name, value),
      missing: async (ids) => [...ids],
    },
  }
  let taken = 0
  async function work(first: readonly Job[]): Promise<Ended[]> {
    const [ended, jobs]: [Ended[], Job[]] = [[], [...first]]
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      if (ended.length > 100) throw new Error('the jobs never come to an end')
      const outcome = await workOn(job, context)
      ended.push({ job, outcome })
      if (options.twice) {
        const before = writes(github).length
        await workOn(job, context)
        const more = writes(github).slice(before)
        if (more.length > 0) throw new Error(`${job.name}, done twice, writes twice: ${more.map(({ operation }) => operation).join(', ')}`)
      }
      jobs.push(...('next' in outcome ? (outcome.next ?? []) : []), ...sent())
    }
    return ended
  }
  function sent(): Job[] {
    const fresh = github.world.deliveries.slice(taken)
    taken += fresh.length
    return fresh.flatMap((one) => jobsFor(deliveryOf(one)))
  }
  return {
    github,
    app,
    context,
    memory,
    clock,
    install: (owner, seed) => app.install(owner, seed),
    source: (name, config, seed = {}) =>
      github.repository(name, {
        licence: 'MIT',
        collaborators: { ada: 'write', bob: 'write' },
        ...seed,
        files: {
          'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
          'cache.go': 'package ringcache\n',
          ...(config !== null && { '.github/casewright.yml': config }),
          ...seed.files,
        },
      }),
    settle: () => work(sent()),
    work: (job) => work([job]),
    async close() {
      await github.close()
    },
  }
}

/** As the intake keeps it. */
function deliveryOf({
  guid,
  event,
  action,
  installation,
  repository,
  payload,
}: Pick<Sent, 'guid' | 'event' | 'action' | 'installation' | 'repository' | 'payload'>): Delivery {
  const body = deliveryBody(JSON.parse(JSON.stringify(payload)))
  if (body === null) throw new Error(`not what GitHub sends: ${event}`)
  return { id: guid, event, action, installation, repositoryId: repository, body, key: guid }
}

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front.

## Results

| ns/op | before | after |
|---|--:|--:|
| Get/parallel | 182.9 | 61.4 |
| Get/serial | 21.3 | 23.0 |
`

/** A change with stated figures. */
export function change(repository: RepositoryHandle, seed: PullSeed = {}): PullHandle {
  return repository.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    files: { 'cache.go': `package ringcache\n\nfunc Get${repository.pullRequests().length}() {}\n` },
    ...seed,
  })
}

/** How the jobs ended, in a line each. */
export function endsOf(ended: readonly Ended[]): string[] {
  return ended.map(({ job, outcome }) => `${job.name}: ${outcome.state} ${outcome.code}`)
}

/**
 * A GitHub of our own for tests: stateful, on real bare git repositories, over HTTP on loopback. It holds every
 * request and answer to GitHub's description of its REST API, runs every query against GitHub's published schema, and
 * `close()` throws when something did not fit.
 *
 *     const github = await fakeGitHub()
 *     const repo = github.repository('example/ringcache', { files: { 'README.md': '# ringcache\n' } })
 *     const pull = repo.pullRequest({ title: 'Decode in place', files: { 'src/ring.go': 'package ring\n' }, merged: 'squash' })
 *     const token = github.token({ user: 'ada' })
 *     … the program under test talks to github.url …
 *     expect(github.requests({ write: true })).toHaveLength(3)
 *     await github.close()
 */
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anonymous } from './access/actor.ts'
import { tokens } from './access/tokens.ts'
import { downloadServer, downloads } from './http/downloads.ts'
import type { Fault } from './http/faults.ts'
import { type Exchange, type ExchangeFilter, pick } from './http/history.ts'
import { rateLimits } from './http/rate-limit.ts'
import { gitHubServer } from './http/server.ts'
import type { Permissions } from './nouns/account.ts'
import { routes } from './rest/routes.ts'
import { type AppHandle, type AppSeed, makeApp } from './seed/app.ts'
import { actionsApp } from './seed/checks.ts'
import { makeRepository, type RepositoryHandle, type RepositorySeed, repositoryHandle } from './seed/repository.ts'
import { account, newWorld, type World } from './world.ts'

export interface FakeGitHubOptions {
  /** Milliseconds since 1970, for rate limits, tokens' ends and JWTs; the machine's clock unless told. */
  clock?: () => number
  /** The version of a GitHub Enterprise Server to play, `3.19.0`; then `url` ends in /api/v3. */
  enterprise?: string
}

export interface TokenSeed {
  /** A person's token … */
  user?: string
  /** … or the `GITHUB_TOKEN` of a workflow in this repository. */
  workflow?: string
  /** `owner/name` of the repositories a narrow token is for; without it every one its owner may see. */
  repositories?: string[]
  /** What a narrow token may do; without it everything its owner may. */
  permissions?: Permissions
  /** Milliseconds from now; without it the token does not end. */
  expiresIn?: number
}

export interface FakeGitHub {
  /** The API's base: `http://127.0.0.1:4711`, with `/api/v3` on an Enterprise Server. */
  url: string
  /** Where clones come from: `http://127.0.0.1:4711/owner/name.git`. */
  host: string
  /** Everything there is, for assertions on the state itself. */
  world: World
  /** Every request so far. */
  history: readonly Exchange[]
  /** What did not fit GitHub's description so far; empty it where a test sends wrong things on purpose. */
  complaints: string[]
  repository(name: string, seed?: RepositorySeed): RepositoryHandle
  existingRepository(name: string): RepositoryHandle
  user(login: string, name?: string): void
  app(seed?: AppSeed): AppHandle
  token(seed: TokenSeed): string
  revoke(token: string): void
  /** Those of the history that fit. */
  requests(filter?: ExchangeFilter): Exchange[]
  fault(fault: Fault): void
  /** Another number of requests an hour for one kind of actor. */
  limit(kind: Parameters<ReturnType<typeof rateLimits>['set']>[0], requestsAnHour: number): void
  /** Every webhook under way has arrived, or failed. */
  delivered(): Promise<void>
  close(): Promise<void>
}

export async function fakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const clock = options.clock ?? Date.now
  const world = newWorld(
    mkdtempSync(join(tmpdir(), 'casewright-github-')),
    downloads(clock, () => originOf(blobs)),
  )
  const limits = rateLimits(clock)
  const issued = tokens(world, clock)
  const blobs = downloadServer({ world })
  const server = gitHubServer(
    { world, tokens: issued, limits, enterprise: options.enterprise ?? null },
    routes({ limits, tokens: issued, clock }),
  )
  await Promise.all([server, blobs].map(listen))
  world.host = originOf(server)
  world.url = options.enterprise ? `${world.host}/api/v3` : world.host

  const find = (name: string) => {
    const found = world.repositories.get(name.toLowerCase())
    if (!found) throw new Error(`there is no repository ${name}`)
    return found
  }
  return {
    url: world.url,
    host: world.host,
    world,
    history: world.history,
    complaints: world.complaints,
    repository: (name, seed) => makeRepository(world, name, seed),
    existingRepository: (name) => repositoryHandle(world, find(name)),
    user(login, name) {
      account(world, login).name = name ?? null
    },
    app: (seed) => makeApp(world, issued, clock, seed),
    token({ user, workflow, repositories, permissions, expiresIn }) {
      const expires = expiresIn === undefined ? undefined : clock() + expiresIn
      const shared = { ...anonymous, permissions: permissions ?? null, repositories: repositories?.map(find) ?? null }
      if (workflow === undefined)
        return issued.issue(
          permissions ? 'github_pat_' : 'ghp_',
          { ...shared, kind: 'user', account: account(world, user ?? 'ada') },
          expires,
        )
      const app = actionsApp(world)
      return issued.issue(
        'ghs_',
        { ...shared, kind: 'actions', app, account: app.bot, repositories: [find(workflow)], permissions: permissions ?? app.permissions },
        expires,
      )
    },
    revoke: (token) => issued.revoke(token),
    requests: (filter = {}) => pick(world.history, filter),
    fault: (fault) => void world.faults.push(fault),
    limit: (kind, requestsAnHour) => limits.set(kind, requestsAnHour),
    async delivered() {
      while (world.sending.size > 0) await Promise.all(world.sending)
    },
    async close() {
      await Promise.all(world.sending)
      await Promise.all([server, blobs].map(shut))
      rmSync(world.directory, { recursive: true, force: true })
      if (world.complaints.length > 0) throw new Error(`the fake GitHub complains:\n${world.complaints.join('\n')}`)
    },
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((done) => server.listen(0, '127.0.0.1', done))
}

function shut(server: Server): Promise<unknown> {
  server.closeAllConnections()
  return new Promise((done) => server.close(done))
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

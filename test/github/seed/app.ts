/** An app of GitHub and where it is installed. */
import { createSign } from 'node:crypto'
import { appKeys, type Tokens } from '../access/tokens.ts'
import { tellInstalled } from '../acts/events.ts'
import type { Permissions } from '../nouns/account.ts'
import type { App, Installation } from '../nouns/app.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, type World } from '../world.ts'

export interface AppSeed {
  slug?: string
  permissions?: Permissions
  events?: string[]
  /** Where webhooks go, and the secret they are signed with. */
  hook?: { url: string; secret: string }
}

export interface AppHandle {
  data: App
  /** PKCS#1, as GitHub gives it out. */
  privateKey(): string
  /** A JWT that is good for nine minutes. */
  jwt(): string
  /** Installs it for an owner: on all their repositories, or on these. With `told` the app hears of it, as GitHub tells it. */
  install(owner: string, seed?: { repositories?: string[]; permissions?: Permissions; told?: boolean }): Installation
  /** A token of an installation, as wide as that is. */
  token(installation: Installation): string
  suspend(installation: Installation): void
  uninstall(installation: Installation): void
}

const usual: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  statuses: 'write',
  actions: 'read',
  metadata: 'read',
}

export function makeApp(world: World, tokens: Tokens, clock: () => number, seed: AppSeed = {}): AppHandle {
  const slug = seed.slug ?? 'casewright'
  const app: App = {
    id: world.nextId(),
    slug,
    name: slug,
    owner: account(world, `${slug}-makers`, 'Organization'),
    bot: account(world, `${slug}[bot]`),
    permissions: seed.permissions ?? usual,
    events: seed.events ?? [
      'pull_request',
      'pull_request_review',
      'issue_comment',
      'release',
      'push',
      'check_run',
      'workflow_run',
      'repository',
    ],
    hook: seed.hook ?? null,
  }
  world.apps.push(app)
  return {
    data: app,
    privateKey: () => appKeys().privateKey,
    jwt() {
      const now = Math.floor(clock() / 1000)
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: app.id, iat: now - 30, exp: now + 540 })}`
      return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(appKeys().privateKey, 'base64url')}`
    },
    install(owner, { repositories, permissions, told = false } = {}) {
      const find = (name: string): Repository => {
        const found = world.repositories.get(name.toLowerCase())
        if (!found) throw new Error(`there is no repository ${name}`)
        return found
      }
      const installation: Installation = {
        id: world.nextId(),
        app,
        account: account(world, owner),
        repositories: repositories?.map(find) ?? null,
        permissions: permissions ?? app.permissions,
        suspendedAt: null,
        createdAt: world.now(),
      }
      world.installations.push(installation)
      if (told) tellInstalled(world, installation)
      return installation
    },
    token: (installation) =>
      tokens.issue('ghs_', {
        kind: 'installation',
        account: app.bot,
        app,
        installation,
        repositories: installation.repositories,
        permissions: installation.permissions,
      }),
    suspend(installation) {
      installation.suspendedAt = world.now()
    },
    uninstall: (installation) => void world.installations.splice(world.installations.indexOf(installation), 1),
  }
}

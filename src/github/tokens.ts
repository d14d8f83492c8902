/**
 * Tokens of the App, as narrow as the step that asks: one installation, these repositories, these permissions (I11). A
 * token is used until shortly before its end, and replaced once when GitHub no longer takes it. Reading and writing
 * clients never share one.
 */
import { createSign } from 'node:crypto'
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import { type GitHub, gitHub } from './client.ts'
import { isRefusal } from './faults.ts'
import { Refused, Unsure } from './write-faults.ts'
import { type GitHubWriter, gitHubWriter } from './writer.ts'

/** What one step may do: in which installation, to which repositories, with which permissions. */
interface Scope {
  installation: number
  /** Numbers of repositories, the name of one whose number is not known yet, or all: to list them, with no permission but metadata. */
  repositoryIds: readonly number[] | { name: string } | 'all'
  permissions: Readonly<Record<string, 'read' | 'write'>>
}

/** Clients of the App. A token is made for one step and is never wider than it. */
export interface AppApi {
  /** The App itself (a JWT): its installations, its deliveries. */
  app(): GitHub
  /** As the App itself, for the one write it has: asking for a delivery once more. */
  redeliver(delivery: number): Promise<void>
  /** Reads; permissions of the scope must all be `read`. */
  read(scope: Scope): Promise<GitHub>
  /** Writes, and reads what is written to. */
  write(scope: Scope): Promise<GitHubWriter>
}

export interface AppOptions {
  appId: string
  /** PEM. */
  privateKey: string
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  baseUrl: string
  userAgent: string
  /** Milliseconds since 1970. */
  now: () => number
  wait: (milliseconds: number) => Promise<void>
  fetch?: typeof fetch
}

/** A token lives an hour; one with less than this left is replaced. */
const MARGIN = 5 * 60_000
/** Seconds a JWT is good for; GitHub takes at most ten minutes. */
const JWT_LIFE = 540
const TRIES = 3

const tokenSchema = z.object({ token: z.string(), expires_at: z.string() })
type Token = z.infer<typeof tokenSchema>

/** Clients of one App on one host. */
export function appApi(options: AppOptions): AppApi {
  const { baseUrl, userAgent, wait, now } = options
  const send = options.fetch ?? fetch
  const known = new Map<string, Promise<Token>>()
  const connection = { baseUrl, userAgent, wait }

  const app = () => gitHub({ ...connection, token: jwtOf(options), fetch: send })

  async function made({ installation, repositoryIds, permissions }: Scope): Promise<Token> {
    const path = `/app/installations/${installation}/access_tokens` as const
    for (let attempt = 1; ; attempt++) {
      const writer = gitHubWriter({ ...connection, token: { writes: jwtOf(options) }, fetch: send })
      const write = { what: 'make a token of the installation', permission: 'the App’s own' }
      try {
        const which =
          repositoryIds === 'all'
            ? {}
            : 'name' in repositoryIds
              ? { repositories: [repositoryIds.name] }
              : { repository_ids: repositoryIds }
        return await writer.send(write, `POST ${path}`, { ...which, permissions }, tokenSchema)
      } catch (error) {
        // A token that was made and never used does nothing, so this one write may be sent again.
        if (error instanceof Unsure && attempt < TRIES) await wait(250 * 2 ** attempt)
        else throw tokenFault(error, installation, permissions)
      }
    }
  }

  async function tokenFor(scope: Scope, key: string, refused?: string): Promise<string> {
    const token = await known.get(key)
    if (token !== undefined && token.token !== refused && Date.parse(token.expires_at) - now() > MARGIN) return token.token
    const fresh = made(scope)
    known.set(key, fresh)
    fresh.catch(() => known.delete(key))
    return (await fresh).token
  }

  /** Puts the scope's token on every request; where GitHub does not take it, a fresh one, once. A 401 did nothing, so a write may be sent again. */
  function withToken(scope: Scope, kind: 'read' | 'write'): typeof fetch {
    const key = keyOf(scope, kind)
    return async (input, init = {}) => {
      const token = await tokenFor(scope, key)
      const answer = await send(input, authorized(init, token))
      if (answer.status !== 401) return answer
      return send(input, authorized(init, await tokenFor(scope, key, token)))
    }
  }

  return {
    app,
    async redeliver(delivery) {
      const writer = gitHubWriter({ ...connection, token: { writes: jwtOf(options) }, fetch: send })
      const write = { what: 'ask for a delivery once more', permission: 'the App’s own' }
      await writer.send(write, `POST /app/hook/deliveries/${delivery}/attempts`, {}, z.unknown())
    },
    async read(scope) {
      if (Object.values(scope.permissions).includes('write')) throw new Error('a reading client has no permission to write')
      const token = await tokenFor(scope, keyOf(scope, 'read'))
      return masked(gitHub({ ...connection, token, fetch: withToken(scope, 'read') }), known)
    },
    async write(scope) {
      const token = await tokenFor(scope, keyOf(scope, 'write'))
      return masked(gitHubWriter({ ...connection, token: { writes: token }, fetch: withToken(scope, 'write') }), known)
    },
  }
}

function keyOf({ installation, repositoryIds, permissions }: Scope, kind: string): string {
  const which = Array.isArray(repositoryIds) ? [...repositoryIds].sort((a, b) => a - b) : repositoryIds
  return JSON.stringify([kind, installation, which, Object.entries(permissions).sort()])
}

function authorized(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers)
  headers.set('authorization', `token ${token}`)
  return { ...init, headers: Object.fromEntries(headers) }
}

/** Signed by the App's key, a minute early for clocks that differ. */
function jwtOf({ appId, privateKey, now }: AppOptions): string {
  const seconds = Math.floor(now() / 1000)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: appId, iat: seconds - 60, exp: seconds + JWT_LIFE })}`
  try {
    return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`
  } catch {
    // Without the cause: nobody knows what of a key an error of OpenSSL shows.
    throw new KnownError(
      "the App's private key cannot be read. Give the .pem file that GitHub made for the App, with its first and last line.",
    )
  }
}

/** An installation that is gone, suspended, or lacks a permission is a thing a person has to mend. */
function tokenFault(error: unknown, installation: number, permissions: Scope['permissions']): unknown {
  if (error instanceof Unsure) return new KnownError('GitHub made no token, three times. Try again later.', { exitCode: 3, cause: error })
  if (!(error instanceof Refused)) return error
  const status = isRefusal(error.cause) ? error.cause.status : 0
  const wanted = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`)
  const words =
    status === 404
      ? `the installation ${installation} is gone.`
      : `the installation ${installation} does not allow ${wanted.join(', ')}, or not in this repository. Its owner can accept the App's permissions in the settings of the installation.`
  return new KnownError(words, { cause: error })
}

/** The same client, whose errors show no token, plain or in base64. */
function masked<T extends object>(client: T, known: ReadonlyMap<string, Promise<Token>>): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) =>
        Promise.resolve((value as (...all: unknown[]) => unknown).apply(target, given)).catch(async (error: unknown) => {
          const made = await Promise.allSettled(known.values())
          const secrets = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.token] : []))
          throw maskedError(error, [...secrets, ...secrets.map((token) => Buffer.from(token).toString('base64'))])
        })
    },
  })
}

function maskedError(error: unknown, secrets: readonly string[]): unknown {
  for (let at: unknown = error, deep = 0; at instanceof Error && deep < 5; at = at.cause, deep++) {
    for (const secret of secrets) {
      at.message = at.message.replaceAll(secret, '***')
      at.stack = at.stack?.replaceAll(secret, '***') ?? ''
      // An answer may repeat what was sent.
      const answer = 'response' in at ? JSON.stringify(at.response) : ''
      if (answer.includes(secret)) Object.assign(at, { response: JSON.parse(answer.replaceAll(secret, '***')) as unknown })
    }
  }
  return error
}

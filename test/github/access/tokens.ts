/** Tokens, and how a request shows one. */
import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { Refusal } from '../http/answer.ts'
import type { World } from '../world.ts'
import { type Actor, anonymous } from './actor.ts'

export interface Tokens {
  /** A token that stands for this actor; `prefix` tells its kind (`ghp_`, `github_pat_`, `ghs_`). */
  issue(prefix: string, actor: Omit<Actor, 'limitKey'>, expires?: number): string
  revoke(token: string): void
  /** Who a request's Authorization header is. */
  actorOf(authorization: string | undefined): Actor
}

interface Issued {
  actor: Actor
  expires: number
}

/** One key pair for all fake apps: making one takes a tenth of a second, and is put off until an app is wanted. */
let keys: { publicKey: string; privateKey: string } | null = null
export function appKeys(): { publicKey: string; privateKey: string } {
  keys ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return keys
}

export function tokens(world: World, now: () => number): Tokens {
  const issued = new Map<string, Issued>()
  return {
    issue(prefix, actor, expires = Number.POSITIVE_INFINITY) {
      const token = `${prefix}${createHash('sha256').update(`${prefix} ${world.nextId()}`).digest('hex').slice(0, 36)}`
      issued.set(token, { actor: { ...actor, limitKey: actor.installation ? `installation ${actor.installation.id}` : token }, expires })
      return token
    },
    revoke: (token) => void issued.delete(token),
    actorOf(authorization) {
      if (authorization === undefined) return anonymous
      const token = readHeader(authorization)
      if (token.split('.').length === 3) return appActor(world, token, now())
      const found = issued.get(token)
      if (!found || found.expires <= now()) throw new Refusal(401, 'Bad credentials')
      const { installation } = found.actor
      if (installation && !world.installations.includes(installation)) throw new Refusal(401, 'Bad credentials')
      if (installation?.suspendedAt) throw new Refusal(403, 'This installation has been suspended')
      return found.actor
    },
  }
}

/** `Bearer x`, `token x`, or Basic as git sends it (`x-access-token:x`). */
function readHeader(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return value
  const text = Buffer.from(value, 'base64').toString()
  return text.slice(text.indexOf(':') + 1) || text
}

function appActor(world: World, jwt: string, now: number): Actor {
  const [head = '', claims = '', signature = ''] = jwt.split('.')
  const refused = new Refusal(401, 'A JSON web token could not be decoded')
  const decoded = Buffer.from(claims, 'base64url').toString()
  const { iss, iat = 0, exp = 0 } = decoded.startsWith('{') ? (JSON.parse(decoded) as { iss?: unknown; iat?: number; exp?: number }) : {}
  const app = world.apps.find(({ id }) => String(id) === String(iss))
  if (!app) throw refused
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), appKeys().publicKey, Buffer.from(signature, 'base64url'))) throw refused
  const seconds = Math.floor(now / 1000)
  if (iat > seconds + 60)
    throw new Refusal(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
  if (exp <= seconds)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > iat + 660) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future")
  return { ...anonymous, kind: 'app', app, limitKey: `app ${app.id}` }
}

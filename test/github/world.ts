/**
 * Everything there is in the fake GitHub: plain data that the REST handlers, the objects of the graph and the tests'
 * own steps share.
 */
import type { Fault } from './http/faults.ts'
import type { Exchange } from './http/history.ts'
import type { Account } from './nouns/account.ts'
import type { App, Delivery, Installation } from './nouns/app.ts'
import type { Repository } from './nouns/repository.ts'

export interface Download {
  bytes: Buffer
  type: string
}

export interface Downloads {
  /** An address for these bytes, good for one minute. */
  offer(download: Download): string
  /** The bytes, `expired`, or null where nothing was ever offered. */
  take(path: string): Download | 'expired' | null
}

export interface World {
  /** The API's base: `http://127.0.0.1:4711`, with `/api/v3` on an Enterprise Server. */
  url: string
  /** Where clones come from: `http://127.0.0.1:4711`. */
  host: string
  /** Where pages of people are said to be; the same in every run, so that entries come out the same. */
  html: string
  directory: string
  /** ISO 8601 in UTC, without milliseconds; each call is one second later, so that equal steps give equal times. */
  now(): string
  /** Moves the world's clock forward to this time, if it is later. */
  advance(to: string): void
  nextId(): number
  accounts: Map<string, Account>
  /** By lower-case `owner/name`. */
  repositories: Map<string, Repository>
  /** Old lower-case names of renamed and transferred repositories. */
  renamed: Map<string, Repository>
  apps: App[]
  installations: Installation[]
  deliveries: Delivery[]
  /** Webhooks under way. */
  sending: Set<Promise<void>>
  /** Bytes behind an address that knows its own permission, as the blob store of artifacts has them. */
  downloads: Downloads
  history: Exchange[]
  faults: Fault[]
  /** What did not fit GitHub's description; `close()` throws when there is any. */
  complaints: string[]
}

const epoch = Date.UTC(2026, 2, 2, 9)

export function newWorld(directory: string, downloads: Downloads): World {
  let seconds = 0
  let id = 1000
  return {
    url: '',
    host: '',
    html: 'https://github.com',
    directory,
    now: () => iso(epoch + ++seconds * 1000),
    advance(to) {
      seconds = Math.max(seconds, Math.floor((Date.parse(to) - epoch) / 1000))
    },
    nextId: () => ++id,
    // These two are there from the start, with their real numbers: whose ids others get must not hang on who reads first.
    accounts: new Map([
      ['web-flow', { id: 19864447, login: 'web-flow', type: 'User', name: 'GitHub Web Flow' }],
      ['github-actions[bot]', { id: 41898282, login: 'github-actions[bot]', type: 'Bot', name: null }],
    ]),
    repositories: new Map(),
    renamed: new Map(),
    apps: [],
    installations: [],
    deliveries: [],
    sending: new Set(),
    downloads,
    history: [],
    faults: [],
    complaints: [],
  }
}

/** The account of this login, made when it is new: a bot for `…[bot]`. */
export function account(world: World, login: string, type?: Account['type']): Account {
  const key = login.toLowerCase()
  const known = world.accounts.get(key)
  if (known) return known
  const made: Account = { id: world.nextId(), login, type: type ?? (login.endsWith('[bot]') ? 'Bot' : 'User'), name: null }
  world.accounts.set(key, made)
  return made
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`
}

/** GitHub's spelling of a time: seconds, and Z. */
export function iso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

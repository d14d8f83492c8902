/**
 * The nouns of the fake GitHub: plain data that the REST handlers, the GraphQL objects and the tests' own steps share.
 * What git knows (commits, trees, branches, tags) is not here: it is read from the bare repository each time.
 */
import type { Git } from './git/git.ts'
import type { Fault } from './http/faults.ts'
import type { Exchange } from './http/history.ts'

export interface Account {
  id: number
  login: string
  type: 'User' | 'Organization' | 'Bot'
  name: string | null
}

/** What a person may do in a repository, each including those before it. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin'

/** Permission name → level, as an installation or a narrow token has them: `{ contents: 'write' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>

export interface Label {
  id: number
  name: string
  color: string
  description: string | null
}

export interface Reaction {
  id: number
  user: Account
  content: '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes'
  createdAt: string
}

export interface Comment {
  id: number
  author: Account
  body: string
  createdAt: string
  updatedAt: string
  reactions: Reaction[]
}

/** What an issue and a pull request have in common; they share one row of numbers. */
export interface Issue {
  kind: 'issue' | 'pull'
  id: number
  number: number
  repository: Repository
  author: Account
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: 'completed' | 'not_planned' | 'reopened' | null
  locked: boolean
  createdAt: string
  updatedAt: string
  closedAt: string | null
  closedBy: Account | null
  labels: Label[]
  assignees: Account[]
  comments: Comment[]
  reactions: Reaction[]
}

export interface Pull extends Issue {
  kind: 'pull'
  pullId: number
  draft: boolean
  base: { ref: string; sha: string }
  /** `repository` is null once a fork is gone; `sha` follows the branch while the pull request is open. */
  head: { repository: Repository | null; ref: string; sha: string }
  merged: { at: string; by: Account; sha: string; method: 'merge' | 'squash' | 'rebase' } | null
  reviews: Review[]
  threads: ReviewThread[]
  requestedReviewers: Account[]
  /** Numbers of issues linked by hand; those named by `closes #n` in the body are found there. */
  linkedIssues: number[]
}

export interface Review {
  id: number
  author: Account
  body: string
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'
  commit: string
  submittedAt: string | null
}

export interface ReviewComment extends Comment {
  review: Review
  replyTo: ReviewComment | null
}

/** A conversation at a line of the diff. */
export interface ReviewThread {
  id: number
  path: string
  /** The line in the new file (or the old one for LEFT); null for a comment on the whole file. */
  line: number | null
  side: 'LEFT' | 'RIGHT'
  commit: string
  hunk: string
  resolved: boolean
  comments: ReviewComment[]
}

export interface Release {
  id: number
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  author: Account
  createdAt: string
  publishedAt: string | null
  assets: ReleaseAsset[]
}

export interface ReleaseAsset {
  id: number
  name: string
  label: string | null
  type: string
  bytes: Buffer
  uploader: Account
  createdAt: string
}

export interface WorkflowRun {
  id: number
  number: number
  name: string
  path: string
  event: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | 'neutral' | null
  headSha: string
  headBranch: string | null
  headRepository: Repository
  actor: Account
  pulls: number[]
  createdAt: string
  updatedAt: string
  artifacts: Artifact[]
}

export interface Artifact {
  id: number
  name: string
  zip: Buffer
  expired: boolean
  createdAt: string
  expiresAt: string
}

export interface CheckRun {
  id: number
  app: App
  name: string
  sha: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required' | null
  startedAt: string
  completedAt: string | null
  detailsUrl: string | null
  externalId: string
  output: { title: string | null; summary: string | null; text: string | null }
  annotations: Record<string, unknown>[]
}

export interface Status {
  id: number
  sha: string
  context: string
  state: 'error' | 'failure' | 'pending' | 'success'
  description: string | null
  targetUrl: string | null
  creator: Account
  createdAt: string
}

export interface App {
  id: number
  slug: string
  name: string
  owner: Account
  bot: Account
  permissions: Permissions
  events: string[]
  /** Where its webhooks go; null for nowhere. */
  hook: { url: string; secret: string } | null
}

export interface Installation {
  id: number
  app: App
  account: Account
  /** The repositories it may see; null is all of the account's. */
  repositories: Repository[] | null
  permissions: Permissions
  suspendedAt: string | null
  createdAt: string
}

export interface Delivery {
  id: number
  app: App
  guid: string
  event: string
  action: string | null
  installation: number | null
  repository: number | null
  redelivery: boolean
  deliveredAt: string
  durationSeconds: number
  statusCode: number
  status: string
  payload: Record<string, unknown>
  request: { headers: Record<string, string> }
  response: { headers: Record<string, string>; body: string }
}

export interface Repository {
  id: number
  owner: Account
  name: string
  description: string | null
  visibility: 'public' | 'private' | 'internal'
  archived: boolean
  defaultBranch: string
  /** An SPDX id (`MIT`), or null. */
  licence: string | null
  homepage: string | null
  topics: string[]
  parent: Repository | null
  createdAt: string
  collaborators: Map<string, Role>
  /** False for a private repository of a free plan: a draft pull request answers 422. */
  draftsSupported: boolean
  /** Whether `GITHUB_TOKEN` may open pull requests (a setting that is off by default on GitHub; on here). */
  actionsMayOpenPulls: boolean
  /** Branches that refuse a direct push. */
  protectedBranches: Set<string>
  git: Git
  /** Of issues and pull requests together. */
  lastNumber: number
  issues: Map<number, Issue>
  pulls: Map<number, Pull>
  labels: Label[]
  releases: Release[]
  runs: WorkflowRun[]
  checks: CheckRun[]
  statuses: Status[]
}

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
    accounts: new Map(),
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

/** What was read of a pull request, whichever of GitHub's two APIs it came from: the form both readers answer in. */
import { z } from 'zod'
import type { ChangedFile } from './answers.ts'

/** Who wrote something; null for an account that is gone. */
export interface Person {
  /** As REST spells it: a bot's ends in `[bot]`. */
  login: string
  isBot: boolean
}

/** Something that a person wrote. */
export interface Remark {
  by: Person | null
  text: string
  url: string
}

/** A conversation at a line of the diff. */
export interface Conversation {
  path: string
  line: number | null
  /** Only GraphQL tells. */
  isResolved?: boolean
  /** How many of its later answers were not read. */
  left?: number
  remarks: Remark[]
}

export interface LinkedIssue extends Remark {
  number: number
  title: string
}

export interface PullCommit {
  sha: string
  message: string
  author: string
  /** ISO 8601. */
  date: string
  parents: string[]
  tree: string
}

/** The commit that came of the merge. */
export type MergeCommit = Pick<PullCommit, 'sha' | 'message' | 'parents' | 'tree'>

export interface Check {
  name: string
  outcome: 'passed' | 'failed' | 'skipped' | 'running' | 'other'
}

export interface Repository {
  id: number
  name: string
  url: string
  isPrivate: boolean
  /** SPDX; null where GitHub recognises none. */
  licence: string | null
}

export interface Pull {
  number: number
  title: string
  body: string | null
  url: string
  by: Person | null
  labels: string[]
  isMerged: boolean
  mergedAt: string | null
  updatedAt: string
  /** Id of the merge commit; null while GitHub does not name it. */
  merge: string | null
  head: string
  /** The base branch's tip, which may be elsewhere than where the branch left it. */
  baseTip: string
  files: number
  commits: number
  repository: Repository
}

/** A list of which GitHub shows only a part, or of which we read only a part. */
export interface Part<T> {
  items: T[]
  /** How many there are; null where GitHub does not say. */
  of: number | null
  cut: boolean
}

export interface Reading {
  pull: Pull
  merge: MergeCommit | null
  commits: Part<PullCommit>
  files: Part<ChangedFile>
  issues: LinkedIssue[]
  conversations: Part<Conversation>
  /** Comments on the pull request, what reviews say as a whole first. */
  comments: Part<Remark>
  checks: Part<Check>
  readme: string | null
}

/** GitHub's own limits, and ours of the discussion. */
export const most = { files: 3000, commits: 250, comments: 300, checks: 100 }

export const spdx = z
  .string()
  .nullish()
  .transform((id) => (id === undefined || id === 'NOASSERTION' ? null : id))

/** Deleted accounts are nobody: REST shows them as the account `ghost`, GraphQL as null. */
export function person(login: string, isBot: boolean): Person | null {
  if (login === 'ghost') return null
  return { login: isBot && !login.endsWith('[bot]') ? `${login}[bot]` : login, isBot: isBot || login.endsWith('[bot]') }
}

export function part<T>({ items, cut }: { items: T[]; cut: boolean }, of: number | null): Part<T> {
  return { items, cut, of: cut ? of : items.length }
}

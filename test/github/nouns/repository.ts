/** A repository, but for what git knows: commits, trees, branches and tags are read from its bare clone each time. */
import type { Git } from '../git/git.ts'
import type { Account, Role } from './account.ts'
import type { CheckRun, Status, WorkflowRun } from './ci.ts'
import type { Release } from './release.ts'
import type { Issue, Label, Pull } from './thread.ts'

export interface Repository {
  id: number
  owner: Account
  name: string
  description: string | null
  visibility: 'public' | 'private' | 'internal'
  archived: boolean
  /** Whether GitHub Pages are made from it. */
  hasPages: boolean
  defaultBranch: string
  /** An SPDX id (`MIT`), or null. */
  licence: string | null
  homepage: string | null
  topics: string[]
  parent: Repository | null
  createdAt: string
  /** Of the newest commit that was pushed. */
  pushedAt: string
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

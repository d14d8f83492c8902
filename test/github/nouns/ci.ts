/** What machines say about a commit. */
import type { Account } from './account.ts'
import type { App } from './app.ts'
import type { Repository } from './repository.ts'

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

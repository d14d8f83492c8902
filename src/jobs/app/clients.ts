/** The clients of a step, each with the permissions it needs and no more (I11). */
import type { GitHub } from '../../github/client.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import type { WorkContext } from './job.ts'
import type { Place } from './jobs.ts'

const scopes = {
  /** A subject's evidence: its text, diff, discussion, checks and artifacts. */
  source: { contents: 'read', pull_requests: 'read', issues: 'read', checks: 'read', statuses: 'read', actions: 'read' },
  /** The configuration, and what a pull request says. */
  look: { contents: 'read', pull_requests: 'read' },
  /** The configuration alone. */
  config: { contents: 'read' },
} as const

const writingScopes = {
  /** An entry on a branch of ours, and its pull request. */
  entry: { contents: 'write', pull_requests: 'write' },
  /** Comments, reactions and reviews of a pull request. */
  talk: { pull_requests: 'write' },
  /** A check on a commit, with what is read to judge it. */
  check: { checks: 'write', contents: 'read', pull_requests: 'read' },
  /** The signature beside an entry, and what is read to judge it. */
  record: { contents: 'write', pull_requests: 'write', checks: 'read' },
  /** The one welcoming issue. */
  issue: { issues: 'write' },
} as const

/** Reads one repository. */
export function reading(context: WorkContext, { installation, repository }: Place, scope: keyof typeof scopes): Promise<GitHub> {
  return context.api.read({ installation, repositoryIds: [repository], permissions: scopes[scope] })
}

/** Writes to one repository. */
export function writing(
  context: WorkContext,
  { installation, repository }: Place,
  scope: keyof typeof writingScopes,
): Promise<GitHubWriter> {
  return context.api.write({ installation, repositoryIds: [repository], permissions: writingScopes[scope] })
}

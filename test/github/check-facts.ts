/** What CI says about a commit, whoever asks. */
import type { CheckRun, Status } from './nouns/ci.ts'
import type { Repository } from './nouns/repository.ts'

/** The newest status of each context. */
export function latestStatuses(repository: Repository, sha: string): Status[] {
  return [...new Map(repository.statuses.filter((status) => status.sha === sha).map((status) => [status.context, status])).values()]
}

/** The newest check run of each app and name. */
export function latestChecks(repository: Repository, sha: string): CheckRun[] {
  return [
    ...new Map(repository.checks.filter((check) => check.sha === sha).map((check) => [`${check.app.id} ${check.name}`, check])).values(),
  ]
}

export function rolledUp(checks: readonly CheckRun[], statuses: readonly Status[]): 'FAILURE' | 'ERROR' | 'PENDING' | 'SUCCESS' {
  const bad = ['failure', 'timed_out', 'cancelled', 'action_required']
  if (checks.some(({ conclusion }) => conclusion && bad.includes(conclusion)) || statuses.some(({ state }) => state === 'failure'))
    return 'FAILURE'
  if (statuses.some(({ state }) => state === 'error')) return 'ERROR'
  if (checks.some(({ status }) => status !== 'completed') || statuses.some(({ state }) => state === 'pending')) return 'PENDING'
  return 'SUCCESS'
}

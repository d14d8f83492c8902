/** What CI says about a commit: check runs, statuses, workflow runs. */

import type { CheckRun, Status, WorkflowRun } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { checkRunJson } from '../views/check.ts'
import { runJson } from '../views/run.ts'
import type { World } from '../world.ts'
import { tell } from './events.ts'

export function addCheck(world: World, repository: Repository, check: CheckRun): CheckRun {
  repository.checks.push(check)
  checkChanged(world, repository, check, 'created')
  return check
}

export function checkChanged(world: World, repository: Repository, check: CheckRun, action: 'created' | 'completed' | 'rerequested'): void {
  const payload = () => ({ check_run: checkRunJson(world, repository, check) })
  tell(world, { event: 'check_run', action, repository, sender: check.app.bot, payload })
}

export function addStatus(world: World, repository: Repository, status: Status): Status {
  repository.statuses.push(status)
  const { sha, state, context } = status
  tell(world, { event: 'status', repository, sender: status.creator, payload: () => ({ id: status.id, sha, state, context }) })
  return status
}

export function addRun(world: World, repository: Repository, run: WorkflowRun): WorkflowRun {
  repository.runs.push(run)
  const action = run.status === 'completed' ? 'completed' : 'requested'
  tell(world, {
    event: 'workflow_run',
    action,
    repository,
    sender: run.actor,
    payload: () => ({ workflow_run: runJson(world, repository, run) }),
  })
  return run
}

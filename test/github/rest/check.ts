/** Check runs, which only apps make, and statuses, which anybody may who can write. */
import { addCheck, addStatus, checkChanged } from '../acts/check.ts'
import { latestChecks, latestStatuses, rolledUp } from '../check-facts.ts'
import { invalid, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { App } from '../nouns/app.ts'
import type { CheckRun, Status } from '../nouns/ci.ts'
import { checkRunJson, statusJson } from '../views/check.ts'
import { minimalRepository } from '../views/repository.ts'
import { fullName } from '../world.ts'
import { byId, commitNamed, doer } from './find.ts'
import { type Route, read, write } from './route.ts'

export const checkRoutes: readonly Route[] = [
  write('checks/create', ['checks:write'], create),
  write('checks/update', ['checks:write'], update),
  read('checks/get', 'checks:read', ({ world, repository, params }) => ({
    json: checkRunJson(world, repository, byId(repository.checks, params.check_run_id)),
  })),
  read('checks/list-annotations', 'checks:read', ({ repository, params }) => ({
    list: byId(repository.checks, params.check_run_id).annotations,
  })),
  read('checks/list-for-ref', 'checks:read', ({ world, repository, params, query }) => {
    const { oid } = commitNamed(repository, params.ref ?? '')
    const all = query.get('filter') === 'all' ? repository.checks.filter(({ sha }) => sha === oid) : latestChecks(repository, oid)
    const wanted = all.filter(
      ({ name, app }) => (query.get('check_name') ?? name) === name && (query.get('app_id') ?? String(app.id)) === String(app.id),
    )
    return { list: wanted.map((check) => checkRunJson(world, repository, check)), key: 'check_runs' }
  }),
  write('repos/create-commit-status', ['statuses:write'], ({ world, repository, actor, params, body }) => {
    const { oid } = commitNamed(repository, params.sha ?? '')
    const wanted = body as { state: Status['state']; target_url?: string | null; description?: string | null; context?: string }
    if ((wanted.description ?? '').length > 140)
      throw invalid('Status', { field: 'description', code: 'custom', message: 'description is too long (maximum is 140 characters)' })
    const status = addStatus(world, repository, {
      id: world.nextId(),
      sha: oid,
      context: wanted.context ?? 'default',
      state: wanted.state,
      description: wanted.description ?? null,
      targetUrl: wanted.target_url ?? null,
      creator: doer(actor),
      createdAt: world.now(),
    })
    return { status: 201, json: statusJson(world, repository, status) }
  }),
  read('repos/list-commit-statuses-for-ref', 'statuses:read', ({ world, repository, params }) => {
    const { oid } = commitNamed(repository, params.ref ?? '')
    return {
      list: repository.statuses
        .filter(({ sha }) => sha === oid)
        .reverse()
        .map((status) => statusJson(world, repository, status)),
    }
  }),
  read('repos/get-combined-status-for-ref', 'statuses:read', ({ world, repository, params }) => {
    const { oid } = commitNamed(repository, params.ref ?? '')
    const statuses = latestStatuses(repository, oid)
    // Without any status GitHub says pending.
    const state = statuses.length === 0 ? 'pending' : rolledUp([], statuses).toLowerCase().replace('error', 'failure')
    const url = `${world.url}/repos/${fullName(repository)}/commits/${oid}`
    return {
      json: {
        state,
        sha: oid,
        total_count: statuses.length,
        statuses: statuses.map((status) => statusJson(world, repository, status)),
        repository: minimalRepository(world, repository),
        commit_url: url,
        url: `${url}/status`,
      },
    }
  }),
]

interface CheckBody {
  name?: string
  head_sha?: string
  details_url?: string
  external_id?: string
  status?: CheckRun['status']
  conclusion?: CheckRun['conclusion']
  started_at?: string
  completed_at?: string
  output?: { title?: string; summary?: string; text?: string; annotations?: Record<string, unknown>[] }
}

function create({ world, repository, actor, body }: RepositoryRequest) {
  const wanted = body as CheckBody & { name: string; head_sha: string }
  const app = appOf({ actor })
  const { oid } = commitNamed(repository, wanted.head_sha)
  const check: CheckRun = {
    id: world.nextId(),
    app,
    name: wanted.name,
    sha: oid,
    status: 'queued',
    conclusion: null,
    startedAt: wanted.started_at ?? world.now(),
    completedAt: null,
    detailsUrl: null,
    externalId: '',
    output: { title: null, summary: null, text: null },
    annotations: [],
  }
  change(check, wanted, world.now())
  addCheck(world, repository, check)
  return { status: 201, json: checkRunJson(world, repository, check) }
}

function update({ world, repository, actor, params, body }: RepositoryRequest) {
  const check = byId(repository.checks, params.check_run_id)
  if (appOf({ actor }) !== check.app) throw new Refusal(403, 'Resource not accessible by integration')
  const before = check.status
  change(check, body as CheckBody, world.now())
  if (check.status === 'completed' && before !== 'completed') checkChanged(world, repository, check, 'completed')
  return { json: checkRunJson(world, repository, check) }
}

function appOf({ actor }: Pick<RepositoryRequest, 'actor'>): App {
  if (!actor.app) throw new Refusal(403, 'You must authenticate via a GitHub App.')
  return actor.app
}

/** A conclusion completes the run. Annotations add up over updates; fifty come with one request. */
function change(check: CheckRun, wanted: CheckBody, now: string): void {
  const { output } = wanted
  for (const [field, text] of Object.entries({ summary: output?.summary, text: output?.text })) {
    if ((text ?? '').length > 65_535)
      throw invalid('CheckRun', { field, code: 'custom', message: `${field} exceeds a maximum bytesize of 65535` })
  }
  check.name = wanted.name ?? check.name
  check.status = wanted.conclusion ? 'completed' : (wanted.status ?? check.status)
  check.conclusion = wanted.conclusion ?? check.conclusion
  check.completedAt = check.status === 'completed' ? (wanted.completed_at ?? now) : null
  check.detailsUrl = wanted.details_url ?? check.detailsUrl
  check.externalId = wanted.external_id ?? check.externalId
  if (output)
    check.output = {
      title: output.title ?? check.output.title,
      summary: output.summary ?? check.output.summary,
      text: output.text ?? check.output.text,
    }
  check.annotations.push(...(output?.annotations ?? []))
}

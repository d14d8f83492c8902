/** Workflow runs and their artifacts. */
import { Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Artifact, WorkflowRun } from '../nouns/ci.ts'
import { artifactJson, runJson } from '../views/run.ts'
import { byId } from './find.ts'
import { type Route, read } from './route.ts'

export const runRoutes: readonly Route[] = [
  read('actions/list-workflow-runs-for-repo', 'actions:read', ({ world, repository, query }) => {
    const fits = (run: WorkflowRun) =>
      is(query, 'head_sha', run.headSha) &&
      is(query, 'event', run.event) &&
      is(query, 'branch', run.headBranch) &&
      is(query, 'actor', run.actor.login) &&
      isEither(query, 'status', run.status, run.conclusion)
    return {
      list: newest(repository.runs)
        .filter(fits)
        .map((run) => runJson(world, repository, run)),
      key: 'workflow_runs',
    }
  }),
  read('actions/get-workflow-run', 'actions:read', ({ world, repository, params }) => ({
    json: runJson(world, repository, byId(repository.runs, params.run_id)),
  })),
  read('actions/list-workflow-run-artifacts', 'actions:read', ({ world, repository, params, query }) => {
    const run = byId(repository.runs, params.run_id)
    return {
      list: run.artifacts.filter(({ name }) => is(query, 'name', name)).map((artifact) => artifactJson(world, repository, run, artifact)),
      key: 'artifacts',
    }
  }),
  read('actions/list-artifacts-for-repo', 'actions:read', ({ world, repository, query }) => {
    const all = newest(repository.runs).flatMap((run) => run.artifacts.map((artifact) => ({ run, artifact })))
    return {
      list: all
        .filter(({ artifact }) => is(query, 'name', artifact.name))
        .map(({ run, artifact }) => artifactJson(world, repository, run, artifact)),
      key: 'artifacts',
    }
  }),
  read('actions/get-artifact', 'actions:read', (request) => {
    const { run, artifact } = artifactOf(request)
    return { json: artifactJson(request.world, request.repository, run, artifact) }
  }),
  {
    // The list is everybody's; the bytes want a token with this permission, for public repositories too.
    ...read('actions/download-artifact', 'actions:read', (request) => {
      const { artifact } = artifactOf(request)
      const { world, actor } = request
      if (actor.permissions && !actor.permissions.actions) throw new Refusal(403, 'Resource not accessible by integration')
      if (artifact.expired) throw new Refusal(410, 'Artifact has expired')
      return { redirect: world.downloads.offer({ bytes: artifact.zip, type: 'application/zip' }) }
    }),
    tokenNeeded: true,
  },
]

function newest(runs: readonly WorkflowRun[]): WorkflowRun[] {
  return [...runs].reverse()
}

function is(query: URLSearchParams, name: string, value: string | null): boolean {
  return !query.has(name) || query.get(name) === value
}

/** `status` takes a status or a conclusion. */
function isEither(query: URLSearchParams, name: string, ...values: (string | null)[]): boolean {
  return !query.has(name) || values.includes(query.get(name))
}

function artifactOf({ repository, params }: RepositoryRequest): { run: WorkflowRun; artifact: Artifact } {
  const all = repository.runs.flatMap((run) => run.artifacts.map((artifact) => ({ id: artifact.id, run, artifact })))
  return byId(all, params.artifact_id)
}

/** Check runs and statuses in REST's form. */
import type { CheckRun, Status } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import { appJson } from './app.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

export function checkRunJson(world: World, repository: Repository, check: CheckRun): View {
  const name = fullName(repository)
  const page = `${world.html}/${name}/runs/${check.id}`
  return {
    id: check.id,
    node_id: `CR_${check.id}`,
    head_sha: check.sha,
    external_id: check.externalId,
    name: check.name,
    url: `${world.url}/repos/${name}/check-runs/${check.id}`,
    html_url: page,
    details_url: check.detailsUrl ?? page,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      ...check.output,
      annotations_count: check.annotations.length,
      annotations_url: `${world.url}/repos/${name}/check-runs/${check.id}/annotations`,
    },
    check_suite: { id: suiteId(check) },
    app: appJson(world, check.app),
    pull_requests: [],
  }
}

/** Each app has one suite a commit. */
function suiteId({ app, sha }: CheckRun): number {
  return app.id * 1_000_000 + (Number.parseInt(sha.slice(0, 5), 16) % 1_000_000)
}

export function statusJson(world: World, repository: Repository, status: Status): View {
  return {
    id: status.id,
    node_id: `SC_${status.id}`,
    url: `${world.url}/repos/${fullName(repository)}/statuses/${status.sha}`,
    avatar_url: null,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    creator: simpleUser(world, status.creator),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  }
}

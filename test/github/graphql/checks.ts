/** Check runs and statuses of a commit in GraphQL's form. */

import { latestChecks, latestStatuses, rolledUp } from '../check-facts.ts'
import type { CheckRun, Status } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName } from '../world.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'

export function statusRollup(context: Context, repository: Repository, sha: string): Node | null {
  const checks = latestChecks(repository, sha)
  const statuses = latestStatuses(repository, sha)
  if (checks.length + statuses.length === 0) return null
  const contexts = [
    ...checks.map((check) => () => checkNode(context, repository, check)),
    ...statuses.map((status) => () => contextNode(context, status)),
  ]
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${sha}`,
    state: rolledUp(checks, statuses),
    contexts: (args: ConnectionArguments) => connection(contexts, args, (node) => node()),
  }
}

export function checkSuites(context: Context, repository: Repository, sha: string, args: ConnectionArguments): Node {
  const byApp = Map.groupBy(latestChecks(repository, sha), ({ app }) => app)
  return connection([...byApp], args, ([app, checks]) => ({
    __typename: 'CheckSuite',
    id: `CS_${repository.id}_${app.id}_${sha}`,
    app: { __typename: 'App', id: `A_${app.id}`, databaseId: app.id, name: app.name, slug: app.slug },
    status: checks.every(({ status }) => status === 'completed') ? 'COMPLETED' : 'IN_PROGRESS',
    conclusion: rolledUp(checks, []) === 'PENDING' ? null : rolledUp(checks, []),
    checkRuns: (inner: ConnectionArguments) => connection(checks, inner, (check) => checkNode(context, repository, check)),
  }))
}

function checkNode({ world }: Context, repository: Repository, check: CheckRun): Node {
  const page = `${world.html}/${fullName(repository)}/runs/${check.id}`
  return {
    __typename: 'CheckRun',
    id: `CR_${check.id}`,
    databaseId: check.id,
    name: check.name,
    status: check.status.toUpperCase(),
    conclusion: check.conclusion?.toUpperCase() ?? null,
    startedAt: check.startedAt,
    completedAt: check.completedAt,
    detailsUrl: check.detailsUrl ?? page,
    url: page,
    permalink: page,
    title: check.output.title,
    summary: check.output.summary,
    text: check.output.text,
    isRequired: () => false,
  }
}

function contextNode({ world }: Context, status: Status): Node {
  return {
    __typename: 'StatusContext',
    id: `SC_${status.id}`,
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    createdAt: status.createdAt,
    creator: () => actorNode(world, status.creator),
    isRequired: () => false,
  }
}

export function statusNode(context: Context, repository: Repository, sha: string): Node | null {
  const statuses = latestStatuses(repository, sha)
  if (statuses.length === 0) return null
  return {
    __typename: 'Status',
    id: `S_${sha}`,
    state: rolledUp([], statuses),
    contexts: () => statuses.map((status) => contextNode(context, status)),
  }
}

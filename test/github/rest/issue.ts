/** Issues, and what issues and pull requests share: state, labels, assignees. */
import { hasRole } from '../access/permission.ts'
import { addLabel, closeThread, editThread, openIssue, removeLabel, reopenThread } from '../acts/thread.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Issue } from '../nouns/thread.ts'
import { issueJson, labelJson } from '../views/issue.ts'
import { account } from '../world.ts'
import { checkLength, doer, threadOf } from './find.ts'
import { type Route, read, write } from './route.ts'

/** What is done to an issue may be done to a pull request with either permission. */
const reading = ['issues:read', 'pull_requests:read'] as const
const writing = ['issues:write', 'pull_requests:write'] as const

export const issueRoutes: readonly Route[] = [
  read('issues/get', reading, ({ world, repository, params }) => ({ json: issueJson(world, threadOf(repository, params.issue_number)) })),
  read('issues/list-for-repo', reading, ({ world, repository, query }) => {
    const state = query.get('state') ?? 'open'
    const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '')
    const fits = (issue: Issue) =>
      (state === 'all' || issue.state === state) && labels.every((name) => issue.labels.some((label) => label.name === name))
    const all = [...repository.issues.values(), ...repository.pulls.values()].filter(
      (issue) => fits(issue) && issue.updatedAt >= (query.get('since') ?? ''),
    )
    return { list: all.sort((a, b) => b.number - a.number).map((issue) => issueJson(world, issue)) }
  }),
  write(
    'issues/create',
    ['issues:write'],
    ({ world, repository, actor, body }) => {
      const wanted = body as { title: string; body?: string; labels?: (string | { name?: string })[] }
      checkLength('Issue', wanted.body)
      const labels = (wanted.labels ?? []).map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
      const issue = openIssue(world, repository, {
        title: String(wanted.title),
        body: wanted.body ?? null,
        author: doer(actor).login,
        labels,
      })
      return { status: 201, json: issueJson(world, issue) }
    },
    'read',
  ),
  write('issues/update', writing, update, 'read'),
  write(
    'issues/add-labels',
    writing,
    (request) => {
      const issue = threadOf(request.repository, request.params.issue_number)
      for (const name of labelNames(request.body)) addLabel(request.world, issue, name, doer(request.actor))
      return labelsOf(request, issue)
    },
    'triage',
  ),
  write(
    'issues/set-labels',
    writing,
    (request) => {
      const issue = threadOf(request.repository, request.params.issue_number)
      setLabels(request, issue, labelNames(request.body))
      return labelsOf(request, issue)
    },
    'triage',
  ),
  read('issues/list-labels-on-issue', reading, (request) => {
    const issue = threadOf(request.repository, request.params.issue_number)
    return { list: issue.labels.map((label) => labelJson(request.world, request.repository, label)) }
  }),
  write(
    'issues/remove-label',
    writing,
    (request) => {
      const issue = threadOf(request.repository, request.params.issue_number)
      const label = issue.labels.find(({ name }) => name.toLowerCase() === (request.params.name ?? '').toLowerCase())
      if (!label) throw new Refusal(404, 'Label does not exist')
      removeLabel(request.world, issue, label, doer(request.actor))
      return labelsOf(request, issue)
    },
    'triage',
  ),
  write('issues/add-assignees', writing, ({ world, repository, params, body }) => {
    const issue = threadOf(repository, params.issue_number)
    const { assignees = [] } = (body ?? {}) as { assignees?: string[] }
    for (const login of assignees) {
      const known = account(world, login)
      // GitHub passes over who cannot be assigned, without a word.
      if (repository.collaborators.has(login.toLowerCase()) && !issue.assignees.includes(known)) issue.assignees.push(known)
    }
    return { status: 201, json: issueJson(world, issue) }
  }),
]

function update({ world, repository, actor, params, body, ...rest }: RepositoryRequest) {
  const issue = threadOf(repository, params.issue_number)
  const change = (body ?? {}) as {
    title?: string
    body?: string | null
    state?: 'open' | 'closed'
    state_reason?: Issue['stateReason']
    labels?: unknown[]
  }
  const by = doer(actor)
  if (issue.author !== by && actor.kind === 'user' && !hasRole(actor, repository, 'triage')) throw notFound()
  checkLength('Issue', change.body)
  const text = { ...(change.title !== undefined && { title: change.title }), ...(change.body !== undefined && { body: change.body }) }
  if (Object.keys(text).length > 0) editThread(world, issue, text, by)
  if (change.state === 'closed' && issue.state === 'open') closeThread(world, issue, by, change.state_reason ?? 'completed')
  if (change.state === 'open' && issue.state === 'closed') reopenThread(world, issue, by)
  if (change.labels) setLabels({ world, repository, actor, params, body, ...rest }, issue, labelNames(change.labels))
  return { json: issueJson(world, issue) }
}

/** `["a"]`, `{ labels: ["a"] }` and `{ labels: [{ name: "a" }] }` are all allowed. */
function labelNames(body: unknown): string[] {
  const list = Array.isArray(body) ? body : ((body as { labels?: unknown[] } | undefined)?.labels ?? [])
  return list.map((label) => (typeof label === 'string' ? label : String((label as { name?: unknown }).name)))
}

function setLabels({ world, actor }: RepositoryRequest, issue: Issue, names: string[]): void {
  const by = doer(actor)
  for (const label of [...issue.labels]) if (!names.includes(label.name)) removeLabel(world, issue, label, by)
  for (const name of names) addLabel(world, issue, name, by)
}

function labelsOf({ world, repository }: RepositoryRequest, issue: Issue) {
  return { json: issue.labels.map((label) => labelJson(world, repository, label)) }
}

/** Pull requests: read, opened, changed, merged. */
import { hasRole } from '../access/permission.ts'
import { mergePull } from '../acts/merge.ts'
import { type Offer, offerPull } from '../acts/offer-pull.ts'
import { requestReviewer } from '../acts/pull.ts'
import { closeThread, editThread, reopenThread } from '../acts/thread.ts'
import { diffText } from '../git/diff.ts'
import { readRef } from '../git/refs.ts'
import { invalid, notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull } from '../nouns/thread.ts'
import { followBranch, forkPoint, pullCommits, pullFiles } from '../pull-facts.ts'
import { commitJson } from '../views/commit.ts'
import { diffEntry } from '../views/files.ts'
import { pullJson, pullSummary } from '../views/pull.ts'
import { fullName } from '../world.ts'
import { checkLength, doer, pullOf } from './find.ts'
import { type Route, read, write } from './route.ts'

const resource = 'PullRequest'

export const pullRoutes: readonly Route[] = [
  read('pulls/get', 'pull_requests:read', ({ world, repository, params, accept }) => {
    const pull = pullOf(repository, params.pull_number)
    return accept.includes('diff')
      ? { bytes: diffOf(pull), type: 'application/vnd.github.diff; charset=utf-8' }
      : { json: pullJson(world, pull) }
  }),
  read('pulls/list', 'pull_requests:read', ({ world, repository, query }) => ({
    list: listed(repository, query).map((pull) => pullSummary(world, pull)),
  })),
  read('pulls/list-files', 'pull_requests:read', ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    return { list: pullFiles(pull).map((file) => diffEntry(world, repository, pull.head.sha, file)), cap: 3000 }
  }),
  read('pulls/list-commits', 'pull_requests:read', ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    return { list: pullCommits(pull).map((commit) => commitJson(world, repository, commit)), cap: 250 }
  }),
  write('pulls/create', ['pull_requests:write'], create, 'read'),
  write('pulls/update', ['pull_requests:write'], update, 'read'),
  write('pulls/merge', ['contents:write'], merge),
  write('pulls/request-reviewers', ['pull_requests:write'], requestReviewers),
]

function listed(repository: Repository, query: URLSearchParams): Pull[] {
  const state = query.get('state') ?? 'open'
  const [head, base] = [query.get('head'), query.get('base')]
  const pulls = [...repository.pulls.values()].filter((pull) => {
    followBranch(pull)
    const label = `${pull.head.repository?.owner.login ?? 'unknown'}:${pull.head.ref}`
    return (
      (state === 'all' || pull.state === state) &&
      (!head || head.toLowerCase() === label.toLowerCase()) &&
      (!base || base === pull.base.ref)
    )
  })
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  pulls.sort((a, b) => (a[key] < b[key] ? -1 : 1))
  const direction = query.get('direction') ?? (query.has('sort') && query.get('sort') !== 'created' ? 'asc' : 'desc')
  return direction === 'desc' ? pulls.reverse() : pulls
}

/** GitHub refuses a diff of more than 20,000 lines or 300 files. */
function diffOf(pull: Pull): Buffer {
  const tooLarge = (what: string) =>
    new Refusal(406, `Sorry, the diff exceeded the maximum number of ${what}.`, [{ resource, field: 'diff', code: 'too_large' }])
  if (pullFiles(pull).length > 300) throw tooLarge('files (300)')
  const diff = diffText(pull.repository.git, forkPoint(pull), pull.head.sha)
  if (diff.toString().split('\n').length > 20_000) throw tooLarge('lines (20000)')
  return diff
}

function create({ world, repository, actor, body }: RepositoryRequest) {
  return { status: 201, json: pullJson(world, offerPull(world, actor, repository, body as Offer)) }
}

function update({ world, repository, actor, params, body }: RepositoryRequest) {
  const pull = pullOf(repository, params.pull_number)
  const change = (body ?? {}) as { title?: string; body?: string; state?: 'open' | 'closed'; base?: string }
  const by = doer(actor)
  if (actor.kind === 'user' && pull.author !== by && !hasRole(actor, repository, 'write'))
    throw new Refusal(403, 'Must have push access to repository')
  checkLength(resource, change.body)
  const text = { ...(change.title !== undefined && { title: change.title }), ...(change.body !== undefined && { body: change.body }) }
  if (Object.keys(text).length > 0) editThread(world, pull, text, by)
  if (change.base !== undefined)
    pull.base = { ref: change.base, sha: readRef(repository.git, `refs/heads/${change.base}`) ?? pull.base.sha }
  if (change.state === 'closed' && pull.state === 'open') closeThread(world, pull, by)
  if (change.state === 'open' && pull.state === 'closed') {
    const branch = pull.head.repository && readRef(pull.head.repository.git, `refs/heads/${pull.head.ref}`)
    const why = pull.merged ? 'The pull request is already merged.' : `The ${pull.head.ref} branch was deleted.`
    if (pull.merged || !branch) throw invalid(resource, { field: 'state', code: 'invalid', message: `state cannot be changed. ${why}` })
    reopenThread(world, pull, by)
  }
  return { json: pullJson(world, pull) }
}

function merge({ world, repository, actor, params, body }: RepositoryRequest) {
  const pull = pullOf(repository, params.pull_number)
  const wanted = (body ?? {}) as {
    sha?: string
    merge_method?: 'merge' | 'squash' | 'rebase'
    commit_title?: string
    commit_message?: string
  }
  if (pull.state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable')
  if (pull.draft) throw new Refusal(405, 'Pull Request is still a draft')
  if (wanted.sha && wanted.sha !== pull.head.sha) throw new Refusal(409, 'Head branch was modified. Review and try the merge again.')
  const sha = mergePull(world, pull, {
    method: wanted.merge_method ?? 'merge',
    by: doer(actor),
    ...(wanted.commit_title && { title: wanted.commit_title }),
    ...(wanted.commit_message !== undefined && { message: wanted.commit_message }),
  })
  if (!sha) throw new Refusal(405, 'Pull Request is not mergeable')
  return { json: { sha, merged: true, message: 'Pull Request successfully merged' } }
}

function requestReviewers({ world, repository, actor, params, body }: RepositoryRequest) {
  const pull = pullOf(repository, params.pull_number)
  const { reviewers = [] } = (body ?? {}) as { reviewers?: string[] }
  const found = reviewers.map((login) => {
    const reviewer = world.accounts.get(login.toLowerCase())
    if (reviewer === pull.author) throw new Refusal(422, 'Review cannot be requested from pull request author.')
    const mayReview = reviewer && (reviewer === repository.owner || repository.collaborators.has(login.toLowerCase()))
    if (!mayReview)
      throw new Refusal(
        422,
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${fullName(repository)} repository.`,
      )
    return reviewer
  })
  if (found.length === 0) throw notFound()
  for (const reviewer of found) requestReviewer(world, pull, reviewer, doer(actor))
  return { status: 201, json: pullSummary(world, pull) }
}

/** Repository in GraphQL's form. */
import { hasRole } from '../access/permission.ts'
import { readCommit } from '../git/commit.ts'
import { readObject } from '../git/objects.ts'
import { listRefs, readRef, resolveCommit } from '../git/refs.ts'
import { entryAt, entryType } from '../git/tree.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Issue, Pull } from '../nouns/thread.ts'
import { licence } from '../views/licence.ts'
import { fullName } from '../world.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'
import { guarded } from './guard.ts'
import { labelNode } from './issue.ts'
import { refNode } from './ref.ts'
import { QueryRefusal } from './refusal.ts'
import { latestRelease, publishedReleases, releaseNode } from './release.ts'

export function repositoryNode(context: Context, repository: Repository): Node {
  return {
    __typename: 'Repository',
    ...ownFields(context, repository),
    ...gitFields(context, repository),
    ...threadFields(context, repository),
    ...releaseFields(context, repository),
  }
}

function ownFields(context: Context, repository: Repository): Node {
  const { world, actor } = context
  const spdx = licence(repository.licence)
  const roles = ['admin', 'maintain', 'write', 'triage', 'read'] as const
  return {
    id: `R_${repository.id}`,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: () => actorNode(world, repository.owner),
    description: repository.description,
    url: `${world.html}/${fullName(repository)}`,
    homepageUrl: repository.homepage,
    isPrivate: repository.visibility !== 'public',
    isArchived: repository.archived,
    isFork: repository.parent !== null,
    isEmpty: () => readRef(repository.git, `refs/heads/${repository.defaultBranch}`) === null,
    visibility: repository.visibility.toUpperCase(),
    parent: () => repository.parent && context.repository(repository.parent),
    createdAt: repository.createdAt,
    licenseInfo: spdx && { key: spdx.key, name: spdx.name, spdxId: spdx.spdx_id, url: spdx.url },
    viewerPermission: () => roles.find((role) => hasRole(actor, repository, role))?.toUpperCase() ?? null,
  }
}

function gitFields(context: Context, repository: Repository): Node {
  const contents = <Args>(field: (args: Args) => unknown) => guarded(context, repository, 'contents:read', field)
  return {
    defaultBranchRef: contents(() => refNode(context, repository, `refs/heads/${repository.defaultBranch}`)),
    ref: contents(({ qualifiedName }: { qualifiedName: string }) => {
      const names = qualifiedName.startsWith('refs/') ? [qualifiedName] : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`]
      return names.map((name) => refNode(context, repository, name)).find((node) => node) ?? null
    }),
    refs: contents(({ refPrefix, query, ...args }: ConnectionArguments & { refPrefix: string; query?: string | null }) =>
      connection(
        listRefs(repository.git, refPrefix).filter((ref) => ref.includes(query ?? '')),
        args,
        (ref) => refNode(context, repository, ref),
      ),
    ),
    object: contents(({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      const found = oid ?? (expression ? evaluate(repository, expression) : null)
      return found && context.object(repository, found)
    }),
  }
}

function threadFields(context: Context, repository: Repository): Node {
  const pulls = <Args>(field: (args: Args) => unknown) => guarded(context, repository, 'pull_requests:read', field)
  const issues = <Args>(field: (args: Args) => unknown) => guarded(context, repository, 'issues:read', field)
  const pull = (number: number): Pull => found(repository.pulls.get(number), 'a PullRequest', number)
  return {
    pullRequest: pulls(({ number }: { number: number }) => context.pull(pull(number))),
    pullRequests: pulls((args: PullArguments) => connection(selected(repository, args), args, (one) => context.pull(one))),
    issue: issues(({ number }: { number: number }) => context.issue(found(repository.issues.get(number), 'an Issue', number))),
    issueOrPullRequest: ({ number }: { number: number }) => {
      const issue = repository.issues.get(number)
      return issue ? context.issue(issue) : context.pull(found(repository.pulls.get(number), 'an issue or pull request', number))
    },
    labels: (args: ConnectionArguments) => connection(repository.labels, args, labelNode),
    label: ({ name }: { name: string }) => repository.labels.filter((label) => label.name === name).map(labelNode)[0] ?? null,
  }
}

function found<T extends Issue>(thread: T | undefined, what: string, number: number): T {
  if (!thread) throw new QueryRefusal('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`)
  return thread
}

interface PullArguments extends ConnectionArguments {
  states?: string[] | null
  labels?: string[] | null
  headRefName?: string | null
  baseRefName?: string | null
  orderBy?: { field: 'CREATED_AT' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' } | null
}

function selected(repository: Repository, { states, labels, headRefName, baseRefName, orderBy }: PullArguments): Pull[] {
  const fits = (pull: Pull) =>
    (!states || states.includes(pull.merged ? 'MERGED' : pull.state.toUpperCase())) &&
    (!labels || pull.labels.some(({ name }) => labels.includes(name))) &&
    (!headRefName || pull.head.ref === headRefName) &&
    (!baseRefName || pull.base.ref === baseRefName)
  const key = orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt'
  const pulls = [...repository.pulls.values()]
    .filter(fits)
    .sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.number - b.number))
  return orderBy?.direction === 'DESC' ? pulls.reverse() : pulls
}

function releaseFields(context: Context, repository: Repository): Node {
  const contents = <Args>(field: (args: Args) => unknown) => guarded(context, repository, 'contents:read', field)
  return {
    release: contents(({ tagName }: { tagName: string }) => {
      const release = publishedReleases(repository).find(({ tag }) => tag === tagName)
      return release ? releaseNode(context, repository, release) : null
    }),
    // Without an order GitHub answers the oldest first.
    releases: contents(({ orderBy, ...args }: ConnectionArguments & { orderBy?: { direction: 'ASC' | 'DESC' } | null }) => {
      const newest = publishedReleases(repository)
      return connection(orderBy?.direction === 'DESC' ? newest : newest.reverse(), args, (release) =>
        releaseNode(context, repository, release),
      )
    }),
    latestRelease: contents(() => {
      const release = latestRelease(repository)
      return release && releaseNode(context, repository, release)
    }),
  }
}

/** `main`, `HEAD:src/ring.go`, `<oid>:` as git's rev-parse reads them; null where nothing is there. */
function evaluate(repository: Repository, expression: string): string | null {
  const colon = expression.indexOf(':')
  const commit = resolveCommit(repository.git, colon < 0 ? expression : expression.slice(0, colon))
  if (!commit || colon < 0) return commit
  const tree = readCommit(repository.git, commit)?.tree
  const entry = tree ? entryAt(repository.git, tree, expression.slice(colon + 1)) : null
  return entry && entryType(entry) !== 'commit' && readObject(repository.git, entry.oid) ? entry.oid : null
}

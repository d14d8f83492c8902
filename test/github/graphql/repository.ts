/** Repository in GraphQL's form. */

import { hasRole } from '../access/permission.ts'
import { readCommit } from '../git/commit.ts'
import { readObject } from '../git/objects.ts'
import { readRef, resolveCommit } from '../git/refs.ts'
import { entryAt, entryType } from '../git/tree.ts'
import { licence } from '../views/licence.ts'
import { fullName, type Repository } from '../world.ts'
import { actorNode } from './actor.ts'
import type { Context, Node } from './context.ts'
import { QueryRefusal } from './refusal.ts'

export function repositoryNode(context: Context, repository: Repository): Node {
  const { world, actor } = context
  const name = fullName(repository)
  const spdx = licence(repository.licence)
  const missing = (what: string, number: number) =>
    new QueryRefusal('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`)
  const refNode = (ref: string) => {
    const oid = readRef(repository.git, ref)
    const [, , ...rest] = ref.split('/')
    const target = () => oid && context.object(repository, oid)
    return (
      oid && {
        __typename: 'Ref',
        id: `REF_${repository.id}_${ref}`,
        name: rest.join('/'),
        prefix: `${ref.split('/').slice(0, 2).join('/')}/`,
        target,
      }
    )
  }
  return {
    __typename: 'Repository',
    id: `R_${repository.id}`,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: name,
    owner: () => actorNode(world, repository.owner),
    description: repository.description,
    url: `${world.html}/${name}`,
    homepageUrl: repository.homepage,
    isPrivate: repository.visibility !== 'public',
    isArchived: repository.archived,
    isFork: repository.parent !== null,
    isEmpty: () => readRef(repository.git, `refs/heads/${repository.defaultBranch}`) === null,
    visibility: repository.visibility.toUpperCase(),
    parent: () => repository.parent && context.repository(repository.parent),
    createdAt: repository.createdAt,
    licenseInfo: spdx && { key: spdx.key, name: spdx.name, spdxId: spdx.spdx_id, url: spdx.url },
    viewerPermission: () =>
      (['admin', 'maintain', 'write', 'triage', 'read'] as const).find((role) => hasRole(actor, repository, role))?.toUpperCase() ?? null,
    defaultBranchRef: () => refNode(`refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      const tries = qualifiedName.startsWith('refs/') ? [qualifiedName] : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`]
      return tries.map(refNode).find((node) => node) ?? null
    },
    object: ({ oid, expression }: { oid?: string; expression?: string }) => {
      const found = oid ?? (expression === undefined ? null : evaluate(repository, expression))
      return found && context.object(repository, found)
    },
    pullRequest: ({ number }: { number: number }) => {
      const pull = repository.pulls.get(number)
      if (!pull) throw missing('a PullRequest', number)
      return context.pull(pull)
    },
    issue: ({ number }: { number: number }) => {
      const issue = repository.issues.get(number)
      if (!issue) throw missing('an Issue', number)
      return context.issue(issue)
    },
    issueOrPullRequest: ({ number }: { number: number }) => {
      const pull = repository.pulls.get(number)
      const issue = repository.issues.get(number)
      if (!pull && !issue) throw missing('an issue or pull context', number)
      return pull ? context.pull(pull) : issue ? context.issue(issue) : null
    },
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

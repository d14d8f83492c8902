/** Repositories: what they are, who may do what, their branches and tags. */

import { anonymous } from '../access/actor.ts'
import { roleOf } from '../access/permission.ts'
import { tell } from '../acts/events.ts'
import { commitsBetween, readCommit } from '../git/commit.ts'
import { changedFiles } from '../git/diff.ts'
import { listRefs, readRef, resolveCommit } from '../git/refs.ts'
import { notFound, Refusal } from '../http/answer.ts'
import { commitJson } from '../views/commit.ts'
import { fullRepository } from '../views/repository.ts'
import { simpleUser } from '../views/user.ts'
import { account, fullName } from '../world.ts'
import { commitNamed, doer } from './find.ts'
import { type Route, read, write } from './route.ts'

export const repositoryRoutes: readonly Route[] = [
  read('repos/get', 'metadata:read', (request) => ({ json: fullRepository(request) })),
  write(
    'repos/update',
    ['administration:write'],
    (request) => {
      const { world, repository, actor } = request
      const body = request.body as {
        private?: boolean
        visibility?: 'public' | 'private'
        archived?: boolean
        description?: string
        default_branch?: string
      }
      const visibility = body.visibility ?? (body.private === undefined ? repository.visibility : body.private ? 'private' : 'public')
      const changed = visibility !== repository.visibility
      repository.visibility = visibility
      repository.archived = body.archived ?? repository.archived
      repository.description = body.description ?? repository.description
      repository.defaultBranch = body.default_branch ?? repository.defaultBranch
      if (changed)
        tell(world, { event: 'repository', action: visibility === 'public' ? 'publicized' : 'privatized', repository, sender: doer(actor) })
      return { json: fullRepository(request) }
    },
    'admin',
  ),
  read('repos/get-collaborator-permission-level', 'metadata:read', ({ world, repository, params, actor }) => {
    if (!actor.account) throw new Refusal(401, 'Requires authentication')
    const known = world.accounts.get((params.username ?? '').toLowerCase())
    if (!known) throw notFound()
    const role = roleOf({ ...anonymous, kind: 'user', account: known }, repository) ?? 'none'
    // The older field knows four levels only.
    const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role
    return {
      json: {
        permission,
        role_name: role,
        user: { ...simpleUser(world, account(world, known.login)), role_name: role, permissions: undefined },
      },
    }
  }),
  read('repos/list-branches', 'contents:read', ({ world, repository }) => ({
    list: listRefs(repository.git, 'refs/heads/').map((ref) => {
      const sha = readRef(repository.git, ref) ?? ''
      const name = ref.slice('refs/heads/'.length)
      return {
        name,
        commit: { sha, url: `${world.url}/repos/${fullName(repository)}/commits/${sha}` },
        protected: repository.protectedBranches.has(name),
      }
    }),
  })),
  read('repos/get-branch', 'contents:read', ({ world, repository, params }) => {
    const name = params.branch ?? ''
    const sha = readRef(repository.git, `refs/heads/${name}`)
    const commit = sha && readCommit(repository.git, sha)
    if (!commit) throw new Refusal(404, 'Branch not found')
    const url = `${world.url}/repos/${fullName(repository)}/branches/${name}`
    const isProtected = repository.protectedBranches.has(name)
    return {
      json: {
        name,
        commit: commitJson(world, repository, commit),
        _links: { self: url, html: `${world.html}/${fullName(repository)}/tree/${name}` },
        protected: isProtected,
        protection: { enabled: isProtected },
        protection_url: `${url}/protection`,
      },
    }
  }),
  read('repos/list-tags', 'contents:read', ({ world, repository }) => ({
    list: listRefs(repository.git, 'refs/tags/').map((ref) => {
      const name = ref.slice('refs/tags/'.length)
      const sha = resolveCommit(repository.git, ref) ?? ''
      const api = `${world.url}/repos/${fullName(repository)}`
      return {
        name,
        node_id: `REF_${name}`,
        commit: { sha, url: `${api}/commits/${sha}` },
        zipball_url: `${api}/zipball/${ref}`,
        tarball_url: `${api}/tarball/${ref}`,
      }
    }),
  })),
  read('repos/list-commits', 'contents:read', ({ world, repository, query }) => {
    const from = commitNamed(repository, query.get('sha') ?? repository.defaultBranch)
    const path = query.get('path')
    const touches = (parent: string | undefined, oid: string) =>
      !path || !parent || changedFiles(repository.git, parent, oid).some((file) => file.path === path || file.path.startsWith(`${path}/`))
    const newest = commitsBetween(repository.git, null, from.oid).reverse()
    const [since, until] = [query.get('since') ?? '', query.get('until') ?? '9999']
    const wanted = newest.filter(
      ({ oid, parents, committer }) => committer.date >= since && committer.date <= until && touches(parents[0], oid),
    )
    return { list: wanted.map((commit) => commitJson(world, repository, commit)) }
  }),
]

/** Branches and tags as refs: made, moved, deleted. */
import { moveRef, removeRef } from '../acts/branch.ts'
import { isAncestor } from '../git/commit.ts'
import { readObject } from '../git/objects.ts'
import { listRefs, readRef } from '../git/refs.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import { doer } from './find.ts'
import { type Route, read, write } from './route.ts'

export const refRoutes: readonly Route[] = [
  read('git/get-ref', 'contents:read', ({ world, repository, params }) => {
    const ref = `refs/${params.ref}`
    if (!readRef(repository.git, ref)) throw notFound()
    return { json: refJson(world, repository, ref) }
  }),
  read('git/list-matching-refs', 'contents:read', ({ world, repository, params }) => ({
    list: listRefs(repository.git, `refs/${params.ref}`).map((ref) => refJson(world, repository, ref)),
  })),
  write('git/create-ref', ['contents:write'], ({ world, repository, actor, body }) => {
    const { ref, sha } = body as { ref: string; sha: string }
    if (!/^refs\/(heads|tags)\/./.test(ref)) throw new Refusal(422, "Reference name must start with 'refs/heads/' or 'refs/tags/'.")
    if (!readObject(repository.git, sha)) throw new Refusal(422, 'Object does not exist')
    if (readRef(repository.git, ref)) throw new Refusal(422, 'Reference already exists')
    if (!move({ world, repository, actor }, ref, sha, null)) throw new Refusal(422, 'Reference cannot be created')
    return { status: 201, json: refJson(world, repository, ref) }
  }),
  write('git/update-ref', ['contents:write'], ({ world, repository, actor, params, body }) => {
    const { sha, force = false } = body as { sha: string; force?: boolean }
    const ref = `refs/${params.ref}`
    const before = readRef(repository.git, ref)
    if (!before) throw new Refusal(422, 'Reference does not exist')
    if (!readObject(repository.git, sha)) throw new Refusal(422, 'Object does not exist')
    if (!force && !isAncestor(repository.git, before, sha)) throw new Refusal(422, 'Update is not a fast forward')
    if (repository.protectedBranches.has(ref.replace('refs/heads/', '')))
      throw new Refusal(422, 'Repository rule violations found\n\nChanges must be made through a pull request.')
    if (!move({ world, repository, actor }, ref, sha, before)) throw new Refusal(409, 'Reference was updated by somebody else')
    return { json: refJson(world, repository, ref) }
  }),
  write('git/delete-ref', ['contents:write'], ({ world, repository, actor, params }) => {
    const ref = `refs/${params.ref}`
    if (!readRef(repository.git, ref)) throw new Refusal(422, 'Reference does not exist')
    removeRef(world, repository, ref, doer(actor))
    return { status: 204 }
  }),
]

function move(
  { world, repository, actor }: Pick<RepositoryRequest, 'world' | 'repository' | 'actor'>,
  ref: string,
  sha: string,
  before: string | null,
): boolean {
  return moveRef(world, repository, ref, sha, before, doer(actor))
}

function refJson(world: World, repository: Repository, ref: string): Record<string, unknown> {
  const sha = readRef(repository.git, ref) ?? ''
  const type = readObject(repository.git, sha)?.type ?? 'commit'
  const api = `${world.url}/repos/${fullName(repository)}/git`
  return { ref, node_id: `REF_${repository.id}_${ref}`, url: `${api}/${ref}`, object: { type, sha, url: `${api}/${type}s/${sha}` } }
}

/** Releases and the files that hang on them. */
import { hasRole } from '../access/permission.ts'
import { addRelease } from '../acts/release.ts'
import { readRef } from '../git/refs.ts'
import { invalid, notFound, type RepositoryRequest } from '../http/answer.ts'
import type { Release } from '../nouns/release.ts'
import { assetJson, releaseJson } from '../views/release.ts'
import { byId, doer } from './find.ts'
import { type Route, read, write } from './route.ts'

export const releaseRoutes: readonly Route[] = [
  read('repos/list-releases', 'contents:read', (request) => ({
    list: shown(request).map((release) => releaseJson(request.world, request.repository, release)),
  })),
  read('repos/get-latest-release', 'contents:read', (request) => {
    const latest = shown(request).find(({ draft, prerelease }) => !draft && !prerelease)
    if (!latest) throw notFound()
    return { json: releaseJson(request.world, request.repository, latest) }
  }),
  read('repos/get-release', 'contents:read', (request) => ({
    json: releaseJson(request.world, request.repository, byId(shown(request), request.params.release_id)),
  })),
  read('repos/get-release-by-tag', 'contents:read', (request) => {
    // A draft has no tag yet, so that nobody finds it by one.
    const found = shown(request).find(({ tag, draft }) => !draft && tag === request.params.tag)
    if (!found) throw notFound()
    return { json: releaseJson(request.world, request.repository, found) }
  }),
  read('repos/list-release-assets', 'contents:read', (request) => {
    const release = byId(shown(request), request.params.release_id)
    return { list: release.assets.map((asset) => assetJson(request.world, request.repository, release, asset)) }
  }),
  read('repos/get-release-asset', 'contents:read', (request) => {
    const { world, repository, params, accept } = request
    for (const release of shown(request)) {
      const asset = release.assets.find(({ id }) => id === Number(params.asset_id))
      if (!asset) continue
      if (!accept.includes('octet-stream')) return { json: assetJson(world, repository, release, asset) }
      return { redirect: world.downloads.offer({ bytes: asset.bytes, type: asset.type }) }
    }
    throw notFound()
  }),
  write('repos/create-release', ['contents:write'], ({ world, repository, actor, body }) => {
    const wanted = body as {
      tag_name: string
      target_commitish?: string
      name?: string
      body?: string
      draft?: boolean
      prerelease?: boolean
    }
    if (repository.releases.some(({ tag, draft }) => !draft && tag === wanted.tag_name))
      throw invalid('Release', { field: 'tag_name', code: 'already_exists' })
    const target = wanted.target_commitish ?? repository.defaultBranch
    if (!readRef(repository.git, `refs/tags/${wanted.tag_name}`) && !readRef(repository.git, `refs/heads/${target}`))
      throw invalid('Release', { field: 'target_commitish', code: 'invalid' })
    const { name = null, body: text = null, draft = false, prerelease = false } = wanted
    const release = addRelease(world, repository, {
      tag: wanted.tag_name,
      target,
      name,
      body: text,
      draft,
      prerelease,
      author: doer(actor),
    })
    return { status: 201, json: releaseJson(world, repository, release) }
  }),
]

/** Newest first; drafts only for who may write. */
function shown({ repository, actor }: RepositoryRequest): Release[] {
  const may = hasRole(actor, repository, 'write') || actor.permissions?.contents === 'write'
  return repository.releases.filter(({ draft }) => !draft || may).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
}

/** Releases in GraphQL's form. */
import { createHash } from 'node:crypto'
import { readCommit } from '../git/commit.ts'
import { resolveCommit } from '../git/refs.ts'
import type { Release } from '../nouns/release.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName } from '../world.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'
import { refNode } from './ref.ts'

export function releaseNode(context: Context, repository: Repository, release: Release): Node {
  const { world } = context
  const page = `${world.html}/${fullName(repository)}/releases`
  return {
    __typename: 'Release',
    id: `RE_${release.id}`,
    databaseId: release.id,
    name: release.name,
    tagName: release.tag,
    description: release.body,
    url: `${page}/tag/${release.tag}`,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: latestRelease(repository) === release,
    createdAt: release.createdAt,
    publishedAt: release.publishedAt,
    updatedAt: release.createdAt,
    author: () => actorNode(world, release.author),
    tag: () => refNode(context, repository, `refs/tags/${release.tag}`),
    tagCommit: () => {
      const oid = resolveCommit(repository.git, `refs/tags/${release.tag}`)
      const commit = oid && readCommit(repository.git, oid)
      return commit ? context.commit(repository, commit) : null
    },
    repository: () => context.repository(repository),
    releaseAssets: (args: ConnectionArguments) =>
      connection(release.assets, args, (asset) => ({
        __typename: 'ReleaseAsset',
        id: `RA_${asset.id}`,
        name: asset.name,
        contentType: asset.type,
        size: asset.bytes.length,
        digest: `sha256:${createHash('sha256').update(asset.bytes).digest('hex')}`,
        downloadCount: 0,
        downloadUrl: `${page}/download/${release.tag}/${asset.name}`,
        createdAt: asset.createdAt,
        updatedAt: asset.createdAt,
      })),
  }
}

/** Newest first, without drafts. */
export function publishedReleases(repository: Repository): Release[] {
  return repository.releases.filter(({ draft }) => !draft).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
}

export function latestRelease(repository: Repository): Release | null {
  return publishedReleases(repository).find(({ prerelease }) => !prerelease) ?? null
}

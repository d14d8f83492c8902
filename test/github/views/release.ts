/** Releases and their files in REST's form. */
import { createHash } from 'node:crypto'
import type { Release, ReleaseAsset } from '../nouns/release.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

export function releaseJson(world: World, repository: Repository, release: Release): View {
  const name = fullName(repository)
  const url = `${world.url}/repos/${name}/releases/${release.id}`
  return {
    id: release.id,
    node_id: `RE_${release.id}`,
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${world.html}/${name}/releases/tag/${release.tag}`,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    author: simpleUser(world, release.author),
    assets: release.assets.map((asset) => assetJson(world, repository, release, asset)),
  }
}

export function assetJson(world: World, repository: Repository, release: Release, asset: ReleaseAsset): View {
  const name = fullName(repository)
  return {
    id: asset.id,
    node_id: `RA_${asset.id}`,
    url: `${world.url}/repos/${name}/releases/assets/${asset.id}`,
    browser_download_url: `${world.html}/${name}/releases/download/${release.tag}/${asset.name}`,
    name: asset.name,
    label: asset.label,
    state: 'uploaded',
    content_type: asset.type,
    size: asset.bytes.length,
    digest: `sha256:${createHash('sha256').update(asset.bytes).digest('hex')}`,
    download_count: 0,
    uploader: simpleUser(world, asset.uploader),
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
  }
}

import { account, type Release, type Repository, type World } from '../world.ts'
import { at } from './issue.ts'

export interface ReleaseSeed {
  tag: string
  name?: string | null
  body?: string | null
  /** A branch or commit; the tag is made there if it is not there yet. */
  target?: string
  draft?: boolean
  prerelease?: boolean
  author?: string
  date?: string
  /** File name → content. */
  assets?: Readonly<Record<string, string | Uint8Array>>
}

export function seedRelease(world: World, repository: Repository, seed: ReleaseSeed): Release {
  const createdAt = at(world, seed.date)
  const author = account(world, seed.author ?? 'ada')
  const release: Release = {
    id: world.nextId(),
    tag: seed.tag,
    target: seed.target ?? repository.defaultBranch,
    name: seed.name ?? seed.tag,
    body: seed.body ?? null,
    draft: seed.draft ?? false,
    prerelease: seed.prerelease ?? false,
    author,
    createdAt,
    publishedAt: seed.draft ? null : createdAt,
    assets: Object.entries(seed.assets ?? {}).map(([name, content]) => ({
      id: world.nextId(),
      name,
      label: null,
      type: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      bytes: Buffer.from(content),
      uploader: author,
      createdAt,
    })),
  }
  repository.releases.push(release)
  return release
}

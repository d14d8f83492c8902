/** Publishing a release; the tag is made with it. */
import { readRef, resolveCommit, writeRef } from '../git/refs.ts'
import type { Account } from '../nouns/account.ts'
import type { Release } from '../nouns/release.ts'
import type { Repository } from '../nouns/repository.ts'
import { releaseJson } from '../views/release.ts'
import type { World } from '../world.ts'
import { tell } from './events.ts'
import { at } from './thread.ts'

export interface ReleasePlan {
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  author: Account
  date?: string
  /** File name → content. */
  assets?: Readonly<Record<string, string | Uint8Array>>
}

export function addRelease(world: World, repository: Repository, plan: ReleasePlan): Release {
  const { assets = {}, date, ...fields } = plan
  const createdAt = at(world, date)
  const release: Release = {
    ...fields,
    id: world.nextId(),
    createdAt,
    publishedAt: plan.draft ? null : createdAt,
    assets: Object.entries(assets).map(([name, content]) => ({
      id: world.nextId(),
      name,
      label: null,
      type: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      bytes: Buffer.from(content),
      uploader: plan.author,
      createdAt,
    })),
  }
  repository.releases.push(release)
  const ref = `refs/tags/${plan.tag}`
  const commit = resolveCommit(repository.git, plan.target)
  if (!plan.draft && commit && !readRef(repository.git, ref)) writeRef(repository.git, ref, commit, null)
  if (!plan.draft)
    tell(world, {
      event: 'release',
      action: 'published',
      repository,
      sender: plan.author,
      payload: () => ({ release: releaseJson(world, repository, release) }),
    })
  return release
}

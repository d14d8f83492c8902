import { addRelease } from '../acts/release.ts'
import type { Release } from '../nouns/release.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, type World } from '../world.ts'

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
  const { author, name = seed.tag, body = null, target = repository.defaultBranch, draft = false, prerelease = false, ...rest } = seed
  return addRelease(world, repository, { ...rest, name, body, target, draft, prerelease, author: account(world, author ?? 'ada') })
}

/** Opening a pull request by the API, REST or query, with everything GitHub refuses. */
import type { Actor } from '../access/actor.ts'
import { hasRole } from '../access/permission.ts'
import { mergeBase } from '../git/commit.ts'
import { readRef } from '../git/refs.ts'
import { invalid, Refusal } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Pull } from '../nouns/thread.ts'
import { checkLength, doer } from '../rest/find.ts'
import type { World } from '../world.ts'
import { openPull } from './pull.ts'

export interface Offer {
  title?: string
  body?: string | null
  head: string
  base: string
  draft?: boolean
}

const resource = 'PullRequest'

export function offerPull(world: World, actor: Actor, repository: Repository, wanted: Offer): Pull {
  const author = doer(actor)
  if (actor.kind === 'actions' && !repository.actionsMayOpenPulls)
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
  const { source, branch } = headOf(world, repository, wanted.head)
  const head = source && readRef(source.git, `refs/heads/${branch}`)
  const base = readRef(repository.git, `refs/heads/${wanted.base}`)
  if (!source || !head) throw invalid(resource, { field: 'head', code: 'invalid' })
  if (!base) throw invalid(resource, { field: 'base', code: 'invalid' })
  // A stranger may offer their own fork's branch, never somebody else's.
  if (actor.kind === 'user' && !hasRole(actor, source, 'write') && !hasRole(actor, repository, 'write'))
    throw new Refusal(403, 'Resource not accessible by personal access token')
  checkLength(resource, wanted.body)
  const owner = source.owner.login
  const open = [...repository.pulls.values()].find(
    (pull) => pull.state === 'open' && pull.head.repository === source && pull.head.ref === branch && pull.base.ref === wanted.base,
  )
  if (open) throw invalid(resource, { code: 'custom', message: `A pull request already exists for ${owner}:${branch}.` })
  if (source === repository && mergeBase(repository.git, base, head) === head)
    throw invalid(resource, { code: 'custom', message: `No commits between ${wanted.base} and ${branch}` })
  if (wanted.draft && !repository.draftsSupported) throw new Refusal(422, 'Draft pull requests are not supported in this repository.')
  const plan = {
    source,
    head: branch,
    base: wanted.base,
    draft: wanted.draft ?? false,
    title: wanted.title ?? branch,
    body: wanted.body ?? null,
    author: author.login,
  }
  return openPull(world, repository, plan)
}

/** `branch`, or `owner:branch` of the repository of that owner in the same network. */
function headOf(world: World, repository: Repository, head: string): { source: Repository | undefined; branch: string } {
  const colon = head.indexOf(':')
  const owner = colon < 0 ? repository.owner.login : head.slice(0, colon)
  const network = [...world.repositories.values()].filter(
    (other) => other === repository || other.parent === repository || repository.parent === other,
  )
  return { source: network.find((other) => other.owner.login.toLowerCase() === owner.toLowerCase()), branch: head.slice(colon + 1) }
}

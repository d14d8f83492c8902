/** The pull requests that a commit belongs to. */
import { z } from 'zod'
import type { GitHub } from '../../github/client.ts'
import type { Repository } from './repository.ts'

const schema = z.object({
  number: z.number(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullable() }),
  base: z.object({ repo: z.object({ id: z.number() }) }),
})

export interface CommitPull {
  number: number
  isMerged: boolean
  /** Whether its branch is one of ours in this repository. */
  isEntry: boolean
}

/** Those that are open or merged here: a fork's commit also has the pull requests of where it was forked from. */
export async function pullsOf(github: Pick<GitHub, 'get'>, { owner, name, repository }: Repository, sha: string): Promise<CommitPull[]> {
  const pulls = await github.get(`/repos/${owner}/${name}/commits/${sha}/pulls`, schema.array())
  return pulls
    .filter(({ state, merged_at, base }) => base.repo.id === repository && (state === 'open' || merged_at !== null))
    .map(({ number, merged_at, head }) => ({
      number,
      isMerged: merged_at !== null,
      isEntry: head.repo?.id === repository && head.ref.startsWith('casewright/'),
    }))
}

/** Which pull request of a private repository a staged draft is of. Its identity is a hash of the number, so numbers are tried: nothing has to be kept. */
import { z } from 'zod'
import type { GitHubWriter } from '../../github/writer.ts'
import { identityOf } from '../publish-to-showcase.ts'
import { isOf, type OwnDraft } from './own-drafts.ts'
import type { Repository } from './repository.ts'

/** Nobody has more. */
const MOST = 200_000

/** The number; null where the pull request stages nothing of this repository. */
export async function stagedSubject(reader: Pick<GitHubWriter, 'get'>, here: Repository, draft: OwnDraft): Promise<number | null> {
  if (!draft.branch.startsWith('casewright/private-') || !here.isPrivate) return null
  const query = { state: 'all', sort: 'created', direction: 'desc', per_page: 1 }
  const [newest] = await reader.get(`/repos/${here.owner}/${here.name}/pulls`, z.array(z.object({ number: z.number() })), query)
  const repository = { id: here.repository, name: here.fullName, url: here.url }
  for (let number = Math.min(newest?.number ?? 0, MOST); number > 0; number--) {
    if (isOf(draft, identityOf({ kind: 'pull-request', number, base: '', head: '', repository }))) return number
  }
  return null
}

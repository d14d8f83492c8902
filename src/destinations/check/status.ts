/** A check as a commit status: for tokens that cannot make check runs. One line, no remarks. */
import { z } from 'zod'
import type { GitHubWriter } from '../../github/writer.ts'
import { type Check, descriptionOf } from './wanted.ts'

const statusSchema = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullable(),
  target_url: z.string().nullable(),
})

/** A status knows neither: what is only told does not block, what a person has to do is still open. */
const states = { success: 'success', neutral: 'success', failure: 'failure', action_required: 'pending' } as const

/** Sets the status, unless it says the same already. */
export async function postStatus(writer: GitHubWriter, check: Check): Promise<{ url: string | null; changed: boolean }> {
  const { owner, name, sha, target } = check
  const wanted = { context: check.check, state: states[check.conclusion], description: descriptionOf(check), target_url: target ?? null }
  const { statuses } = await writer.get(`/repos/${owner}/${name}/commits/${sha}/status`, z.object({ statuses: z.array(statusSchema) }), {
    per_page: 100,
  })
  const now = statuses.find(({ context }) => context === wanted.context)
  const isSaid = now?.state === wanted.state && now.description === wanted.description && now.target_url === wanted.target_url
  if (isSaid) return { url: now.target_url, changed: false }
  const { target_url, ...rest } = wanted
  const body = { ...rest, ...(target_url !== null && { target_url }) }
  const write = { what: 'set a commit status', permission: 'Commit statuses: write' }
  const made = await writer.send(write, `POST /repos/${owner}/${name}/statuses/${sha}`, body, statusSchema)
  return { url: made.target_url, changed: true }
}

/** A check as a commit status: for tokens that cannot make check runs. One line, no remarks. */
import { z } from 'zod'
import type { GitHubWriter } from '../../github/writer.ts'
import { type Check, descriptionOf } from './wanted.ts'

const statusSchema = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullable(),
  target_url: z.string().nullable(),
  creator: z.object({ id: z.number() }).nullish(),
})

/** A status knows neither: what is only told does not block, what a person has to do is still open. */
const states = { success: 'success', neutral: 'success', failure: 'failure', action_required: 'pending' } as const

/** Sets the status, unless it says the same already. */
export async function postStatus(writer: GitHubWriter, check: Check): Promise<{ url: string | null; changed: boolean }> {
  const said = await saidByStatus(writer, check)
  if (said !== null) return { ...said, changed: false }
  const { owner, name, sha } = check
  const { target_url, ...rest } = wantedOf(check)
  const body = { ...rest, ...(target_url !== null && { target_url }) }
  const write = { what: 'set a commit status', permission: 'Commit statuses: write' }
  const made = await writer.send(write, `POST /repos/${owner}/${name}/statuses/${sha}`, body, statusSchema)
  return { url: made.target_url, changed: true }
}

/**
 * Whether our status says the same already; null where it does not. Whoever may write may set a status of any name:
 * one that was set in our words is not ours, and would keep the real check away.
 */
export async function saidByStatus(writer: GitHubWriter, check: Check): Promise<{ url: string | null } | null> {
  const { owner, name, sha } = check
  const wanted = wantedOf(check)
  // The newest come first.
  const statuses = await writer.get(`/repos/${owner}/${name}/commits/${sha}/statuses`, statusSchema.array(), { per_page: 100 })
  const now = statuses.find(({ context }) => context === wanted.context)
  const isSaid = now?.state === wanted.state && now.description === wanted.description && now.target_url === wanted.target_url
  if (!isSaid) return null
  const { viewer } = await writer.query('{ viewer { databaseId } }', {}, z.object({ viewer: z.object({ databaseId: z.number() }) }))
  return now.creator?.id === viewer.databaseId ? { url: now.target_url } : null
}

function wantedOf(check: Check) {
  return { context: check.check, state: states[check.conclusion], description: descriptionOf(check), target_url: check.target ?? null }
}

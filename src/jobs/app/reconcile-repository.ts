/** Merged pull requests and releases of a repository since its watermark: the same code as for a webhook. */
import { z } from 'zod'
import { laneOf, type Outcome } from '../../queue/job.ts'
import { reading } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf, type Named } from './jobs.ts'
import { isEntryBranch } from './own-drafts.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'

const pullSchema = z.object({
  number: z.number(),
  merged_at: z.string().nullable(),
  head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullable() }),
})
const releaseSchema = z.object({ tag_name: z.string(), published_at: z.string().nullable(), prerelease: z.boolean() })

/** A webhook that is on its way comes first. */
const GRACE = 5 * 60_000
/** A first look goes back so far: to what was merged while the App was being installed, and no further. */
const FIRST = 60 * 60_000

/** Takes on what was missed. */
export async function reconcileRepository(data: JobData<'reconcile-repository'>, context: WorkContext): Promise<Outcome> {
  const source = await repositoryAt(context, data)
  if (source === null || source.isArchived)
    return { state: 'skipped', code: 'gone', words: 'The App does not see the repository any more.' }
  const config = await configFor(context, source).catch(() => null)
  if (config === null) return { state: 'skipped', code: 'no-config', words: 'The repository has no configuration that holds.' }
  const name = `watermark:${data.repository}`
  const since = (await context.memory.recall(name)) ?? time(context.now() - FIRST)
  const until = time(context.now() - GRACE)
  const isNew = (at: string | null): at is string => at !== null && at > since && at <= until
  const place = { installation: data.installation, repository: data.repository }
  const path = `/repos/${source.owner}/${source.name}`
  const github = await reading(context, source, 'look')
  const query = { state: 'closed', sort: 'updated', direction: 'desc', per_page: 100 }
  const pulls = await github.get(`${path}/pulls`, pullSchema.array(), query)
  const merged = pulls.filter(({ merged_at }) => isNew(merged_at))
  const jobs: Named[] = merged.flatMap(({ number, head }): Named[] => {
    const isOurs = head.ref.startsWith('casewright/') && head.repo?.id === data.repository
    if (!isOurs) return [{ name: 'consider', data: { ...place, number, why: 'reconcile' } }]
    return isEntryBranch(head.ref) ? [{ name: 'end-entry', data: { ...place, number } }] : []
  })
  if (config.draft.when.includes('release') && config.showcase !== null) {
    const releases = await github.get(`${path}/releases`, releaseSchema.array(), { per_page: 30 })
    for (const { tag_name: tag, published_at, prerelease } of releases)
      if (isNew(published_at)) jobs.push({ name: 'consider-release', data: { ...place, tag, prerelease } })
  }
  if (until > since) await context.memory.remember(name, until)
  const next = jobs.map((job) => jobOf({ ...job, later: true }, laneOf(data.repository)))
  return { state: 'done', code: 'looked-through', words: `${next.length} merges and releases since ${since}.`, next }
}

/** As GitHub spells it. */
function time(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

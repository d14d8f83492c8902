/** A repository was renamed, transferred, hidden, shown or archived: consent and visibility of open drafts are judged again, by number. */
import { laneOf, type Outcome } from '../../queue/job.ts'
import { reading } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type AppJob, type JobData, jobOf } from './jobs.ts'
import { openEntries } from './own-drafts.ts'
import { type Repository, repositoryAt, repositoryNamed } from './repository.ts'
import { configFor } from './settings.ts'

/** Every open draft in it, and in the showcase it names. */
export async function hygiene(data: JobData<'hygiene'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived)
    return {
      state: 'done',
      code: `left-${data.change}`,
      words: 'The App does not see the repository any more, or it is archived: nothing is written there.',
    }
  const config = await configFor(context, here).catch(() => null)
  const isOther = config !== null && config.showcase !== null && config.showcase !== '.'
  const showcase = isOther ? await repositoryNamed(context, config.showcase ?? '') : null
  const next = [...(await checksOf(context, here)), ...(showcase === null ? [] : await checksOf(context, showcase))]
  return { state: 'done', code: `judged-${data.change}`, words: `${next.length} open drafts are judged again.`, next }
}

async function checksOf(context: WorkContext, showcase: Repository): Promise<AppJob[]> {
  if (showcase.isArchived) return []
  const place = { installation: showcase.installation, repository: showcase.repository }
  const numbers = await openEntries(await reading(context, showcase, 'look'), showcase)
  return numbers.map((number) => jobOf({ name: 'check-entry', data: { ...place, number } }, laneOf(showcase.repository)))
}

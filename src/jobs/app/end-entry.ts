/** An entry's pull request was closed: after a merge the signature is recorded and the share kit said once; without one it means no. */
import { configOf } from '../../config.ts'
import type { Outcome } from '../../queue/job.ts'
import { recordSignOff } from '../record-sign-off.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { draftAt } from './own-drafts.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'
import { shareKit } from './share-kit.ts'
import { objectionsTo } from './source-fault.ts'

/** Records. */
export async function endEntry(data: JobData<'end-entry'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the showcase any more.' }
  const writer = await writing(context, here, 'record')
  const pull = { owner: here.owner, name: here.name, number: data.number }
  const { signOff } = (await configFor(context, here)) ?? configOf({})
  const objections = objectionsTo(context, here, await draftAt(writer, here, data.number))
  const { outcome, url, why } = await recordSignOff({ writer, pull, rules: signOff, objections, wait: context.wait })
  if (outcome === 'closed') return { state: 'declined', code: 'declined', words: 'It was closed without a merge, which means no.' }
  if (outcome === 'open') return { state: 'skipped', code: 'open', words: 'It is open again.' }
  // A page that nobody signed is not shown, so there is nothing to share.
  if (outcome !== 'none' && outcome !== 'declined') await shareKit(await writing(context, here, 'talk'), writer, here, data.number)
  const words = outcome === 'none' ? `No signature was recorded. ${why.join(' ')}` : `The signature is ${outcome}. ${why.join(' ')}`.trim()
  return { state: 'done', code: `record-${outcome}`, words, ...(url !== null && { url }) }
}

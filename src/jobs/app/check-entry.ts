/** An entry's pull request was pushed: its figures are verified, its signatures counted anew, mends are suggested. */
import { postCheck } from '../../destinations/check.ts'
import type { Outcome } from '../../queue/job.ts'
import { checkEvidence } from '../check-evidence.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { judgeSignOff } from './judge-sign-off.ts'
import { draftAt } from './own-drafts.ts'
import { tell } from './reply.ts'
import { repositoryAt } from './repository.ts'
import { sourceFault } from './source-fault.ts'
import { suggestMends } from './suggest-mends.ts'

/** Checks. Writes nothing where the same is said already. */
export async function checkEntry(data: JobData<'check-entry'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the showcase any more.' }
  const { wait } = context
  const place = { owner: here.owner, name: here.name }
  const writer = await writing(context, here, 'check')
  const { head, entries, unposted } = await checkEvidence({ writer, ...place, number: data.number, wait })
  const draft = await draftAt(writer, here, data.number)
  const fault = await sourceFault(context, here, draft, entries)
  if (fault !== null) {
    const said = { title: 'This source may not be published here now', summary: fault, annotations: [] }
    await postCheck(writer, { ...place, sha: head, check: 'casewright / source', conclusion: 'failure', ...said, wait })
  }
  const signed = await judgeSignOff({ ...data, asked: null }, context)
  // A correction changes one line, and the others are no matter of it.
  if (draft !== null) await suggestMends(await writing(context, here, 'talk'), { ...place, number: data.number }, head, entries)
  const wrong = entries.flatMap(({ findings }) => findings).filter(({ grade }) => grade === 'wrong').length
  const figures = entries.reduce((sum, entry) => sum + entry.figures, 0)
  const words =
    wrong > 0
      ? `${wrong} of its statements contradict the evidence: see the check "casewright / evidence".`
      : `${figures} figures agree with the evidence. ${signed.words}`
  if (data.asked !== null) await tell(context, data, words, { asked: data.asked, ok: wrong === 0 })
  return { state: 'done', code: unposted === null ? (wrong > 0 ? 'wrong' : 'verified') : 'unposted', words: unposted ?? words }
}

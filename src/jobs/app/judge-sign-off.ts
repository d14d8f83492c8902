/** Who signed an entry's pull request, as it is at its head: the check `casewright / sign-off`. */
import { configOf } from '../../config.ts'
import { postCheck } from '../../destinations/check.ts'
import { laneOf, type Outcome } from '../../queue/job.ts'
import { reviewSignOff } from '../sign-off-review.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { draftAt } from './own-drafts.ts'
import { tell } from './reply.ts'
import { repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'
import { objectionsTo } from './source-fault.ts'
import { stagedSubject } from './staged-subject.ts'
import { targetOf } from './target.ts'

/** Judges; a word of a person on a staged draft lets the draft go on instead. */
export async function judgeSignOff(data: JobData<'judge-sign-off'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the showcase any more.' }
  const writer = await writing(context, here, 'check')
  const place = { owner: here.owner, name: here.name }
  const config = (await configFor(context, here)) ?? configOf({})
  const draft = await draftAt(writer, here, data.number)
  const staged = draft === null ? null : await stagedSubject(writer, here, draft)
  if (staged !== null) {
    const target = await targetOf(context, here, config)
    if (target.kind === 'refused') return { state: 'skipped', code: target.code, words: target.words }
    const { showcase } = target
    const job = {
      source: { installation: here.installation, repository: here.repository },
      showcase: { installation: showcase.installation, repository: showcase.repository },
      subject: { kind: 'pull-request', number: staged },
      onlyIfImproved: false,
      again: false,
    }
    return {
      state: 'done',
      code: 'staged',
      words: 'The staged draft is looked at again.',
      next: [jobOf({ name: 'draft', data: job }, laneOf(showcase.repository))],
    }
  }
  const pull = { ...place, number: data.number }
  const review = await reviewSignOff(writer, pull, config.signOff, { objections: objectionsTo(context, here, draft) })
  if (review.state !== 'OPEN') return { state: 'skipped', code: 'not-open', words: 'The pull request is not open.' }
  await postCheck(writer, { ...place, sha: review.head, check: 'casewright / sign-off', ...review.check, wait: context.wait })
  const names = review.by.map(({ login }) => login).join(', ')
  const words = review.signed ? `Signed by ${names}.` : ['Not signed yet.', ...review.why].join(' ')
  if (data.asked !== null) await tell(context, data, words, { asked: data.asked, ok: review.signed })
  return { state: 'done', code: review.signed ? 'signed' : 'unsigned', words }
}

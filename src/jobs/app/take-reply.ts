/** A plain reply on an entry's pull request that answers a question: the draft is made anew with it. */
import { laneOf, type Outcome } from '../../queue/job.ts'
import { answerIn } from './answer-text.ts'
import { writing } from './clients.ts'
import { onDraft } from './command-on-draft.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { draftAt } from './own-drafts.ts'
import { commentBy, mayAsk } from './people.ts'
import { react } from './reply.ts'
import { repositoryAt } from './repository.ts'
import { selfOf, stickyOn } from './sticky.ts'

/** Takes it on where it is an answer; people's other words are nobody's business. */
export async function takeReply(data: JobData<'reply'>, context: WorkContext): Promise<Outcome> {
  const none = { state: 'skipped', code: 'no-answer', words: 'It answers no question of a draft.' } as const
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return none
  const writer = await writing(context, here, 'talk')
  const draft = await draftAt(writer, here, data.number)
  if (draft?.state !== 'open' || draft.opener !== (await selfOf(writer))) return none
  const comment = await commentBy(writer, here, data.comment)
  const answer = comment === null ? null : answerIn(comment.body)
  if (comment === null || answer?.number === undefined || answer.number === null) return none
  const asked = { kind: 'answer', number: answer.number, words: answer.words } as const
  const thread = { owner: here.owner, name: here.name, number: data.number }
  const flags = (await stickyOn(writer, thread))?.flags ?? new Set<never>()
  const mayWrite = await mayAsk(writer, here, comment.by)
  const result = await onDraft({ context, data, here, asked, by: comment.by, mayWrite, flags }, draft, writer)
  // Nobody asked for a reaction, so a stranger's words get none.
  if (result.kind === 'words') return { ...none, words: result.words }
  await react(writer, { ...thread, comment: data.comment }, 'eyes')
  return {
    state: 'done',
    code: 'taken-on',
    words: 'The answer goes into the draft.',
    next: [jobOf({ ...result.job, data: { ...result.job.data, asked: data } }, laneOf(result.lane.repository))],
  }
}

/** A command in a comment: who may ask, what it means here, and the job that does it. The comment is answered in any case. */
import { laneOf, type Outcome } from '../../queue/job.ts'
import { writing } from './clients.ts'
import { onDraft } from './command-on-draft.ts'
import { onSource } from './command-on-source.ts'
import { type Asked as AskedFor, commandIn, helpText } from './command-text.ts'
import type { WorkContext } from './job.ts'
import { type AppJob, type JobData, jobOf, type Named } from './jobs.ts'
import { draftAt } from './own-drafts.ts'
import { commentBy, mayAsk } from './people.ts'
import { isAnswered, react, reactionsOn } from './reply.ts'
import { type Repository, repositoryAt } from './repository.ts'
import { type Flag, say, stickyOn } from './sticky.ts'

/** What follows from a command: words at once, or a job that says its own. */
export type Answer =
  | { kind: 'words'; ok: boolean; words: string; flags?: ReadonlySet<Flag> }
  | { kind: 'job'; job: Named; lane: Repository; flags?: ReadonlySet<Flag> }

/** Where it was asked, by whom. */
export interface Question {
  context: WorkContext
  data: JobData<'command'>
  here: Repository
  asked: Exclude<AskedFor, { kind: 'unknown' }>
  by: { id: number; login: string }
  mayWrite: boolean
  /** What holds on this pull request. */
  flags: ReadonlySet<Flag>
}

/** Takes it on. */
export async function runCommand(data: JobData<'command'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the repository any more.' }
  const writer = await writing(context, here, 'talk')
  const comment = await commentBy(writer, here, data.comment)
  const asked = comment === null ? null : commandIn(comment.body)
  if (comment === null || asked === null) return { state: 'skipped', code: 'no-command', words: 'No person asks for anything there.' }
  const place = { ...here, comment: data.comment }
  if (isAnswered(await reactionsOn(writer, place))) return { state: 'skipped', code: 'answered', words: 'It is answered already.' }
  await react(writer, place, 'eyes')
  const thread = { owner: here.owner, name: here.name, number: data.number }
  const flags = (await stickyOn(writer, thread))?.flags ?? new Set<Flag>()
  const answer = await answerTo(
    { context, data, here, by: comment.by, mayWrite: await mayAsk(writer, here, comment.by), flags },
    asked,
    writer,
  )
  if (answer.kind === 'job') {
    if (answer.flags !== undefined) await say(writer, thread, 'At work on it.', answer.flags)
    const next: AppJob[] = [jobOf({ ...answer.job, data: { ...answer.job.data, asked: data } }, laneOf(answer.lane.repository))]
    return { state: 'done', code: 'taken-on', words: `"${asked.kind === 'command' ? asked.command : asked.kind}" is taken on.`, next }
  }
  await say(writer, thread, answer.words, answer.flags)
  await react(writer, place, answer.ok ? '+1' : '-1')
  return { state: answer.ok ? 'done' : 'skipped', code: answer.ok ? 'answered' : 'refused', words: answer.words }
}

async function answerTo(question: Omit<Question, 'asked'>, asked: AskedFor, writer: Awaited<ReturnType<typeof writing>>): Promise<Answer> {
  if (asked.kind === 'unknown') {
    const meant = asked.nearest === null ? '' : ` Did you mean \`/casewright ${asked.nearest}\`?`
    return { kind: 'words', ok: false, words: `There is no such command.${meant}\n\n${helpText}` }
  }
  if (asked.kind === 'command' && asked.command === 'help') return { kind: 'words', ok: true, words: helpText }
  const draft = await draftAt(writer, question.here, question.data.number)
  return draft === null ? onSource({ ...question, asked }, writer) : onDraft({ ...question, asked }, draft, writer)
}

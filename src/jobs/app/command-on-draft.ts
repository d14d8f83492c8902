/** Commands on an entry's own pull request in the showcase. */
import { z } from 'zod'
import type { GitHubWriter } from '../../github/writer.ts'
import { reading } from './clients.ts'
import { subjectOfEntry } from './entry-subject.ts'
import type { OwnDraft } from './own-drafts.ts'
import { emptyAnswer, notAllowed } from './refusals.ts'
import type { Answer, Question } from './run-command.ts'
import { configFor } from './settings.ts'
import { sourcePull } from './source-pull.ts'
import { targetOf } from './target.ts'

const UNKNOWN = 'Which change this entry is of, cannot be told from here. Ask on the pull request it is about.'

/** What follows. */
export async function onDraft(question: Question, draft: OwnDraft, writer: GitHubWriter): Promise<Answer> {
  const { asked, data, here, flags, mayWrite } = question
  const place = { installation: here.installation, repository: here.repository, number: data.number }
  const mayAnswer = mayWrite || (asked.kind === 'answer' && (await isAuthor(question, draft)))
  // Who may sign is judged where signatures are counted.
  if (!mayAnswer && !(asked.kind === 'command' && asked.command === 'sign')) return notAllowed
  if (asked.kind === 'answer') return asked.number === 0 || asked.words === '' ? emptyAnswer : redraft(question, draft, false)
  switch (asked.command) {
    case 'draft':
      return redraft(question, draft, true)
    case 'redraft':
      return redraft(question, draft, false)
    case 'resume': {
      const answer = await redraft(question, draft, false)
      return { ...answer, flags: new Set([...flags].filter((flag) => flag !== 'paused')) }
    }
    case 'pause':
      return {
        kind: 'words',
        ok: true,
        words: 'The draft is left as it is until `/casewright resume`.',
        flags: new Set([...flags, 'paused']),
      }
    case 'verify':
      return { kind: 'job', job: { name: 'check-entry', data: place }, lane: here }
    case 'sign':
      return { kind: 'job', job: { name: 'judge-sign-off', data: place }, lane: here }
    case 'withdraw':
      if (draft.state === 'merged')
        return {
          kind: 'job',
          job: {
            name: 'correct',
            data: { showcase: { installation: here.installation, repository: here.repository }, number: data.number, reason: 'withdrawn' },
          },
          lane: here,
        }
      return close(question, draft, writer)
    case 'skip':
      return close(question, draft, writer)
    case 'help':
      return notAllowed
  }
}

async function redraft({ context, here }: Question, draft: OwnDraft, again: boolean): Promise<Answer> {
  if (draft.state === 'merged')
    return { kind: 'words', ok: false, words: 'This entry is published. It is changed by hand, or withdrawn: `/casewright withdraw`.' }
  if (draft.state === 'closed' && !again)
    return { kind: 'words', ok: false, words: 'This draft was closed, which means no. `/casewright draft` asks for it again.' }
  const found = await subjectOfEntry(context, await reading(context, here, 'look'), here, draft)
  // Who may write here has no say elsewhere: the source itself has to name this showcase.
  const config = found === null ? null : await configFor(context, found.source).catch(() => null)
  const target = found === null || config === null ? null : await targetOf(context, found.source, config)
  if (found === null || target?.kind !== 'showcase' || target.showcase.repository !== here.repository)
    return { kind: 'words', ok: false, words: UNKNOWN }
  const { source, subject } = found
  const data = {
    source: { installation: source.installation, repository: source.repository },
    showcase: { installation: here.installation, repository: here.repository },
    subject,
    onlyIfImproved: false,
    again,
  }
  return { kind: 'job', job: { name: 'draft', data }, lane: here }
}

/** Closing is a person's no; nothing but our own pull request is closed. */
async function close({ here, flags }: Question, draft: OwnDraft, writer: GitHubWriter): Promise<Answer> {
  if (draft.state === 'merged')
    return { kind: 'words', ok: false, words: 'This entry is published. To take it back: `/casewright withdraw`.' }
  if (draft.state === 'open') {
    const write = { what: 'close the draft pull request', permission: 'Pull requests: write' }
    await writer.send(write, `PATCH /repos/${here.owner}/${here.name}/pulls/${draft.number}`, { state: 'closed' }, z.unknown())
  }
  return { kind: 'words', ok: true, words: 'Closed: no case study of this one. `/casewright draft` asks for it again.', flags }
}

async function isAuthor({ context, here, by }: Question, draft: OwnDraft): Promise<boolean> {
  const found = await subjectOfEntry(context, await reading(context, here, 'look'), here, draft)
  if (found?.subject.kind !== 'pull-request') return false
  const pull = await sourcePull(await reading(context, found.source, 'look'), found.source, found.subject.number)
  return pull.user?.id === by.id
}

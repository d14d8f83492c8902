/** Commands on a pull request of a source. */
import type { GitHubWriter } from '../../github/writer.ts'
import { emptyAnswer, notAllowed } from './refusals.ts'
import type { Answer, Question } from './run-command.ts'
import { configFor } from './settings.ts'
import { sourcePull } from './source-pull.ts'
import { targetOf } from './target.ts'

/** What follows. */
export async function onSource(question: Question, reader: Pick<GitHubWriter, 'get'>): Promise<Answer> {
  const { asked, data, here, flags, mayWrite, by } = question
  const place = { installation: here.installation, repository: here.repository, number: data.number }
  const consider = (again: boolean, keep = flags): Answer => ({
    kind: 'job',
    job: { name: 'consider', data: { ...place, why: 'command', again } },
    lane: here,
    ...(keep !== flags && { flags: keep }),
  })
  if (asked.kind === 'answer') {
    const isAuthor = (await sourcePull(reader, here, data.number)).user?.id === by.id
    if (!mayWrite && !isAuthor) return notAllowed
    return asked.number === 0 || asked.words === '' ? emptyAnswer : consider(false)
  }
  if (!mayWrite) return notAllowed
  switch (asked.command) {
    case 'draft':
      return consider(true, flags.has('skipped') ? without(flags, 'skipped') : flags)
    case 'redraft':
      return consider(false)
    case 'resume':
      return consider(false, without(flags, 'paused'))
    case 'pause':
      return words('The draft is left as it is until `/casewright resume`.', new Set([...flags, 'paused']))
    case 'skip':
      return words(
        'No case study of this one. `/casewright draft` asks for one after all. A draft that is open already is closed there.',
        new Set([...flags, 'skipped']),
      )
    case 'withdraw':
      return withdraw(question)
    default:
      return { kind: 'words', ok: false, words: `That is for the draft pull request: say \`/casewright ${asked.command}\` there.` }
  }
}

async function withdraw({ context, here, data }: Question): Promise<Answer> {
  const config = await configFor(context, here)
  const target = config === null ? null : await targetOf(context, here, config)
  if (target === null) return { kind: 'words', ok: false, words: 'There is no .github/casewright.yml here that names a showcase.' }
  if (target.kind === 'refused') return { kind: 'words', ok: false, words: target.words }
  const { showcase } = target
  const source = { installation: here.installation, repository: here.repository }
  const place = { installation: showcase.installation, repository: showcase.repository }
  return {
    kind: 'job',
    job: { name: 'correct', data: { source, showcase: place, number: data.number, reason: 'withdrawn' } },
    lane: showcase,
  }
}

function words(text: string, flags: Question['flags']): Answer {
  return { kind: 'words', ok: true, words: text, flags }
}

function without(flags: Question['flags'], flag: 'paused' | 'skipped'): Question['flags'] {
  return new Set([...flags].filter((one) => one !== flag))
}

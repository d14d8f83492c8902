/** The symptom, who met it, and the author's reason; quoted, never retold. */
import type { Block, Inline, Section, Thread } from '../../model.ts'
import { opening, sentencesOf } from '../sentences.ts'
import type { Context } from './context.ts'
import { leadReason } from './lead.ts'
import { origin, proseOf, quoted, quotedRuns } from './speech.ts'

/** How many words of an issue and of the author's reason are quoted. */
const ISSUE_WORDS = 45
const REASON_WORDS = 60
const ANSWER_WORDS = 60

/** The part that begins with the issue, else with the author's own reason; null without either. */
export function problem({ study, passages }: Context): Section | null {
  const at = study.evidence.threads.findIndex((thread) => thread.kind === 'issue' && proseOf(thread.messages[0]?.text ?? '') !== '')
  const issue = study.evidence.threads[at]
  const blocks: Block[] = []
  if (issue !== undefined) {
    const text = opening(sentencesOf(proseOf(issue.messages[0]?.text ?? '')), ISSUE_WORDS).join(' ')
    blocks.push({ type: 'quotation', text, source: `thread ${at}` })
  }
  // In a study without figures the lead has quoted the first sentence already.
  const [first = [], ...more] = passages.problem
  const quoted = study.kind === 'decision' ? leadReason(passages).length : 0
  const runs = [first.slice(quoted), ...more].filter((run) => run.length > 0)
  const reason = quotedRuns(runs, 'description', REASON_WORDS)
  if (reason.length > 0) {
    const words: Inline[] = [issue === undefined ? 'In the author’s words: ' : 'The author adds: ', ...reason]
    blocks.push({ type: 'paragraph', children: [...words, ...origin('description', descriptionWord(study.evidence.subject.kind))] })
  }
  blocks.push(...answers(study.evidence.threads))
  return blocks.length === 0 ? null : { part: 'problem', heading: 'The problem', blocks }
}

/** What people answered to the questions of the draft; which question that was, is not said: its words may be another's by now. */
function answers(threads: readonly Thread[]): Block[] {
  return threads.flatMap(({ answers, messages: [message] }, i): Block[] => {
    const text = proseOf(message?.text ?? '')
    if (answers === undefined || message === undefined || text === '') return []
    const who = message.by === 'author' ? 'the author' : 'a maintainer'
    const source = `thread ${i}`
    return [
      {
        type: 'paragraph',
        children: [`Asked for this page, ${who} says: `, quoted(text, source, ANSWER_WORDS), ...origin(source, 'comment')],
      },
    ]
  })
}

/** How the text cites the description. */
export function descriptionWord(kind: string): string {
  return { 'pull-request': 'pull request', release: 'release notes' }[kind] ?? 'description'
}

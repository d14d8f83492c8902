/** Answers to the questions of a draft pull request: `/casewright answer 2 …`, a quoted question with words below it, or words that begin with its number. */
import { commandIn } from './command-text.ts'

export interface GivenAnswer {
  /** The question's number; null where a question was quoted. */
  number: number | null
  /** What was quoted of our questions. */
  question: string | null
  /** Markdown, the person's own. */
  words: string
}

/** The answer in a comment; null where it is none. */
export function answerIn(comment: string): GivenAnswer | null {
  const text = comment.replaceAll('\r\n', '\n').trim()
  const asked = commandIn(text)
  if (asked !== null)
    return asked.kind === 'answer' && asked.number > 0 && asked.words !== ''
      ? { number: asked.number, question: null, words: asked.words }
      : null
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('>'))
  if (end > 0) {
    const quoted = lines
      .slice(0, end)
      .map((line) => line.replace(/^> ?/, ''))
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    const words = lines.slice(end).join('\n').trim()
    const numbered = /^\**(\d{1,2})[.)]/.exec(quoted)
    return words === '' ? null : { number: numbered === null ? null : Number(numbered[1]), question: quoted, words }
  }
  const numbered = /^(\d{1,2})[.):]\s+([\s\S]+)$/.exec(text)
  return numbered === null ? null : { number: Number(numbered[1]), question: null, words: (numbered[2] ?? '').trim() }
}

/** Whether a comment without a command may be an answer; whether a question has that number is seen later. */
export function looksLikeAnswer(comment: string): boolean {
  return commandIn(comment) === null && answerIn(comment) !== null
}

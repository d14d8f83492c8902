/** The answers that count for a subject: of people with write access, and of the subject's own author. */
import type { GitHub } from '../../github/client.ts'
import type { Answers } from '../draft-on-github.ts'
import { answerIn } from './answer-text.ts'
import { answersOf, type Said } from './answers.ts'
import { commandIn } from './command-text.ts'
import { commentsOn, mayAsk } from './people.ts'

/** A pull request where people answer, and a client that reads it. */
export interface Forum {
  reader: Pick<GitHub, 'get' | 'query'>
  owner: string
  name: string
  number: number
}

/** Reads the comments of the subject's pull request and of its draft's. */
export async function collectAnswers(forums: readonly Forum[], author: number | null): Promise<Answers> {
  const said: Said[] = []
  for (const forum of forums) {
    const known = new Map<number, boolean>()
    const isAsked = (text: string) => answerIn(text) !== null || commandIn(text) !== null
    for (const comment of await commentsOn(forum.reader, forum, isAsked)) {
      const { id } = comment.by
      const isAuthor = id === author
      if (!known.has(id)) known.set(id, isAuthor || (await mayAsk(forum.reader, forum, comment.by)))
      if (known.get(id)) said.push({ ...comment, isAuthor })
    }
  }
  return answersOf(said.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id - b.id)))
}

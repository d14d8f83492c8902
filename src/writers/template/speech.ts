/** Whose words they are: messages of threads and passages of the description, quoted with their source. */
import type { Inline, Message, Thread } from '../../model.ts'
import type { Run } from '../passages.ts'
import { opening, openingWithin, sentencesOf, wordCount } from '../sentences.ts'

/** A question a reviewer asked and the author answered. */
export interface Exchange {
  /** The provisional source of the thread. */
  source: string
  question: string
  answer: string
  asked: Message
  /** An alternative that was weighed, a behaviour that changed, or something a user would ask. */
  about: 'alternative' | 'behaviour' | 'use'
}

const ALTERNATIVE =
  /\bwhy (?:not|is(?:n't| it not)|did(?:n't| you not)|\w+ and not|\w+ \w+ and not|\d+)|\b(?:consider|tried|try|thought about|alternative|instead of)\b|\brather than\b/i
const BEHAVIOUR = /\b(?:behave|behaviou?r|differently|break(?:ing|s)?|backwards?|compatib|user.?facing|visible)\b/i

/** Paragraphs of prose in a message, without quoted lines, code and headings. */
export function proseOf(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '')
    .split('\n')
    .filter((line) => !/^\s*(?:>|#|[-*] \[|\|)/.test(line))
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join(' ')
}

function questionOf(message: Message): string | null {
  return sentencesOf(proseOf(message.text)).find((sentence) => sentence.endsWith('?')) ?? null
}

/** Every question that ends in an answer of the author, in the order of the threads; a thread may hold several. */
export function exchangesOf(threads: readonly Thread[]): Exchange[] {
  return threads.flatMap((thread, i) => {
    if (thread.kind !== 'review') return []
    return thread.messages.flatMap((message, at): Exchange[] => {
      const question = message.by === 'author' ? null : questionOf(message)
      const reply = thread.messages[at + 1]
      if (question === null || reply?.by !== 'author') return []
      const answer = proseOf(reply.text)
      if (sentencesOf(answer).length === 0) return []
      const about = ALTERNATIVE.test(question) ? 'alternative' : BEHAVIOUR.test(question) ? 'behaviour' : 'use'
      return [{ source: `thread ${i}`, question, answer, asked: message, about }]
    })
  })
}

/** At most so many words of an answer, whole sentences, quoted. */
export function quoted(text: string, source: string, words: number): Inline {
  return { quote: opening(sentencesOf(text), words).join(' ') || text, source }
}

/** The opening of a passage, each run in quotation marks of its own: what is left out between two is not hidden. */
export function quotedRuns(runs: readonly Run[], source: string, words: number): Inline[] {
  const quotes: Inline[] = []
  let left = words
  for (const run of runs) {
    const taken = quotes.length === 0 ? opening(run, left) : openingWithin(run, left)
    if (taken.length === 0) break
    quotes.push(...(quotes.length === 0 ? [] : [' ']), { quote: taken.join(' '), source })
    left -= wordCount(taken.join(' '))
  }
  return quotes
}

/** `(pull request)` behind a quotation. */
export function origin(source: string, words: string): Inline[] {
  return [' (', { cite: source, children: [words] }, ')']
}

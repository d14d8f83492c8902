/** What people said about a pull request, as threads; bots say nothing here. */
import type { Message, Thread } from '../../model.ts'
import type { Conversation, LinkedIssue, Person, Remark } from './reading.ts'

function isSaid({ by, text }: Remark): boolean {
  return by?.isBot !== true && text.trim() !== ''
}

function message({ by, text }: Remark, author: Person | null, other: Message['by']): Message {
  return { by: by !== null && by.login === author?.login ? 'author' : other, name: by?.login ?? null, text }
}

/** Numbers of issues of the same repository that a description closes or names, the closed ones first. */
export function issuesNamed(description: string): number[] {
  const closing = [...description.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d{1,9})\b/gi)]
  const named = [...description.matchAll(/(?:^|[\s(])#(\d{1,9})\b/g)]
  return [...new Set([...closing, ...named].map((match) => Number(match[1])))]
}

/** An issue as the first words of a problem. */
export function issueThread(issue: LinkedIssue, author: Person | null): Thread {
  const { number, url, title } = issue
  return { kind: 'issue', number, url, title, path: null, line: null, messages: [message(issue, author, 'other')] }
}

/** One thread a comment. */
export function commentThreads(comments: readonly Remark[], author: Person | null): Thread[] {
  return comments.filter(isSaid).map((comment) => ({
    kind: 'comment',
    number: null,
    url: comment.url,
    title: null,
    path: null,
    line: null,
    messages: [message(comment, author, 'reviewer')],
  }))
}

/** One thread a conversation; one that only bots held is none. */
export function reviewThreads(conversations: readonly Conversation[], author: Person | null): Thread[] {
  return conversations.flatMap(({ path, line, isResolved, remarks }): Thread[] => {
    const said = remarks.filter(isSaid)
    const [first] = said
    if (first === undefined) return []
    const messages = said.map((remark) => message(remark, author, 'reviewer'))
    return [
      { kind: 'review', number: null, url: first.url, title: null, path, line, ...(isResolved !== undefined && { isResolved }), messages },
    ]
  })
}

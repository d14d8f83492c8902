/** Comments and review threads of a pull request, and the issues that it names; bots say nothing here. */
import type { Message, Thread } from '../../model.ts'
import type { Comment, Issue, ReviewComment } from './answers.ts'

type Author = Comment['user']

function isBot(user: Author): boolean {
  return user === null || user.type === 'Bot' || user.login.endsWith('[bot]')
}

function message({ user, body }: { user: Author; body: string | null }, author: string | null, other: Message['by']): Message {
  return { by: user !== null && user.login === author ? 'author' : other, name: user?.login ?? null, text: body ?? '' }
}

/** Numbers of issues of the same repository that a description closes or names, the closed ones first. */
export function issuesNamed(description: string): number[] {
  const closing = [...description.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d{1,9})\b/gi)]
  const named = [...description.matchAll(/(?:^|[\s(])#(\d{1,9})\b/g)]
  return [...new Set([...closing, ...named].map((match) => Number(match[1])))]
}

/** An issue as the first words of a problem. */
export function issueThread(issue: Issue, author: string | null): Thread {
  return {
    kind: 'issue',
    number: issue.number,
    url: issue.html_url,
    title: issue.title,
    path: null,
    line: null,
    messages: [message(issue, author, 'other')],
  }
}

/** One thread a comment. */
export function commentThreads(comments: readonly Comment[], author: string | null): Thread[] {
  return comments
    .filter((comment) => !isBot(comment.user))
    .map((comment) => ({
      kind: 'comment',
      number: null,
      url: comment.html_url,
      title: null,
      path: null,
      line: null,
      messages: [message(comment, author, 'reviewer')],
    }))
}

/** Replies stand under the comment that began their thread. */
export function reviewThreads(comments: readonly ReviewComment[], author: string | null): Thread[] {
  const threads = Map.groupBy(
    comments.filter((comment) => !isBot(comment.user)),
    (comment) => comment.in_reply_to_id ?? comment.id,
  )
  return [...threads.values()].flatMap((thread): Thread[] => {
    const [first] = thread
    if (first === undefined) return []
    const messages = thread.map((comment) => message(comment, author, 'reviewer'))
    return [{ kind: 'review', number: null, url: first.html_url, title: null, path: first.path, line: first.line ?? null, messages }]
  })
}

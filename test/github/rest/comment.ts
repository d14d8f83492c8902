/** Comments below issues and pull requests. */
import { hasRole } from '../access/permission.ts'
import { addComment, editComment, removeComment } from '../acts/thread.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Comment, Issue } from '../nouns/thread.ts'
import { commentJson } from '../views/issue.ts'
import { checkLength, doer, threadOf } from './find.ts'
import { type Route, read, write } from './route.ts'

const writing = ['issues:write', 'pull_requests:write'] as const
const reading = ['issues:read', 'pull_requests:read'] as const

export const commentRoutes: readonly Route[] = [
  read('issues/list-comments', reading, ({ world, repository, params, query }) => {
    const issue = threadOf(repository, params.issue_number)
    const since = query.get('since') ?? ''
    return { list: issue.comments.filter(({ updatedAt }) => updatedAt >= since).map((comment) => commentJson(world, issue, comment)) }
  }),
  read('issues/get-comment', reading, (request) => {
    const { issue, comment } = commentOf(request)
    return { json: commentJson(request.world, issue, comment) }
  }),
  write(
    'issues/create-comment',
    writing,
    ({ world, repository, actor, params, body }) => {
      const issue = threadOf(repository, params.issue_number)
      const { body: text } = body as { body: string }
      checkLength('IssueComment', text)
      if (issue.locked && !hasRole(actor, repository, 'write')) throw new Refusal(403, 'Unable to create comment because issue is locked.')
      return { status: 201, json: commentJson(world, issue, addComment(world, issue, doer(actor), text)) }
    },
    'read',
  ),
  write(
    'issues/update-comment',
    writing,
    (request) => {
      const { issue, comment } = ownComment(request)
      const { body: text } = request.body as { body: string }
      checkLength('IssueComment', text)
      editComment(request.world, issue, comment, text, doer(request.actor))
      return { json: commentJson(request.world, issue, comment) }
    },
    'read',
  ),
  write(
    'issues/delete-comment',
    writing,
    (request) => {
      const { issue, comment } = ownComment(request)
      removeComment(request.world, issue, comment)
      return { status: 204 }
    },
    'read',
  ),
]

export function commentOf({ repository, params }: RepositoryRequest): { issue: Issue; comment: Comment } {
  for (const issue of [...repository.issues.values(), ...repository.pulls.values()]) {
    const comment = issue.comments.find(({ id }) => id === Number(params.comment_id))
    if (comment) return { issue, comment }
  }
  throw notFound()
}

/** One's own comment, or anybody's for who may write in the repository. */
function ownComment(request: RepositoryRequest): { issue: Issue; comment: Comment } {
  const found = commentOf(request)
  const { actor, repository } = request
  const isOwn = found.comment.author === actor.account
  if (!isOwn && actor.kind === 'user' && !hasRole(actor, repository, 'write'))
    throw new Refusal(403, 'Must have write access to edit this comment.')
  return found
}

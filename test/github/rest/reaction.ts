/** Reactions to issues, pull requests and comments. */
import { react } from '../acts/thread.ts'
import { notFound, type RepositoryRequest } from '../http/answer.ts'
import type { Reaction } from '../nouns/thread.ts'
import { reactionJson } from '../views/issue.ts'
import { commentOf } from './comment.ts'
import { doer, threadOf } from './find.ts'
import { type RepositoryRoute, type Route, read, write } from './route.ts'

type ListOf = (request: RepositoryRequest) => Reaction[]

const onIssue: ListOf = ({ repository, params }) => threadOf(repository, params.issue_number).reactions
const onComment: ListOf = (request) => commentOf(request).comment.reactions
const onReviewComment: ListOf = ({ repository, params }) => {
  const threads = [...repository.pulls.values()].flatMap((pull) => pull.threads)
  const comment = threads.flatMap(({ comments }) => comments).find(({ id }) => id === Number(params.comment_id))
  if (!comment) throw notFound()
  return comment.reactions
}

function create(operation: string, listOf: ListOf): RepositoryRoute {
  const handle = (request: RepositoryRequest) => {
    const { content } = request.body as Pick<Reaction, 'content'>
    const { reaction, isNew } = react(request.world, listOf(request), doer(request.actor), content)
    return { status: isNew ? 201 : 200, json: reactionJson(request.world, reaction) }
  }
  return write(operation, ['issues:write', 'pull_requests:write'], handle, 'read')
}

function list(operation: string, listOf: ListOf): RepositoryRoute {
  return read(operation, ['issues:read', 'pull_requests:read'], (request) => ({
    list: listOf(request).map((reaction) => reactionJson(request.world, reaction)),
  }))
}

export const reactionRoutes: readonly Route[] = [
  create('reactions/create-for-issue', onIssue),
  create('reactions/create-for-issue-comment', onComment),
  create('reactions/create-for-pull-request-review-comment', onReviewComment),
  list('reactions/list-for-issue', onIssue),
  list('reactions/list-for-issue-comment', onComment),
]

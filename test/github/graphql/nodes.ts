/** Ties the makers together: objects of the graph lead to one another in circles, files may not. */
import type { Request } from '../http/answer.ts'
import { commitNode } from './commit.ts'
import type { Context } from './context.ts'
import { issueNode } from './issue.ts'
import { objectNode } from './object.ts'
import { pullNode } from './pull-request.ts'
import { repositoryNode } from './repository.ts'

export function contextOf(request: Request): Context {
  const context: Context = {
    ...request,
    repository: (repository) => repositoryNode(context, repository),
    pull: (pull) => pullNode(context, pull),
    issue: (issue) => issueNode(context, issue),
    commit: (repository, commit) => commitNode(context, repository, commit),
    object: (repository, oid) => objectNode(context, repository, oid),
  }
  return context
}

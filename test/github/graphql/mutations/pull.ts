/** What can be done to a pull request by query; turning it into a draft and back is possible in no other way. */
import { demand } from '../../access/permission.ts'
import { offerPull } from '../../acts/offer-pull.ts'
import { setDraft } from '../../acts/pull.ts'
import { editThread } from '../../acts/thread.ts'
import { Refusal } from '../../http/answer.ts'
import type { Pull } from '../../nouns/thread.ts'
import type { Context, Node } from '../context.ts'
import { pullById, repositoryById } from '../find.ts'
import { QueryRefusal } from '../refusal.ts'

interface Input {
  pullRequestId: string
  clientMutationId?: string | null
}

interface Opening {
  repositoryId: string
  headRefName: string
  baseRefName: string
  title: string
  body?: string | null
  draft?: boolean | null
  clientMutationId?: string | null
}

export function createPullRequest(context: Context, input: Opening): Node {
  const repository = repositoryById(context, input.repositoryId)
  demand(context.actor, repository, ['pull_requests:write'], 'read')
  const { headRefName: head, baseRefName: base, title, body = null, draft, clientMutationId = null } = input
  try {
    const pull = offerPull(context.world, context.actor, repository, { head, base, title, body, draft: draft === true })
    return { clientMutationId, pullRequest: () => context.pull(pull) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error
    const [first] = (error.errors ?? []) as { message?: string; field?: string }[]
    throw new QueryRefusal('UNPROCESSABLE', first?.message ?? (first?.field ? `${first.field} ref must be a branch` : error.message))
  }
}

export function updatePullRequest(context: Context, input: Input & { title?: string | null; body?: string | null }): Node {
  const { world, actor } = context
  const { pullRequestId, title, body, clientMutationId = null } = input
  const pull = pullById(context, pullRequestId)
  demand(actor, pull.repository, ['pull_requests:write'], pull.author === actor.account ? 'read' : 'write')
  if ((body ?? '').length > 65_536) throw new QueryRefusal('UNPROCESSABLE', 'body is too long (maximum is 65536 characters)')
  const change = { ...(typeof title === 'string' && { title }), ...(typeof body === 'string' && { body }) }
  if (actor.account) editThread(world, pull, change, actor.account)
  return { clientMutationId, pullRequest: () => context.pull(pull) }
}

export function markPullRequestReadyForReview(context: Context, input: Input): Node {
  return draft(context, input, false)
}

export function convertPullRequestToDraft(context: Context, input: Input): Node {
  return draft(context, input, true)
}

function draft(context: Context, { pullRequestId, clientMutationId = null }: Input, wanted: boolean): Node {
  const { world, actor } = context
  const pull: Pull = pullById(context, pullRequestId)
  demand(actor, pull.repository, ['pull_requests:write'], pull.author === actor.account ? 'read' : 'write')
  if (pull.state === 'closed') throw new QueryRefusal('UNPROCESSABLE', `Pull request is closed.`)
  if (wanted && !pull.repository.draftsSupported)
    throw new QueryRefusal('UNPROCESSABLE', 'Draft pull requests are not supported in this repository.')
  if (actor.account) setDraft(world, pull, wanted, actor.account)
  return { clientMutationId, pullRequest: () => context.pull(pull) }
}

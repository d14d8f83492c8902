/** What can be done to a pull request by query; turning it into a draft and back is possible in no other way. */
import { demand } from '../../access/permission.ts'
import { setDraft } from '../../acts/pull.ts'
import type { Pull } from '../../nouns/thread.ts'
import type { Context, Node } from '../context.ts'
import { pullById } from '../find.ts'
import { QueryRefusal } from '../refusal.ts'

interface Input {
  pullRequestId: string
  clientMutationId?: string | null
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

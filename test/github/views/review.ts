/** Reviews and their comments at lines, in REST's form. */
import type { Pull, Review, ReviewComment, ReviewThread } from '../nouns/thread.ts'
import { fullName, type World } from '../world.ts'
import { association, pageOfThread, reactionRollup } from './issue.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

export function reviewJson(world: World, pull: Pull, review: Review): View {
  const page = `${pageOfThread(world, pull)}#pullrequestreview-${review.id}`
  const pullUrl = `${world.url}/repos/${fullName(pull.repository)}/pulls/${pull.number}`
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: simpleUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    commit_id: review.commit,
    ...(review.submittedAt && { submitted_at: review.submittedAt }),
    author_association: association(pull.repository, review.author),
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
  }
}

export function reviewCommentJson(world: World, pull: Pull, thread: ReviewThread, comment: ReviewComment): View {
  const repo = `${world.url}/repos/${fullName(pull.repository)}`
  const page = `${pageOfThread(world, pull)}#discussion_r${comment.id}`
  const url = `${repo}/pulls/comments/${comment.id}`
  const pullUrl = `${repo}/pulls/${pull.number}`
  return {
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    url,
    html_url: page,
    pull_request_url: pullUrl,
    pull_request_review_id: comment.review.id,
    diff_hunk: thread.hunk,
    path: thread.path,
    commit_id: thread.commit,
    original_commit_id: thread.commit,
    line: thread.line,
    original_line: thread.line ?? undefined,
    side: thread.side,
    start_line: null,
    original_start_line: null,
    start_side: null,
    subject_type: thread.line === null ? 'file' : 'line',
    ...(comment.replyTo && { in_reply_to_id: comment.replyTo.id }),
    user: simpleUser(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(pull.repository, comment.author),
    reactions: reactionRollup(comment.reactions),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
  }
}

/** Reviews and the conversations at lines. */
import { addReview, answerThread, dismissReview, type Place, startThread, submitReview } from '../acts/review.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Account } from '../nouns/account.ts'
import type { Pull, Review, ReviewComment, ReviewThread } from '../nouns/thread.ts'
import { pullFiles } from '../pull-facts.ts'
import { reviewCommentJson, reviewJson } from '../views/review.ts'
import type { View } from '../views/view.ts'
import type { World } from '../world.ts'
import { byId, checkLength, doer, pullOf } from './find.ts'
import { type Route, read, write } from './route.ts'

export const reviewRoutes: readonly Route[] = [
  read('pulls/list-reviews', 'pull_requests:read', ({ world, repository, params, actor }) => {
    const pull = pullOf(repository, params.pull_number)
    const shown = pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === actor.account)
    return { list: shown.map((review) => reviewJson(world, pull, review)) }
  }),
  read('pulls/get-review', 'pull_requests:read', ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    return { json: reviewJson(world, pull, byId(pull.reviews, params.review_id)) }
  }),
  read('pulls/list-review-comments', 'pull_requests:read', ({ world, repository, params }) => ({
    list: comments(world, pullOf(repository, params.pull_number)),
  })),
  write('pulls/create-review', ['pull_requests:write'], createReview, 'read'),
  write(
    'pulls/submit-review',
    ['pull_requests:write'],
    ({ world, repository, actor, params, body }) => {
      const pull = pullOf(repository, params.pull_number)
      const review = byId(pull.reviews, params.review_id)
      const { event, body: text } = body as { event: Verdict; body?: string }
      if (review.state !== 'PENDING') throw new Refusal(422, 'Can not submit a review that is not pending')
      forbidOwnVerdict(pull, doer(actor), event)
      submitReview(world, pull, review, verdicts[event], text ?? review.body)
      return { json: reviewJson(world, pull, review) }
    },
    'read',
  ),
  write('pulls/dismiss-review', ['pull_requests:write'], ({ world, repository, params }) => {
    const pull = pullOf(repository, params.pull_number)
    const review = byId(pull.reviews, params.review_id)
    dismissReview(world, pull, review)
    return { json: reviewJson(world, pull, review) }
  }),
  write(
    'pulls/create-review-comment',
    ['pull_requests:write'],
    ({ world, repository, actor, params, body }) => {
      const pull = pullOf(repository, params.pull_number)
      const wanted = body as PlaceBody & { body: string }
      checkLength('PullRequestReviewComment', wanted.body)
      const review = addReview(world, pull, doer(actor), 'COMMENTED', '')
      const thread = startThread(world, pull, review, placeOf(pull, wanted), wanted.body)
      return { status: 201, json: onlyComment(world, pull, thread) }
    },
    'read',
  ),
  write(
    'pulls/create-reply-for-review-comment',
    ['pull_requests:write'],
    ({ world, repository, actor, params, body }) => {
      const pull = pullOf(repository, params.pull_number)
      const thread = pull.threads.find((one) => one.comments.some(({ id }) => id === Number(params.comment_id)))
      if (!thread) throw notFound()
      const comment = answerThread(world, pull, thread, doer(actor), (body as { body: string }).body)
      return { status: 201, json: reviewCommentJson(world, pull, thread, comment) }
    },
    'read',
  ),
]

type Verdict = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'
const verdicts: Readonly<Record<Verdict, Review['state']>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
}

interface PlaceBody {
  path: string
  line?: number
  position?: number
  side?: 'LEFT' | 'RIGHT'
  subject_type?: 'line' | 'file'
}

function createReview({ world, repository, actor, params, body }: RepositoryRequest) {
  const pull = pullOf(repository, params.pull_number)
  const wanted = (body ?? {}) as { event?: Verdict; body?: string; commit_id?: string; comments?: (PlaceBody & { body: string })[] }
  const author = doer(actor)
  if (wanted.event) forbidOwnVerdict(pull, author, wanted.event)
  if (wanted.event === 'REQUEST_CHANGES' && !wanted.body)
    throw new Refusal(422, 'Unprocessable Entity', ['You need to leave a comment indicating the requested changes.'])
  checkLength('PullRequestReview', wanted.body)
  const places = (wanted.comments ?? []).map((comment) => ({ place: placeOf(pull, comment), text: comment.body }))
  const review = addReview(world, pull, author, wanted.event ? verdicts[wanted.event] : 'PENDING', wanted.body ?? '')
  for (const { place, text } of places) startThread(world, pull, review, place, text)
  return { json: reviewJson(world, pull, review) }
}

/** Nobody gives a verdict on their own pull request. */
function forbidOwnVerdict(pull: Pull, author: Account, event: Verdict): void {
  if (pull.author !== author || event === 'COMMENT') return
  throw new Refusal(422, 'Unprocessable Entity', [
    `Can not ${event === 'APPROVE' ? 'approve your own pull request' : 'request changes on your own pull request'}`,
  ])
}

/** Only a file of the diff can be commented. */
function placeOf(pull: Pull, { path, line, side, subject_type }: PlaceBody): Place {
  if (!pullFiles(pull).some((file) => file.path === path)) throw new Refusal(422, 'Unprocessable Entity', ['Path could not be resolved'])
  return { path, line: subject_type === 'file' ? null : (line ?? null), side: side ?? 'RIGHT' }
}

function comments(world: World, pull: Pull): View[] {
  const all = pull.threads.flatMap((thread) => thread.comments.map((comment): [ReviewThread, ReviewComment] => [thread, comment]))
  const shown = all.filter(([, { review }]) => review.state !== 'PENDING').sort(([, a], [, b]) => a.id - b.id)
  return shown.map(([thread, comment]) => reviewCommentJson(world, pull, thread, comment))
}

function onlyComment(world: World, pull: Pull, thread: ReviewThread): View {
  const [comment] = thread.comments
  if (!comment) throw new Error('a thread begins with a comment')
  return reviewCommentJson(world, pull, thread, comment)
}

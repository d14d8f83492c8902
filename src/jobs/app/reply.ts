/** Answers a comment that asked for something: a reaction at once, another when it is done, and the result in the sticky comment. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { repositoryAt } from './repository.ts'
import { type Flag, say, selfOf } from './sticky.ts'

/** The comment that asked. */
export type Asked = NonNullable<JobData<'draft'>['asked']>
type Reaction = 'eyes' | '+1' | '-1'

interface Comment {
  owner: string
  name: string
  comment: number
}

const reactionSchema = z.object({ content: z.string(), user: z.object({ id: z.number() }).nullable() })

/** What we have said to a comment so far. */
export async function reactionsOn(writer: GitHubWriter, { owner, name, comment }: Comment): Promise<Set<string>> {
  const self = await selfOf(writer)
  const all = await writer.get(`/repos/${owner}/${name}/issues/comments/${comment}/reactions`, reactionSchema.array(), { per_page: 100 })
  return new Set(all.filter(({ user }) => user?.id === self).map(({ content }) => content))
}

/** Whether a comment has its last word from us. */
export function isAnswered(said: ReadonlySet<string>): boolean {
  return said.has('+1') || said.has('-1')
}

/** Reacts; nothing where we have already. */
export async function react(writer: GitHubWriter, comment: Comment, content: Reaction): Promise<void> {
  if ((await reactionsOn(writer, comment)).has(content)) return
  const write = { what: 'react to a comment', permission: 'Pull requests: write' }
  await writer.send(
    write,
    `POST /repos/${comment.owner}/${comment.name}/issues/comments/${comment.comment}/reactions`,
    { content },
    z.unknown(),
  )
}

/** Says what became of it: where it was asked, or quietly on the pull request where nobody asked. */
export async function tell(
  context: WorkContext,
  at: { installation: number; repository: number; number: number },
  words: string,
  { asked = null, ok = true, flags }: { asked?: Asked | null; ok?: boolean; flags?: ReadonlySet<Flag> } = {},
): Promise<void> {
  const place = asked ?? at
  const repository = await repositoryAt(context, place)
  if (repository === null || repository.isArchived) return
  try {
    const writer = await writing(context, place, 'talk')
    // Said before: this is the job once more.
    if (asked !== null && isAnswered(await reactionsOn(writer, { ...repository, comment: asked.comment }))) return
    await say(writer, { ...repository, number: place.number }, words, flags)
    if (asked !== null) await react(writer, { ...repository, comment: asked.comment }, ok ? '+1' : '-1')
  } catch (error) {
    // An App that may only read says nothing there; the job's own end says it to the operator.
    if (!(error instanceof KnownError && error.exitCode === 2)) throw error
    context.log('warn', 'no comment could be written', place)
  }
}

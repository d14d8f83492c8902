/** The one quiet comment that the App keeps on a pull request: its last word, changed in place, and what holds until somebody says otherwise. */
import { z } from 'zod'
import { Unsure } from '../../github/write-faults.ts'
import type { GitHubWriter } from '../../github/writer.ts'

/** `paused`: left as it is until "resume". `skipped`: no case study of this one. */
export type Flag = 'paused' | 'skipped'

export interface Sticky {
  /** The comment's id. */
  id: number
  body: string
  flags: ReadonlySet<Flag>
}

export interface Thread {
  owner: string
  name: string
  number: number
}

const MARKER = /^<!-- casewright says((?: [a-z]+)*) -->/
const MOST_PAGES = 5

const commentSchema = z.object({ id: z.number(), body: z.string().nullish(), user: z.object({ id: z.number() }).nullable() })
const WRITE = { what: 'comment on a pull request', permission: 'Pull requests: write' }

type Reader = Pick<GitHubWriter, 'get' | 'query'>

/** Whom a token writes as: the App's own bot, by its number. */
export async function selfOf(client: Pick<Reader, 'query'>): Promise<number> {
  const { viewer } = await client.query('{ viewer { databaseId } }', {}, z.object({ viewer: z.object({ databaseId: z.number() }) }))
  return viewer.databaseId
}

/** Ours by its marker and its writer's number; null where there is none. */
export async function stickyOn(client: Reader, { owner, name, number }: Thread): Promise<Sticky | null> {
  const self = await selfOf(client)
  for (let page = 1; page <= MOST_PAGES; page++) {
    const path = `/repos/${owner}/${name}/issues/${number}/comments`
    const comments = await client.get(path, commentSchema.array(), { per_page: 100, page })
    const own = comments.find(({ user, body }) => user?.id === self && MARKER.test(body ?? ''))
    if (own !== undefined) return { id: own.id, body: own.body ?? '', flags: flagsIn(own.body ?? '') }
    if (comments.length < 100) return null
  }
  return null
}

/** Says it; flags that are not given stay. Writes nothing where the same is said already. */
export async function say(writer: GitHubWriter, thread: Thread, words: string, flags?: ReadonlySet<Flag>): Promise<void> {
  const sticky = await stickyOn(writer, thread)
  const all = [...(flags ?? sticky?.flags ?? [])].sort()
  const body = `<!-- casewright says${all.map((flag) => ` ${flag}`).join('')} -->\n${words}`
  if (sticky?.body === body) return
  const { owner, name, number } = thread
  const comments = `/repos/${owner}/${name}/issues` as const
  try {
    if (sticky === null) await writer.send(WRITE, `POST ${comments}/${number}/comments`, { body }, z.unknown())
    else await writer.send(WRITE, `PATCH ${comments}/comments/${sticky.id}`, { body }, z.unknown())
  } catch (error) {
    // It may have been said: look, before it is said twice.
    if (!(error instanceof Unsure) || (await stickyOn(writer, thread))?.body !== body) throw error
  }
}

function flagsIn(body: string): Set<Flag> {
  const words = MARKER.exec(body)?.[1]?.trim().split(' ') ?? []
  return new Set(words.filter((word): word is Flag => word === 'paused' || word === 'skipped'))
}

/** Says something once in a comment of its own, told by its marker. */
export async function sayOnce(writer: GitHubWriter, { owner, name, number }: Thread, marker: string, words: string): Promise<void> {
  const self = await selfOf(writer)
  const path = `/repos/${owner}/${name}/issues/${number}/comments` as const
  const head = `<!-- casewright ${marker} -->`
  for (let page = 1; page <= MOST_PAGES; page++) {
    const comments = await writer.get(path, commentSchema.array(), { per_page: 100, page })
    if (comments.some(({ user, body }) => user?.id === self && body?.startsWith(head) === true)) return
    if (comments.length < 100) break
  }
  await writer.send(WRITE, `POST ${path}`, { body: `${head}\n${words}` }, z.unknown())
}

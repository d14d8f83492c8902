/** The bytes that go out, made from what a handler answered and held to GitHub's description. */
import { createHash } from 'node:crypto'
import { checkAnswer } from '../description/check.ts'
import { complete } from '../description/complete.ts'
import type { World } from '../world.ts'
import type { Answer, Refusal } from './answer.ts'
import type { Match } from './match.ts'
import { pageOf } from './pages.ts'

export interface Reply {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, bytes: Buffer.from(JSON.stringify(body)) }
}

export function refused(refusal: Refusal, headers: Record<string, string>): Reply {
  const { status, message, errors } = refusal
  // A query refused with 200 has errors and nothing else.
  if (status === 200) return json(status, { errors }, headers)
  return json(
    status,
    { message, ...(errors && { errors }), documentation_url: 'https://docs.github.com/rest', status: String(status) },
    { ...headers, ...refusal.headers },
  )
}

export function replyTo(world: World, match: Match, url: URL, given: Answer): Reply {
  if ('bytes' in given)
    return { status: given.status ?? 200, headers: { ...given.headers, 'content-type': given.type }, bytes: given.bytes }
  if ('redirect' in given) return { status: given.status ?? 302, headers: { location: given.redirect }, bytes: Buffer.alloc(0) }
  if ('json' in given) return described(world, match, given.status ?? 200, given.json, given.headers ?? {})
  if (!('list' in given)) return { status: given.status, headers: {}, bytes: Buffer.alloc(0) }
  const page = pageOf(given.list, url, given.cap)
  const body = given.key ? { total_count: given.list.length, [given.key]: page.items } : page.items
  return described(world, match, 200, body, page.link ? { link: page.link } : {})
}

/** Completes an answer with its addresses and holds it to the description. */
function described(world: World, { operation }: Match, status: number, body: unknown, headers: Record<string, string>): Reply {
  const schema = operation.responses[String(status)]?.content?.['application/json']?.schema
  // Through JSON first: what is undefined is not sent, so it must not count as there.
  const whole = complete(schema, JSON.parse(JSON.stringify(body)))
  const faults = checkAnswer(operation, status, whole)
  world.complaints.push(...faults.map((fault) => `${operation.operationId}, answer ${status}: ${fault}`))
  return json(status, whole, headers)
}

/** Marks an answer to a reader with its ETag, and says 304 to who has it already. */
export function withEtag(reply: Reply, ifNoneMatch: string | undefined): Reply {
  if (reply.status !== 200) return reply
  const etag = `W/"${createHash('sha256').update(reply.bytes).digest('hex')}"`
  const headers = { ...reply.headers, etag }
  // A weak comparison (RFC 9110 §8.8.3.2): a proxy may have dropped the W/.
  const known = (ifNoneMatch ?? '').split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag.slice(2))
  return known ? { status: 304, headers, bytes: Buffer.alloc(0) } : { ...reply, headers }
}

/**
 * The server: one request after the other through the same stages. Read, count it, let a fault strike, see who asks,
 * take from the rate limit, find the operation, check the request, answer it, check the answer, send.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { actorName, anonymous } from '../access/actor.ts'
import { canSee, demand } from '../access/permission.ts'
import type { Tokens } from '../access/tokens.ts'
import { checkAnswer, checkRequest } from '../description/check.ts'
import { complete } from '../description/complete.ts'
import { runGraphQL } from '../graphql/run.ts'
import type { Route } from '../rest/route.ts'
import { fullName, type Repository, type World } from '../world.ts'
import { type Answer, notFound, Refusal, type Request } from './answer.ts'
import { type Fault, takeFault } from './faults.ts'
import type { Exchange } from './history.ts'
import { type Match, matcher } from './match.ts'
import { pageOf } from './pages.ts'
import type { RateLimits } from './rate-limit.ts'
import { serveGit } from './smart-http.ts'

export interface Services {
  world: World
  tokens: Tokens
  limits: RateLimits
  routes: readonly Route[]
}

interface Reply {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

export function gitHubServer(services: Services): Server {
  const find = matcher(services.routes)
  return createServer((incoming, response) => {
    void serve(services, find, incoming, response).catch((error: unknown) => {
      services.world.complaints.push(
        `the fake itself failed at ${incoming.method} ${incoming.url}: ${error instanceof Error ? error.stack : String(error)}`,
      )
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
}

async function serve(
  services: Services,
  find: (method: string, path: string) => Match | null,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world } = services
  const url = new URL(incoming.url ?? '/', world.url)
  if (/^\/[^/]+\/[^/]+\.git\//.test(url.pathname)) return serveGit(services, incoming, response, url)

  // GitHub Enterprise Server has the same API below /api/v3 and /api/graphql.
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api\/graphql$/, '/graphql')
  const bytes = await readBody(incoming)
  const exchange = begin(world, incoming, url, path, bytes)
  const match = find(exchange.method, path)
  exchange.operation = match?.route.operation ?? exchange.operation
  const fault = takeFault(world.faults, exchange)
  if (fault && (await strikeBefore(fault, exchange, response))) return
  const reply = await answer(services, exchange, match, url, bytes, incoming.headers.authorization)
  if (fault?.kind === 'reset-after') return void response.destroy()
  if (fault?.kind === 'truncated') reply.bytes = reply.bytes.subarray(0, Math.floor(reply.bytes.length / 2))
  if (fault?.kind === 'wrong-json') reply.bytes = Buffer.from(reply.bytes.toString().startsWith('[') ? '{}' : '[]')
  if (exchange.method === 'HEAD' || reply.status === 204 || reply.status === 304) reply.bytes = Buffer.alloc(0)
  exchange.status = reply.status
  response.writeHead(reply.status, reply.headers).end(reply.bytes)
}

function begin(world: World, incoming: IncomingMessage, url: URL, path: string, bytes: Buffer): Exchange {
  const { authorization: _, ...headers } = incoming.headers
  const method = incoming.method ?? 'GET'
  const exchange: Exchange = {
    index: world.history.length,
    kind: path === '/graphql' ? 'graphql' : 'rest',
    method,
    path,
    query: url.search,
    operation: path === '/graphql' ? graphqlOperation(bytes) : 'unknown',
    write: path === '/graphql' ? graphqlOperation(bytes) !== 'query' : !['GET', 'HEAD'].includes(method),
    actor: 'anonymous',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: parsed(bytes),
    text: bytes.toString(),
    status: 0,
    answer: null,
  }
  world.history.push(exchange)
  return exchange
}

/** `query`, or the names of the mutations. */
function graphqlOperation(bytes: Buffer): string {
  const { query = '' } = (parsed(bytes) ?? {}) as { query?: string }
  return /^\s*mutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query)?.[1] ?? 'query'
}

/** What a fault does before the request is carried out; true when there will be no other answer. */
async function strikeBefore(fault: Fault, exchange: Exchange, response: ServerResponse): Promise<boolean> {
  const fail = (status: number, message: string): true => {
    exchange.status = status
    const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...retry, ...fault.headers })
    response.end(JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest', status: String(status) }))
    return true
  }
  if (fault.kind === 'call') await fault.call?.()
  if (fault.milliseconds !== undefined) await new Promise((done) => setTimeout(done, fault.milliseconds))
  if (fault.kind === 'status') return fail(fault.status ?? 500, fault.message ?? 'a fault on purpose')
  if (fault.kind === 'lag') return fail(404, 'Not Found')
  if (fault.kind === 'reset') response.destroy()
  return fault.kind === 'reset' || fault.kind === 'timeout'
}

async function answer(
  services: Services,
  exchange: Exchange,
  match: Match | null,
  url: URL,
  bytes: Buffer,
  authorization?: string,
): Promise<Reply> {
  const { world, tokens, limits } = services
  let actor = anonymous
  let headers: Record<string, string> = { 'x-github-request-id': `FAKE:${exchange.index}`, 'x-github-media-type': 'github.v3; format=json' }
  try {
    actor = tokens.actorOf(authorization)
    exchange.actor = actorName(actor)
    const resource = exchange.kind === 'graphql' ? 'graphql' : 'core'
    const free = exchange.path === '/rate_limit'
    const limit = limits.take(actor, resource, free ? 0 : 1)
    headers = { ...headers, ...limit.headers }
    if (limit.exceeded) throw rateLimited(actor.kind === 'anonymous')
    const request: Request = {
      world,
      actor,
      method: exchange.method,
      path: exchange.path,
      query: url.searchParams,
      params: match?.params ?? {},
      headers: exchange.headers,
      accept: exchange.headers.accept ?? '',
      body: exchange.body,
      bytes,
    }
    if (exchange.kind === 'graphql') {
      const result = await runGraphQL(request, limits)
      exchange.answer = result
      return json(200, result, headers)
    }
    if (!match) {
      world.complaints.push(`${exchange.method} ${exchange.path}: the fake has no such operation`)
      throw notFound()
    }
    const moved = movedTo(world, match)
    if (moved)
      return json(
        exchange.method === 'GET' ? 301 : 307,
        { message: 'Moved Permanently', url: moved, documentation_url: '' },
        { ...headers, location: moved },
      )
    const faults = checkRequest(match.operation, match.params, url.searchParams, exchange.body)
    if (faults.length > 0) {
      world.complaints.push(...faults.map((fault) => `${match.operation.operationId}, request ${exchange.index}: ${fault}`))
      throw new Refusal(422, `Does not fit GitHub's description: ${faults.join('; ')}`)
    }
    const given = await handle(match.route, request)
    const reply = toReply(world, match, url, given, headers)
    exchange.answer = parsed(reply.bytes) ?? (reply.headers['content-type']?.startsWith('application/vnd') ? reply.bytes.toString() : null)
    const etag = `W/"${createHash('sha256').update(reply.bytes).digest('hex')}"`
    if (exchange.method !== 'GET' || reply.status !== 200) return reply
    if (exchange.headers['if-none-match'] === etag) {
      if (actor.kind !== 'anonymous') limits.giveBack(actor, resource)
      return { status: 304, headers: { ...reply.headers, etag }, bytes: Buffer.alloc(0) }
    }
    return { ...reply, headers: { ...reply.headers, etag } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const body = {
      message: error.message,
      ...(error.errors && { errors: error.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(error.status),
    }
    exchange.answer = body
    return json(error.status, body, headers)
  }
}

function handle(route: Route, request: Request): Answer | Promise<Answer> {
  if (route.tokenNeeded && request.actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
  if (route.on === 'root') return route.handle(request)
  const repository = request.world.repositories.get(`${request.params.owner}/${request.params.repo}`.toLowerCase())
  if (!repository || !canSee(request.actor, repository)) throw notFound()
  demand(request.actor, repository, route.permissions ?? [], route.role ?? 'read')
  if (repository.archived && request.method !== 'GET') throw new Refusal(403, 'Repository was archived so is read-only.')
  return route.handle({ ...request, repository })
}

function toReply(world: World, match: Match, url: URL, given: Answer, headers: Record<string, string>): Reply {
  if ('bytes' in given)
    return { status: given.status ?? 200, headers: { ...headers, ...given.headers, 'content-type': given.type }, bytes: given.bytes }
  if ('redirect' in given) return { status: given.status ?? 302, headers: { ...headers, location: given.redirect }, bytes: Buffer.alloc(0) }
  if ('list' in given) {
    const page = pageOf(given.list, url, given.cap)
    const body = given.key ? { total_count: given.list.length, [given.key]: page.items } : page.items
    return described(world, match, 200, body, page.link ? { ...headers, link: page.link } : headers)
  }
  if ('json' in given) return described(world, match, given.status ?? 200, given.json, { ...headers, ...given.headers })
  return { status: given.status, headers, bytes: Buffer.alloc(0) }
}

/** Completes an answer with its addresses and holds it to the description. */
function described(world: World, match: Match, status: number, body: unknown, headers: Record<string, string>): Reply {
  const schema = match.operation.responses[String(status)]?.content?.['application/json']?.schema
  const whole = JSON.parse(JSON.stringify(complete(schema, body))) as unknown
  const faults = checkAnswer(match.operation, status, whole)
  world.complaints.push(...faults.map((fault) => `${match.operation.operationId}, answer ${status}: ${fault}`))
  return json(status, whole, headers)
}

function movedTo(world: World, { params, operation }: Match): string | null {
  const repository: Repository | undefined = world.renamed.get(`${params.owner}/${params.repo}`.toLowerCase())
  if (!repository || !operation.template.startsWith('/repos/{owner}/{repo}')) return null
  return `${world.url}/repos/${fullName(repository)}`
}

function rateLimited(isAnonymous: boolean): Refusal {
  const hint = isAnonymous
    ? " for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
    : ' for user ID 1.'
  return new Refusal(403, `API rate limit exceeded${hint}`)
}

function json(status: number, body: unknown, headers: Record<string, string>): Reply {
  return { status, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, bytes: Buffer.from(JSON.stringify(body)) }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}

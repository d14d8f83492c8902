/** Answers a request: who asks, is there a request left for them, what do they want, may they. */
import { type Actor, actorName } from '../access/actor.ts'
import { canSee, demand } from '../access/permission.ts'
import type { Tokens } from '../access/tokens.ts'
import { checkRequest } from '../description/check.ts'
import type { Route } from '../rest/route.ts'
import { fullName, type World } from '../world.ts'
import { type Answer, notFound, Refusal, type Request } from './answer.ts'
import { parsed } from './exchange.ts'
import type { Exchange } from './history.ts'
import type { Match } from './match.ts'
import type { RateLimits } from './rate-limit.ts'
import { json, type Reply, refused, replyTo, withEtag } from './reply.ts'

export interface Services {
  world: World
  tokens: Tokens
  limits: RateLimits
  /** The version a GitHub Enterprise Server says it is; null for github.com. */
  enterprise: string | null
}

export async function respond(
  services: Services,
  exchange: Exchange,
  match: Match | null,
  url: URL,
  bytes: Buffer,
  authorization?: string,
): Promise<Reply> {
  const { world, tokens, limits, enterprise } = services
  let headers: Record<string, string> = {
    'x-github-request-id': `FAKE:${exchange.index}`,
    'x-github-media-type': 'github.v3; format=json',
    ...(enterprise && { 'x-github-enterprise-version': enterprise }),
    ...acceptedPermissions(match?.route),
  }
  try {
    if (!exchange.headers['user-agent'])
      throw new Refusal(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header')
    const actor = tokens.actorOf(authorization)
    exchange.actor = actorName(actor)
    exchange.installation = actor.installation?.id ?? null
    // Only tests that ask a query load GitHub's schema.
    const graphql = exchange.kind === 'graphql' ? await import('../graphql/run.ts') : null
    const query = graphql?.readQuery(exchange.body)
    const points = query ? query.cost.points : exchange.path === '/rate_limit' ? 0 : 1
    const limit = limits.take(actor, query ? 'graphql' : 'core', points)
    headers = { ...headers, ...limit.headers }
    if (limit.exceeded) throw outOfRequests(actor, graphql !== null)
    const params = match?.params ?? {}
    const { method, path, body } = exchange
    const request: Request = {
      world,
      actor,
      method,
      path,
      query: url.searchParams,
      params,
      headers: exchange.headers,
      accept: exchange.headers.accept ?? '',
      body,
      bytes,
      authorization,
    }
    const reply =
      graphql && query ? json(200, await graphql.runQuery(request, query, limits)) : await respondRest(match, request, url, exchange)
    exchange.answer = parsed(reply.bytes) ?? readable(reply)
    const marked = exchange.kind === 'rest' && method === 'GET' ? withEtag(reply, exchange.headers['if-none-match']) : reply
    if (marked.status === 304 && actor.kind !== 'anonymous') limits.giveBack(actor, 'core')
    return { ...marked, headers: { ...headers, ...marked.headers } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const reply = refused(error, headers)
    exchange.answer = parsed(reply.bytes)
    return reply
  }
}

function outOfRequests(actor: Actor, isQuery: boolean): Refusal {
  const hint = " (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
  const isAnonymous = actor.kind === 'anonymous'
  const who = isAnonymous ? `127.0.0.1.${hint}` : `${actor.kind === 'user' ? 'user' : 'installation'} ID ${actor.account?.id ?? 0}.`
  const message = `API rate limit exceeded for ${who}`
  if (!isQuery) return new Refusal(403, message)
  // Who has no token has no queries at all; who has one is told in GraphQL's own way, with status 200.
  if (isAnonymous) return new Refusal(401, 'This endpoint requires you to be authenticated.')
  return new Refusal(200, message, [{ type: 'RATE_LIMITED', message }])
}

async function respondRest(match: Match | null, request: Request, url: URL, exchange: Exchange): Promise<Reply> {
  const { world } = request
  if (!match) {
    world.complaints.push(`${exchange.method} ${exchange.path}: the fake has no such operation`)
    throw notFound()
  }
  const moved = newAddress(request, match, url)
  // GitHub keeps the method of a write (307) where a browser would turn it into a GET.
  if (moved)
    return json(
      exchange.method === 'GET' ? 301 : 307,
      { message: 'Moved Permanently', url: moved, documentation_url: 'https://docs.github.com/rest' },
      { location: moved },
    )
  const faults = [...checkRequest(match.operation, match.params, url.searchParams, exchange.body), ...unknownMediaType(request.accept)]
  if (faults.length > 0) {
    world.complaints.push(...faults.map((fault) => `${match.operation.operationId}, request ${exchange.index}: ${fault}`))
    throw new Refusal(422, `Does not fit GitHub's description: ${faults.join('; ')}`)
  }
  return replyTo(world, match, url, await handle(match.route, request))
}

/** Those the fake answers; asking for another one would be answered with JSON in silence. */
const mediaTypes = /^(\*\/\*|application\/(json|octet-stream|vnd\.github(\.v3)?(\.(raw|diff|sha|object))?(\+json)?))$/

function unknownMediaType(accept: string): string[] {
  const types = accept.split(',').map((type) => type.split(';')[0]?.trim() ?? '')
  return types.filter((type) => type !== '' && !mediaTypes.test(type)).map((type) => `the fake does not answer ${type}`)
}

function handle(route: Route, request: Request): Answer | Promise<Answer> {
  if (route.on === 'root') return route.handle(request)
  // A JWT opens the app's own pages only.
  if (request.actor.kind === 'app') throw new Refusal(401, 'A JSON web token could not be decoded')
  const repository = request.world.repositories.get(`${request.params.owner}/${request.params.repo}`.toLowerCase())
  if (!repository || !canSee(request.actor, repository)) throw notFound()
  if (route.tokenNeeded && request.actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
  demand(request.actor, repository, route.permissions ?? [], route.role ?? 'read')
  if (repository.archived && request.method !== 'GET') throw new Refusal(403, 'Repository was archived so is read-only.')
  return route.handle({ ...request, repository })
}

/** Where a renamed or transferred repository is now, for those who may see it. */
function newAddress({ world, actor }: Request, { params, operation }: Match, url: URL): string | null {
  const prefix = `/repos/${params.owner}/${params.repo}`
  const repository = world.renamed.get(prefix.slice(7).toLowerCase())
  if (!repository || !operation.template.startsWith('/repos/{owner}/{repo}') || !canSee(actor, repository)) return null
  return `${world.url}${url.pathname.replace(prefix, `/repos/${fullName(repository)}`)}${url.search}`
}

/** GitHub tells narrow tokens what they would need: `contents=write`. */
function acceptedPermissions(route: Route | undefined): Record<string, string> {
  const names = (route?.permissions ?? []).map((permission) => permission.replace(':', '='))
  return names.length > 0 ? { 'x-accepted-github-permissions': names.join('; ') } : {}
}

function readable(reply: Reply): string | null {
  return reply.headers['content-type']?.startsWith('application/vnd.github') ? reply.bytes.toString() : null
}

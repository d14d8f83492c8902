/** The server: enter the request, let a fault strike, answer, send. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Route } from '../rest/route.ts'
import { enter } from './exchange.ts'
import { takeFault } from './faults.ts'
import { type Match, matcher } from './match.ts'
import { respond, type Services } from './respond.ts'
import { serveGit } from './smart-http.ts'
import { strikeAfter, strikeBefore } from './strike.ts'

export function gitHubServer(services: Services, routes: readonly Route[]): Server {
  const find = matcher(routes)
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

type Find = (method: string, path: string) => Match | null

async function serve(services: Services, find: Find, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = services
  const url = new URL(incoming.url ?? '/', world.url)
  if (/^\/[^/]+\/[^/]+\.git\//.test(url.pathname)) return serveGit(services, incoming, response, url)

  // GitHub Enterprise Server has the same API below /api/v3 and /api/graphql.
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api\/graphql$/, '/graphql')
  const bytes = await readBody(incoming)
  const exchange = enter(world, incoming, url, path === '/graphql' ? 'graphql' : 'rest', path, bytes)
  const match = exchange.kind === 'rest' ? find(exchange.method, path) : null
  if (match) exchange.operation = match.route.operation

  const fault = takeFault(world.faults, exchange)
  const instead = fault && (await strikeBefore(fault, response))
  if (instead === 'silence') return
  const reply = instead ?? (await respond(services, exchange, match, url, bytes, incoming.headers.authorization))
  exchange.status = reply.status
  const sent = fault ? strikeAfter(fault, reply, response) : reply
  if (sent === 'silence') return
  const silent = exchange.method === 'HEAD' || sent.status === 204 || sent.status === 304
  response.writeHead(sent.status, sent.headers).end(silent ? undefined : sent.bytes)
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

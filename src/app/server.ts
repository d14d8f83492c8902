/** The App's own server: webhooks in, the operators' pages out. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '../jobs/app/job.ts'
import { type Intake, takeIn } from './intake.ts'
import { statusStyle } from './status-style.ts'
import { visitorOf } from './visitor.ts'

/** Where GitHub sends events; Probot's usual path. */
export const WEBHOOKS = '/api/github/webhooks'

export interface ServerOptions {
  intake: Intake
  statusToken: string | null
  /** The status page as HTML. */
  status(): Promise<string>
  metrics(): Promise<{ type: string; body: string }>
  /** Throws or answers false while deliveries cannot be kept. */
  ready(): Promise<boolean>
  log: Log
}

type Answer = (status: number, body: string, headers?: Record<string, string>) => void

/** Not yet listening. */
export function appServer(options: ServerOptions): Server {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    if (path === WEBHOOKS && request.method === 'POST') void takeIn(request, response, options.intake)
    else void page(path ?? '/', request, response, options)
  })
  // A slow sender holds a connection no longer than GitHub itself waits.
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.maxRequestsPerSocket = 1000
  return server
}

async function page(path: string, request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  request.resume()
  const answer: Answer = (status, body, headers = {}) => {
    response.writeHead(status, { ...SAFE, 'content-type': 'text/plain; charset=utf-8', ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  try {
    if (path === WEBHOOKS) return answer(405, 'Webhooks are sent with POST.\n', { allow: 'POST' })
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Only GET.\n', { allow: 'GET, HEAD' })
    if (path === '/healthz') return answer(200, 'ok\n')
    if (path === '/readyz') return (await isReady(options)) ? answer(200, 'ready\n') : answer(503, 'not ready\n')
    if (path !== '/' && path !== '/metrics') return answer(404, 'There is nothing here.\n')
    const visitor = visitorOf(request, options.statusToken)
    if (visitor === 'closed')
      return answer(403, 'This page is closed: it opens on the machine itself, or with STATUS_TOKEN once that is set (docs/operate.md).\n')
    if (visitor === 'unknown')
      return answer(401, 'This page needs the token of STATUS_TOKEN, as a bearer token or as the password.\n', {
        'www-authenticate': 'Basic realm="casewright", charset="UTF-8"',
      })
    if (path === '/') return answer(200, await options.status(), { 'content-type': 'text/html; charset=utf-8' })
    const { type, body } = await options.metrics()
    answer(200, body, { 'content-type': type })
  } catch (error) {
    options.log('error', 'a page failed', { path, reason: error instanceof Error ? error.message : 'unknown' })
    if (!response.headersSent) answer(503, 'This cannot be answered now; the log says why.\n')
    else response.end()
  }
}

async function isReady({ ready }: ServerOptions): Promise<boolean> {
  return ready().catch(() => false)
}

const SAFE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(statusStyle).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
}

/** Clone and push: git's own `http-backend`, run as a process of its own so that the server can go on answering. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGunzip } from 'node:zlib'
import { plainEnvironment } from '../../git-repository.ts'
import { type Actor, actorName, anonymous } from '../access/actor.ts'
import { allows, canSee } from '../access/permission.ts'
import type { Tokens } from '../access/tokens.ts'
import type { World } from '../world.ts'
import { Refusal } from './answer.ts'
import { takeFault } from './faults.ts'
import type { Exchange } from './history.ts'

export async function serveGit(
  services: { world: World; tokens: Tokens },
  incoming: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { world } = services
  const push = url.searchParams.get('service') === 'git-receive-pack' || url.pathname.endsWith('/git-receive-pack')
  const { authorization, ...headers } = incoming.headers
  const exchange: Exchange = {
    index: world.history.length,
    kind: 'git',
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.search,
    operation: push ? 'git-receive-pack' : 'git-upload-pack',
    write: push && incoming.method === 'POST',
    actor: 'anonymous',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: null,
    text: '',
    status: 200,
    answer: null,
  }
  world.history.push(exchange)
  const fault = takeFault(world.faults, exchange)
  if (fault?.kind === 'reset') return void response.destroy()
  if (fault?.kind === 'status') return void response.writeHead(fault.status ?? 500).end()

  const [, owner = '', name = ''] = url.pathname.split('/')
  const repository = world.repositories.get(`${owner}/${name.replace(/\.git$/, '')}`.toLowerCase())
  const actor = whoAsks(services.tokens, authorization)
  exchange.actor = actor ? actorName(actor) : 'unknown'
  const may = repository && actor && canSee(actor, repository) && (!push || allows(actor, repository, 'contents:write', 'write'))
  if (!repository || !may) {
    // Git asks for a password on 401 and gives up on 404 and 403.
    exchange.status = authorization === undefined ? 401 : repository && actor && canSee(actor, repository) ? 403 : 404
    return void response.writeHead(exchange.status, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
  }
  await backend(repository.git.directory, incoming, response, url, actorName(actor))
}

function whoAsks(tokens: Tokens, authorization: string | undefined): Actor | null {
  try {
    return authorization === undefined ? anonymous : tokens.actorOf(authorization)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function backend(directory: string, incoming: IncomingMessage, response: ServerResponse, url: URL, user: string): Promise<void> {
  const service = url.pathname.slice(url.pathname.indexOf('.git/') + 4)
  const git = spawn('git', ['http-backend'], {
    env: {
      ...plainEnvironment(),
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: service,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: incoming.method ?? 'GET',
      CONTENT_TYPE: incoming.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
      REMOTE_USER: user,
    },
  })
  const gzip = incoming.headers['content-encoding'] === 'gzip'
  ;(gzip ? incoming.pipe(createGunzip()) : incoming).pipe(git.stdin)
  // A client that ends early closes the pipe; the backend's own end is what counts.
  git.stdin.on('error', () => {})
  const out: Buffer[] = []
  git.stdout.on('data', (part: Buffer) => out.push(part))
  return new Promise((done) => {
    git.on('close', () => {
      const bytes = Buffer.concat(out)
      const end = bytes.indexOf('\r\n\r\n')
      for (const line of bytes.subarray(0, end).toString().split('\r\n')) {
        const colon = line.indexOf(': ')
        const [name, value] = [line.slice(0, colon), line.slice(colon + 2)]
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
        else if (colon > 0) response.setHeader(name, value)
      }
      response.end(bytes.subarray(end + 4))
      done()
    })
  })
}

/** Clone and push: git's own `http-backend`, as a process of its own, so that the server can go on answering. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGunzip } from 'node:zlib'
import { plainEnvironment } from '../../git-repository.ts'
import { type Actor, actorName, anonymous } from '../access/actor.ts'
import { allows, canSee } from '../access/permission.ts'
import type { Tokens } from '../access/tokens.ts'
import { refMoved } from '../acts/branch.ts'
import { listRefs, readRef } from '../git/refs.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, type World } from '../world.ts'
import { Refusal } from './answer.ts'
import { enter } from './exchange.ts'
import { takeFault } from './faults.ts'

export async function serveGit(
  services: { world: World; tokens: Tokens },
  incoming: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { world, tokens } = services
  const push = url.searchParams.get('service') === 'git-receive-pack' || url.pathname.endsWith('/git-receive-pack')
  const exchange = enter(world, incoming, url, 'git', url.pathname, Buffer.alloc(0))
  exchange.operation = push ? 'git-receive-pack' : 'git-upload-pack'
  exchange.write = push && incoming.method === 'POST'
  exchange.status = 200
  const fault = takeFault(world.faults, exchange)
  if (fault?.kind === 'reset') return void response.destroy()
  if (fault?.kind === 'status') return void response.writeHead(fault.status ?? 500).end()

  const [, owner = '', name = ''] = url.pathname.split('/')
  const key = `${owner}/${name.replace(/\.git$/, '')}`.toLowerCase()
  const repository = world.repositories.get(key) ?? world.renamed.get(key)
  const { authorization } = incoming.headers
  const actor = whoAsks(tokens, authorization)
  exchange.actor = actor ? actorName(actor) : 'unknown'
  exchange.installation = actor?.installation?.id ?? null
  const sees = repository && actor && canSee(actor, repository)
  if (!sees || (push && !allows(actor, repository, 'contents:write', 'write'))) {
    // Git asks for a password on 401 and gives up on 403 and 404.
    exchange.status = authorization === undefined ? 401 : sees ? 403 : 404
    return void response.writeHead(exchange.status, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
  }
  const before = refsOf(repository)
  await backend(repository.git.directory, incoming, response, url, actorName(actor))
  if (!exchange.write) return
  const by = actor.account ?? account(world, 'unknown')
  const after = refsOf(repository)
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const [old = null, now = null] = [before.get(ref), after.get(ref)]
    if (old !== now) refMoved(world, repository, ref, old, now, by)
  }
}

function refsOf({ git }: Repository): Map<string, string | null> {
  return new Map(['refs/heads/', 'refs/tags/'].flatMap((prefix) => listRefs(git, prefix)).map((ref) => [ref, readRef(git, ref)]))
}

/** Null for a token that is not good. */
function whoAsks(tokens: Tokens, authorization: string | undefined): Actor | null {
  try {
    return authorization === undefined ? anonymous : tokens.actorOf(authorization)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function backend(directory: string, incoming: IncomingMessage, response: ServerResponse, url: URL, user: string): Promise<void> {
  const git = spawn('git', ['http-backend'], {
    env: {
      ...plainEnvironment(),
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname.slice(url.pathname.indexOf('.git/') + '.git'.length),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: incoming.method ?? 'GET',
      CONTENT_TYPE: incoming.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
      REMOTE_USER: user,
    },
  })
  const unpacked = incoming.headers['content-encoding'] === 'gzip' ? incoming.pipe(createGunzip()) : incoming
  unpacked.pipe(git.stdin)
  // A client that leaves early closes the pipe; only the backend's own end counts.
  git.stdin.on('error', () => {})
  const out: Buffer[] = []
  git.stdout.on('data', (part: Buffer) => out.push(part))
  return new Promise((done) => {
    git.on('close', () => {
      sendCgi(response, Buffer.concat(out))
      done()
    })
  })
}

/** A CGI answer: headers, an empty line, the body (RFC 3875 §6). */
function sendCgi(response: ServerResponse, bytes: Buffer): void {
  const end = bytes.indexOf('\r\n\r\n')
  for (const line of bytes.subarray(0, end).toString().split('\r\n')) {
    const colon = line.indexOf(': ')
    const [name, value] = [line.slice(0, colon), line.slice(colon + 2)]
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
    else if (colon > 0) response.setHeader(name, value)
  }
  response.end(bytes.subarray(end + 4))
}

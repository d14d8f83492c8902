/**
 * `fetch` over `node:https`, as far as octokit needs it: Node's own brings a second HTTP client that costs the Action
 * half of its start. Follows redirects of reads without the token on another host, never a redirect of a write to another
 * host; unpacks gzip; goes through the proxy of `https_proxy`, `http_proxy` and `no_proxy` where the environment names one.
 */
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'

const MOST_REDIRECTS = 5
/** Headers that are for one host only. */
const PRIVATE_HEADERS = ['authorization', 'cookie', 'proxy-authorization']

type ProxyEnvironment = Readonly<Record<string, string | undefined>>

/** A `fetch` for `gitHub` and `gitHubWriter`; `environment` says where the proxy is. */
export function httpsFetch(environment: ProxyEnvironment = {}): typeof fetch {
  const proxyEnv = proxyOf(environment)
  const options = { keepAlive: true, ...(proxyEnv && { proxyEnv }) }
  const secure = new Agent(options)
  let plain: RequestOptions['agent']
  // Importing node:http would load Node's own fetch with it.
  const http = () => process.getBuiltinModule('node:http')

  function open(url: URL, init: RequestOptions): ClientRequest {
    if (url.protocol === 'https:') return httpsRequest(url, { ...init, agent: secure })
    plain ??= new (http().Agent)(options)
    return http().request(url, { ...init, agent: plain })
  }

  async function follow(url: URL, init: Init, redirects: number): Promise<Response> {
    const message = await answered(
      open(url, { method: init.method, headers: init.headers, ...(init.signal && { signal: init.signal }) }),
      init,
    )
    const { location } = message.headers
    if (location === undefined || !isRedirect(message.statusCode)) return responseOf(message, url)
    message.resume()
    if (redirects === MOST_REDIRECTS) throw new TypeError(`fetch failed: more than ${MOST_REDIRECTS} redirects`)
    return follow(...redirected(url, new URL(location, url), init, message.statusCode), redirects + 1)
  }

  return (input, init = {}) =>
    follow(
      new URL(String(input)),
      {
        method: init.method ?? 'GET',
        headers: { 'accept-encoding': 'gzip', ...(init.headers as Record<string, string> | undefined) },
        body: init.body === undefined || init.body === null ? null : String(init.body),
        signal: init.signal ?? null,
      },
      0,
    )
}

interface Init {
  method: string
  headers: Record<string, string>
  body: string | null
  signal: AbortSignal | null
}

/** Only what Node's agents read, and only where a proxy is named. */
function proxyOf(environment: ProxyEnvironment): NodeJS.ProcessEnv | null {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY']
  const named = Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  return Object.keys(named).some((name) => !/^no_proxy$/i.test(name)) ? named : null
}

/** The head of the answer. A broken connection is a TypeError, as it is for `fetch`; an abort is the signal's own reason. */
function answered(request: ClientRequest, { body, signal }: Init): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', (error) => reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause: error })))
    request.end(body ?? undefined)
  })
}

function isRedirect(status = 0): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** Where a redirect leads, and with what. Throws where following it would send a write, or a secret, somewhere else. */
function redirected(from: URL, to: URL, init: Init, status = 0): [URL, Init] {
  const isSame = from.origin === to.origin
  const isRead = init.method === 'GET' || init.method === 'HEAD'
  if (to.protocol !== 'https:' && !(to.protocol === 'http:' && from.protocol === 'http:'))
    throw new TypeError('fetch failed: redirected to an address without encryption')
  if (!isRead && !(isSame && (status === 307 || status === 308)))
    throw new TypeError('fetch failed: a write was redirected, and is not sent a second time')
  const headers = isSame
    ? init.headers
    : Object.fromEntries(Object.entries(init.headers).filter(([name]) => !PRIVATE_HEADERS.includes(name.toLowerCase())))
  return [to, { ...init, headers }]
}

/** What octokit reads of a Response. Node's own class would load its own fetch. */
function responseOf(message: IncomingMessage, url: URL): Response {
  const status = message.statusCode ?? 0
  const headers = new Map(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
  // An answer without a body that nobody reads would hold its connection, and with it the process.
  if (status === 204 || status === 205 || status === 304) message.resume()
  const bytes = async () => {
    const parts: Uint8Array[] = []
    for await (const part of unpacked(message)) parts.push(part)
    return Buffer.concat(parts)
  }
  const response = {
    status,
    statusText: message.statusMessage ?? '',
    ok: status >= 200 && status < 300,
    url: url.href,
    headers,
    text: async () => (await bytes()).toString('utf8'),
    json: async (): Promise<unknown> => JSON.parse((await bytes()).toString('utf8')),
    arrayBuffer: async () => new Uint8Array(await bytes()).buffer,
    get body() {
      return ReadableStream.from(unpacked(message))
    },
  }
  return response as unknown as Response
}

async function* unpacked(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  if (message.headers['content-encoding'] !== 'gzip') {
    yield* message
    return
  }
  const { pipeline } = process.getBuiltinModule('node:stream')
  const gunzip = process.getBuiltinModule('node:zlib').createGunzip()
  // The pipe's fault arrives at the reader of `gunzip`.
  pipeline(message, gunzip, () => {})
  yield* gunzip
}

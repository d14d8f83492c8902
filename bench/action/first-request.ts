/** A listener in GitHub's place, and how long a bundle takes until it asks it something. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { Peer } from './peers.ts'

export interface Listener {
  url: string
  /** Called with the first request after it was set. */
  onRequest: (() => void) | null
  close(): void
}

export async function listener(): Promise<Listener> {
  const server = createServer((request, response) => {
    self.onRequest?.()
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end('[]')
  })
  // Who goes to github.com whatever the environment says comes through the proxy.
  server.on('connect', (_, socket) => {
    self.onRequest?.()
    socket.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const self: Listener = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onRequest: null,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return self
}

export function bareMilliseconds(): Promise<number> {
  const started = performance.now()
  return new Promise((done) => {
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).on('close', () => done(performance.now() - started))
  })
}

/** Starts the bundle as a runner does on a push, and ends it at its first request. */
export async function firstRequest(
  server: Listener,
  folder: string,
  { name, main, inputs, isProxied = false, cwd = folder }: Peer,
): Promise<number> {
  const file = (path: string, text: string) => {
    writeFileSync(join(folder, path), text)
    return join(folder, path)
  }
  const event = {
    ref: 'refs/heads/main',
    repository: { default_branch: 'main', full_name: 'octo/demo', name: 'demo', owner: { login: 'octo' } },
    commits: [],
  }
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: `${server.url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: '1f0c4d2a9b8e7f6a5d4c3b2a1908f7e6d5c4b3a2',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKSPACE: cwd,
    RUNNER_TEMP: folder,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_OUTPUT: file('output', ''),
    GITHUB_STEP_SUMMARY: file('summary', ''),
    GITHUB_STATE: file('state', ''),
    ...(isProxied && { https_proxy: server.url }),
    ...Object.fromEntries(Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value])),
  }
  const started = performance.now()
  const child = spawn(process.execPath, [main], { cwd: cwd === folder ? dirname(main) : cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  const asked = new Promise<number>((done) => {
    server.onRequest = () => {
      server.onRequest = null
      done(performance.now() - started)
    }
  })
  const elapsed = await Promise.race([asked, closed.then(() => null), late()])
  child.kill('SIGKILL')
  await closed
  if (elapsed === null) throw new Error(`${name} ended without a request: ${said.slice(0, 500)}`)
  return elapsed
}

function late(): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), 30_000).unref())
}

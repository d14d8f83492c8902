/** What an app is told, how often, and what it can ask for again. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { AppHandle } from './seed/app.ts'
import type { RepositoryHandle } from './seed/repository.ts'

interface Arrived {
  headers: IncomingHttpHeaders
  text: string
  payload: { action?: string; installation: { id: number }; repository: { full_name: string }; pull_request?: { merged: boolean } }
}

const arrived: Arrived[] = []
let answer = 202
let receiver: Server
let github: FakeGitHub
let app: AppHandle
let repo: RepositoryHandle

beforeAll(async () => {
  receiver = createServer(async (incoming, response) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    arrived.push({ headers: incoming.headers, text, payload: JSON.parse(text) as Arrived['payload'] })
    response.writeHead(answer).end()
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  github = await fakeGitHub()
  repo = github.repository('example/open', { files: { a: '1' } })
  app = github.app({ hook: { url, secret: 'a secret' }, events: ['pull_request', 'release', 'issue_comment'] })
  app.install('example')
})
afterAll(async () => {
  await github.close()
  receiver.close()
})

const said = () => arrived.splice(0).map(({ headers, payload }) => `${headers['x-github-event']}.${payload.action}`)

test('signed, with the installation, in the order of events, and only what it listens to', async () => {
  const pull = repo.pullRequest({ title: 'Decode', files: { b: '2' } })
  pull.label('case-study')
  pull.comment('Nice')
  pull.merge('squash')
  repo.release({ tag: 'v1' })
  await github.delivered()
  const last = arrived.find(({ payload }) => payload.action === 'closed')
  expect(last?.payload).toMatchObject({
    pull_request: { merged: true },
    repository: { full_name: 'example/open' },
    installation: { id: expect.any(Number) },
  })
  expect(last?.headers['x-hub-signature-256']).toBe(
    `sha256=${createHmac('sha256', 'a secret')
      .update(last?.text ?? '')
      .digest('hex')}`,
  )
  expect(said().sort()).toEqual([
    'issue_comment.created',
    'pull_request.closed',
    'pull_request.labeled',
    'pull_request.opened',
    'release.published',
  ])
})

test('a delivery that failed is kept and can be sent again under the same guid', async () => {
  answer = 500
  repo.pullRequest({ title: 'Missed', files: { c: '3' } })
  await github.delivered()
  const token = app.jwt()
  const list = await ask(github, 'GET /app/hook/deliveries?per_page=1', { token })
  const [missed] = list.json as { id: number; guid: string }[]
  expect(missed).toMatchObject({ event: 'pull_request', action: 'opened', status_code: 500, redelivery: false })
  expect(list.headers.get('link')).toContain('cursor=v1_')
  answer = 202
  said()
  expect((await ask(github, `POST /app/hook/deliveries/${missed?.id}/attempts`, { token })).status).toBe(202)
  await github.delivered()
  expect(arrived.map(({ headers }) => headers['x-github-delivery'])).toEqual([missed?.guid])
  const [again] = (await ask(github, 'GET /app/hook/deliveries', { token })).json as { id: number }[]
  expect((await ask(github, `GET /app/hook/deliveries/${again?.id}`, { token })).json).toMatchObject({
    redelivery: true,
    status: 'OK',
    request: { payload: { action: 'opened' } },
  })
})

test('nobody is told about a repository where the app is not installed', async () => {
  said()
  github.repository('other/open', { files: { a: '1' } }).pullRequest({ files: { b: '2' } })
  await github.delivered()
  expect(said()).toEqual([])
})

/** Tokens of the App: narrow, kept until shortly before their end, replaced once, never shown. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { KnownError } from '../src/errors.ts'
import { type AppApi, appApi } from '../src/github/tokens.ts'
import { type FakeGitHub, fakeGitHub } from './github/github.ts'
import type { Installation } from './github/nouns/app.ts'
import type { AppHandle } from './github/seed/app.ts'
import type { RepositoryHandle } from './github/seed/repository.ts'

let github: FakeGitHub
let app: AppHandle
let installation: Installation
let [one, other]: RepositoryHandle[] = []
let api: AppApi
let ahead = 0
const now = () => Date.UTC(2026, 2, 2, 9) + ahead

beforeAll(async () => {
  github = await fakeGitHub({ clock: now })
  app = github.app()
  one = github.repository('example/one', { visibility: 'private', files: { 'README.md': '# One\n' } })
  other = github.repository('example/other', { visibility: 'private', files: { 'README.md': '# Other\n' } })
  installation = app.install('example')
})
beforeEach(() => {
  api = appApi({
    appId: String(app.data.id),
    privateKey: app.privateKey(),
    baseUrl: github.url,
    userAgent: 'test',
    now,
    wait: async () => {},
  })
})
afterAll(() => github.close())

const made = () => github.requests({ operation: 'apps/create-installation-access-token' })
const named = z.object({ full_name: z.string() })
const scope = (repository: RepositoryHandle | undefined, permissions: Record<string, 'read' | 'write'>) => ({
  installation: installation.id,
  repositoryIds: [repository?.data.id ?? 0],
  permissions,
})

test('a token is for its step: one repository, these permissions; reading and writing have one each', async () => {
  const before = made().length
  const reading = await api.read(scope(one, { contents: 'read' }))
  await reading.get('/repos/example/one', named)
  await expect(reading.get('/repos/example/other', named)).rejects.toThrow('GitHub knows no /repos/example/other')
  await api.read(scope(one, { contents: 'read' }))
  const writing = await api.write(scope(one, { contents: 'read' }))
  expect(
    made()
      .slice(before)
      .map(({ body }) => body),
  ).toEqual([
    { repository_ids: [one?.data.id], permissions: { contents: 'read' } },
    { repository_ids: [one?.data.id], permissions: { contents: 'read' } },
  ])
  const write = { what: 'open an issue', permission: 'Issues: write' }
  await expect(writing.send(write, 'POST /repos/example/one/issues', { title: 'x' }, z.unknown())).rejects.toThrow('Issues: write')
  await expect(api.read(scope(one, { contents: 'write' }))).rejects.toThrow('no permission to write')
})

test('it is used until shortly before its end', async () => {
  const before = made().length
  const reading = await api.read(scope(other, { contents: 'read' }))
  ahead += 54 * 60_000
  await reading.get('/repos/example/other', named)
  expect(made()).toHaveLength(before + 1)
  ahead += 2 * 60_000
  await reading.get('/repos/example/other', named)
  expect(made()).toHaveLength(before + 2)
})

test('one that GitHub does not take any more is replaced once, for reads and for writes', async () => {
  const [reading, writing] = [await api.read(scope(one, { contents: 'read' })), await api.write(scope(one, { issues: 'write' }))]
  const before = made().length
  github.fault({ path: '/repos/example/one', kind: 'status', status: 401 })
  expect(await reading.get('/repos/example/one', named)).toEqual({ full_name: 'example/one' })
  github.fault({ path: '/repos/example/one/issues', kind: 'status', status: 401 })
  const write = { what: 'open an issue', permission: 'Issues: write' }
  await writing.send(write, 'POST /repos/example/one/issues', { title: 'Once' }, z.unknown())
  expect([made().length - before, one?.data.issues.size]).toEqual([2, 1])
  for (let i = 0; i < 2; i++) github.fault({ path: '/repos/example/one', kind: 'status', status: 401 })
  await expect(reading.get('/repos/example/one', named)).rejects.toThrow(KnownError)
})

test('no error shows a token', async () => {
  const reading = await api.read(scope(other, { contents: 'read' }))
  const { token } = z.object({ token: z.string() }).parse(made().at(-1)?.answer)
  github.fault({
    path: '/repos/example/other',
    kind: 'status',
    status: 422,
    message: `bad token ${token} or ${Buffer.from(token).toString('base64')}`,
  })
  const error: unknown = await reading.get('/repos/example/other', named).catch((fault: unknown) => fault)
  let all = ''
  for (let at = error; at instanceof Error; at = at.cause) all += `${at.message} ${at.stack} ${JSON.stringify(at)}`
  expect(all).toContain('bad token *** or ***')
  expect(all).not.toContain(token)
})

test('what an installation does not grant, or one that is gone, is said with the mend', async () => {
  await expect(api.read(scope(one, { administration: 'read' }))).rejects.toThrow(
    `installation ${installation.id} does not allow administration: read`,
  )
  await expect(api.read({ ...scope(one, {}), installation: 4711 })).rejects.toThrow('the installation 4711 is gone')
  const broken = appApi({ appId: '1', privateKey: 'no key', baseUrl: github.url, userAgent: 'test', now, wait: async () => {} })
  await expect(broken.read(scope(one, {}))).rejects.toThrow("the App's private key cannot be read")
})

test('a token whose making had no answer is made again', async () => {
  github.fault({ path: /access_tokens$/, kind: 'status', status: 502 })
  const reading = await api.read(scope(one, { metadata: 'read' }))
  expect(await reading.get('/repos/example/one', named)).toEqual({ full_name: 'example/one' })
})

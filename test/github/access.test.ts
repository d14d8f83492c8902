/** Who sees what and who may do what. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, query } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { AppHandle } from './seed/app.ts'
import type { RepositoryHandle } from './seed/repository.ts'

let github: FakeGitHub
let secret: RepositoryHandle
let app: AppHandle

beforeAll(async () => {
  github = await fakeGitHub()
  github.repository('example/open', { collaborators: { ada: 'write', reader: 'read' }, files: { a: '1' } }).issue({ title: 'One' })
  secret = github.repository('example/secret', {
    visibility: 'private',
    collaborators: { ada: 'write', reader: 'read' },
    files: { a: '1' },
  })
  secret.pullRequest({ title: 'Hidden', files: { b: '2' } })
  secret.check(secret.resolve('change-1') ?? '')
  app = github.app()
})
afterAll(() => github.close())

const token = (user: string, narrow: object = {}) => github.token({ user, ...narrow })
const status = async (line: string, who?: string, body?: unknown) => (await ask(github, line, { ...(who && { token: who }), body })).status
const comment = { body: 'Hello' }

test('what one may not see does not exist, by REST, by query and by git', async () => {
  const stranger = token('stranger')
  expect(await status('GET /repos/example/secret')).toBe(404)
  expect(await status('GET /repos/example/secret', stranger)).toBe(404)
  expect(await status('POST /repos/example/secret/issues/1/comments', stranger, comment)).toBe(404)
  expect(await query(github, stranger, '{ repository(owner: "example", name: "secret") { id } }')).toMatchObject({
    data: { repository: null },
    errors: [{ type: 'NOT_FOUND', message: "Could not resolve to a Repository with the name 'example/secret'." }],
  })
  expect((await ask(github, `GET ${github.host}/example/secret.git/info/refs?service=git-upload-pack`, { token: stranger })).status).toBe(
    404,
  )
  expect(await status('GET /repos/example/secret', token('reader'))).toBe(200)
})

test('without a token public things can be read and nothing can be written', async () => {
  expect(await status('GET /repos/example/open/issues/1')).toBe(200)
  expect(await status('POST /repos/example/open/issues/1/comments', undefined, comment)).toBe(401)
  expect(await status('GET /user')).toBe(401)
  expect((await ask(github, 'GET /repos/example/open', { token: 'ghp_nonsense' })).json).toMatchObject({ message: 'Bad credentials' })
})

test('a query wants a token', async () => {
  const answer = await ask(github, 'POST /graphql', { body: { query: '{ viewer { login } }' } })
  expect([answer.status, answer.headers.get('x-ratelimit-limit')]).toEqual([401, '0'])
})

test('a stranger may comment and open an issue, and change nothing else', async () => {
  const stranger = token('stranger')
  expect(await status('POST /repos/example/open/issues/1/comments', stranger, comment)).toBe(201)
  expect(await status('POST /repos/example/open/issues/1/labels', stranger, { labels: ['x'] })).toBe(403)
  expect(await status('PUT /repos/example/open/contents/b', stranger, { message: 'b', content: 'Yg==' })).toBe(403)
  expect(await status('PUT /repos/example/open/contents/b', token('reader'), { message: 'b', content: 'Yg==' })).toBe(403)
  expect(await status('PUT /repos/example/open/contents/b', token('ada'), { message: 'b', content: 'Yg==' })).toBe(201)
})

test('a fine-grained token does what it was given, in its own repositories', async () => {
  const narrow = token('ada', { repositories: ['example/secret'], permissions: { contents: 'read', pull_requests: 'read' } })
  expect(await status('GET /repos/example/secret/contents/a', narrow)).toBe(200)
  const refused = await ask(github, 'PUT /repos/example/secret/contents/b', { token: narrow, body: { message: 'b', content: 'Yg==' } })
  expect([refused.status, refused.json]).toMatchObject([403, { message: 'Resource not accessible by personal access token' }])
  expect(refused.headers.get('x-accepted-github-permissions')).toBe('contents=write')
  expect(await status('GET /repos/example/secret/issues', narrow)).toBe(200)
  expect(await status('GET /repos/example/secret/actions/runs', narrow)).toBe(403)
  expect(await status('GET /repos/example/open/contents/a', narrow)).toBe(200)
})

test('in a query each field of a private repository asks for its own permission', async () => {
  const narrow = token('ada', { repositories: ['example/secret'], permissions: { pull_requests: 'read' } })
  const text = `{ repository(owner: "example", name: "secret") {
    pullRequest(number: 1) { title statusCheckRollup { state } }
    object(expression: "HEAD:a") { oid } } }`
  expect(await query(github, narrow, text)).toMatchObject({
    data: { repository: { pullRequest: { title: 'Hidden', statusCheckRollup: null }, object: null } },
    errors: [
      { type: 'FORBIDDEN', path: ['repository', 'pullRequest', 'statusCheckRollup'] },
      { type: 'FORBIDDEN', path: ['repository', 'object'] },
    ],
  })
})

test('an installation token is made by a JWT, for some repositories and permissions, for an hour', async () => {
  const installation = app.install('example', { repositories: ['example/secret'] })
  const line = `POST /app/installations/${installation.id}/access_tokens`
  const jwt = app.jwt()
  const made = await ask(github, line, { token: jwt, body: { repositories: ['secret'], permissions: { contents: 'read' } } })
  expect(made.json).toMatchObject({
    permissions: { contents: 'read', metadata: 'read' },
    repository_selection: 'selected',
    repositories: [{ name: 'secret' }],
  })
  const narrow = (made.json as { token: string }).token
  expect(await status('GET /repos/example/secret/contents/a', narrow)).toBe(200)
  expect(await status('GET /repos/example/secret/pulls/1', narrow)).toBe(403)
  expect(await status('GET /user', narrow)).toBe(403)
  expect((await ask(github, 'GET /installation/repositories', { token: narrow })).json).toMatchObject({
    total_count: 1,
    repositories: [{ name: 'secret' }],
  })

  expect((await ask(github, line, { token: jwt, body: { repositories: ['open'] } })).status).toBe(422)
  expect((await ask(github, line, { token: jwt, body: { permissions: { administration: 'write' } } })).status).toBe(422)
  expect((await ask(github, line, { token: `${jwt.slice(0, -4)}AAAA`, body: {} })).status).toBe(401)
  expect(await status('GET /repos/example/open', jwt)).toBe(401)

  expect(await status('DELETE /installation/token', narrow)).toBe(204)
  expect(await status('GET /repos/example/secret', narrow)).toBe(401)
  app.suspend(installation)
  expect((await ask(github, line, { token: jwt, body: {} })).status).toBe(403)
})

test('the token of a workflow is for its own repository', async () => {
  const workflow = github.token({ workflow: 'example/open', permissions: { contents: 'write', issues: 'write' } })
  expect((await ask(github, 'POST /repos/example/open/issues/1/comments', { token: workflow, body: comment })).json).toMatchObject({
    user: { login: 'github-actions[bot]', type: 'Bot' },
  })
  expect(await status('PUT /repos/example/secret/contents/b', workflow, { message: 'b', content: 'Yg==' })).toBe(404)
  expect(await status('POST /repos/example/open/pulls', workflow, { head: 'x', base: 'main', title: 'x' })).toBe(403)
  expect((await ask(github, 'GET /repos/example/open', { token: workflow })).headers.get('x-ratelimit-limit')).toBe('1000')
})

test('only an app makes check runs', async () => {
  const body = {
    name: 'casewright / evidence',
    head_sha: github.existingRepository('example/open').resolve('main'),
    status: 'completed',
    conclusion: 'success',
  }
  expect(await status('POST /repos/example/open/check-runs', token('ada'), body)).toBe(403)
  const installed = app.token(app.install('example'))
  const made = await ask(github, 'POST /repos/example/open/check-runs', {
    token: installed,
    body: { ...body, output: { title: 'Two figures', summary: 'Fine.' } },
  })
  expect(made.json).toMatchObject({ app: { slug: 'casewright' }, conclusion: 'success', output: { title: 'Two figures' } })
})

test('made private, a repository is gone for strangers at once; renamed, it is found at its new name', async () => {
  const repo = github.repository('example/old-name', { files: { a: '1' } })
  expect(await status('GET /repos/example/old-name')).toBe(200)
  repo.rename('example/new-name')
  const moved = await ask(github, 'GET /repos/example/old-name/contents/a?ref=main')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `${github.url}/repos/example/new-name/contents/a?ref=main`])
  const admin = github.token({ user: 'example' })
  expect(await status('PATCH /repos/example/new-name', admin, { private: true })).toBe(200)
  expect(await status('GET /repos/example/new-name')).toBe(404)
  expect(await status('GET /repos/example/old-name')).toBe(404)
})

test('an archived repository can only be read', async () => {
  github.repository('example/archived', { archived: true, files: { a: '1' }, collaborators: { ada: 'admin' } })
  const answer = await ask(github, 'POST /repos/example/archived/issues', { token: token('ada'), body: { title: 'x' } })
  expect([answer.status, answer.json]).toMatchObject([403, { message: 'Repository was archived so is read-only.' }])
})

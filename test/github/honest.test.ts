/** The fake cannot drift from GitHub: what does not fit GitHub's own description or schema makes the test fail. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, query } from './ask.ts'
import { checkAnswer } from './description/check.ts'
import { complete } from './description/complete.ts'
import { operations } from './description/operation.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'

let github: FakeGitHub
let token: string

beforeEach(async () => {
  github = await fakeGitHub()
  github.repository('example/open', { collaborators: { ada: 'write' }, files: { a: '1' } }).pullRequest({ files: { b: '2' } })
  token = github.token({ user: 'ada' })
})
afterEach(async () => {
  github.complaints.length = 0
  await github.close()
})

const at = '/repos/example/open'

test.each([
  ['a misspelt field', `POST ${at}/pulls`, { title: 'x', head: 'change-1', base: 'main', drft: true }, 'unknown body field drft'],
  ['a field of the wrong type', `POST ${at}/pulls`, { title: 'x', head: 'change-1', base: 'main', draft: 'yes' }, 'must be boolean'],
  ['a missing field', `POST ${at}/issues/1/comments`, {}, "must have required property 'body'"],
  [
    'a value that is none of the allowed',
    `POST ${at}/issues/1/reactions`,
    { content: 'wow' },
    'must be equal to one of the allowed values',
  ],
  ['an unknown parameter', `GET ${at}/pulls?stat=all`, undefined, 'unknown query parameter stat'],
  ['a parameter of the wrong type', `GET ${at}/pulls/one`, undefined, 'path parameter pull_number'],
  ['a body where none belongs', `DELETE ${at}/git/refs/heads/x`, { force: true }, 'it takes no body'],
  ['no such operation', `POST ${at}/nonsense`, {}, 'the fake has no such operation'],
])('%s', async (_, line, body, complaint) => {
  const { status } = await ask(github, line, { token, body })
  expect(status).toBeGreaterThanOrEqual(404)
  expect(github.complaints.join()).toContain(complaint)
})

test('a media type that the fake does not answer', async () => {
  await ask(github, `GET ${at}/pulls/1`, { accept: 'application/vnd.github.patch' })
  expect(github.complaints.join()).toContain('does not answer application/vnd.github.patch')
})

test.each([
  ['a field the schema does not have', '{ viewer { loginn } }', 'Cannot query field "loginn"'],
  [
    'a field the fake does not have',
    '{ viewer { ... on User { followers(first: 1) { totalCount } } } }',
    'the fake does not know User.followers',
  ],
  ['a missing argument', '{ repository(owner: "example") { id } }', 'argument "name"'],
  ['no query at all', '{ viewer {', 'Parse error'],
])('a query: %s', async (_, text, complaint) => {
  await query(github, token, text)
  expect(github.complaints.join()).toContain(complaint)
})

test('a connection without a bound, or over a hundred', async () => {
  const ask = (args: string) =>
    query(github, token, `{ repository(owner: "example", name: "open") { pullRequests${args} { totalCount } } }`)
  expect(await ask('')).toMatchObject({ errors: [{ type: 'MISSING_PAGINATION_BOUNDARIES' }] })
  expect(await ask('(first: 101)')).toMatchObject({ errors: [{ type: 'EXCESSIVE_PAGINATION' }] })
})

test('close() throws what the fake had to complain about', async () => {
  const other = await fakeGitHub()
  await ask(other, 'GET /nonsense')
  await expect(other.close()).rejects.toThrow('GET /nonsense: the fake has no such operation')
})

test('an answer of the fake that does not fit is a complaint too, and only addresses are ever filled in', () => {
  const operation = operations.get('pulls/get')
  if (!operation) throw new Error('not described')
  const schema = operation.responses['200']?.content?.['application/json']?.schema
  const half = complete(schema, { number: 1, title: 'x' }) as Record<string, unknown>
  expect(half.diff_url).toContain('https://')
  expect(half.state).toBeUndefined()
  expect(checkAnswer(operation, 200, half).join()).toContain('must have required property')
  expect(checkAnswer(operation, 299, half)).toEqual(['status 299 is not described'])
})

test('every operation of the cut-out is answered by a route', async () => {
  const { description } = await import('./description/operation.ts')
  const described = Object.values(description.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
  const { routes } = await import('./rest/routes.ts')
  const services = { limits: null, tokens: null, clock: Date.now } as unknown as Parameters<typeof routes>[0]
  expect(described.sort()).toEqual(
    routes(services)
      .map(({ operation }) => operation)
      .sort(),
  )
})

test('the same steps give the same world: ids, times, commits', async () => {
  const answers: string[] = []
  for (let run = 0; run < 2; run++) {
    const other = await fakeGitHub()
    const repo = other.repository('example/same', { collaborators: { ada: 'write' }, files: { a: '1' } })
    const pull = repo.pullRequest({ title: 'Same', files: { b: '2' }, merged: 'squash' })
    const { text } = await ask(other, `GET /repos/example/same/pulls/${pull.number}`, { token: other.token({ user: 'ada' }) })
    answers.push(text.replaceAll(other.host, 'host'))
    await other.close()
  }
  expect(answers[0]).toContain('"title":"Same"')
  expect(answers[1]).toBe(answers[0])
})

test('an Enterprise Server has the same API at its own addresses', async () => {
  const server = await fakeGitHub({ enterprise: '3.19.0' })
  server.repository('example/inside', { collaborators: { ada: 'write' }, files: { a: '1' } })
  expect(server.url).toBe(`${server.host}/api/v3`)
  const answer = await ask(server, 'GET /repos/example/inside')
  expect(answer.headers.get('x-github-enterprise-version')).toBe('3.19.0')
  expect(answer.json).toMatchObject({ url: `${server.url}/repos/example/inside`, clone_url: `${server.host}/example/inside.git` })
  expect(await query(server, server.token({ user: 'ada' }), '{ viewer { login } }')).toEqual({ data: { viewer: { login: 'ada' } } })
  await server.close()
})

/** Faults, limits, pages and the history: what tests of our own client are made with. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, query } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { RepositoryHandle } from './seed/repository.ts'

let now: number
let github: FakeGitHub
let repo: RepositoryHandle

beforeEach(async () => {
  now = Date.UTC(2026, 4, 1)
  github = await fakeGitHub({ clock: () => now })
  repo = github.repository('example/open', { collaborators: { ada: 'write' }, files: { a: '1' } })
})
afterEach(() => github.close())

const get = 'GET /repos/example/open'
const issue = 'POST /repos/example/open/issues'

test('at the second request only', async () => {
  github.fault({ kind: 'status', request: 1, status: 502 })
  expect([(await ask(github, get)).status, (await ask(github, get)).status, (await ask(github, get)).status]).toEqual([200, 502, 200])
})

test('by operation, twice, with a time to wait', async () => {
  github.fault({
    kind: 'status',
    operation: 'repos/get',
    times: 2,
    status: 429,
    retryAfter: 7,
    message: 'You have exceeded a secondary rate limit.',
  })
  const first = await ask(github, get)
  expect([first.status, first.headers.get('retry-after'), first.json]).toMatchObject([
    429,
    '7',
    { message: 'You have exceeded a secondary rate limit.' },
  ])
  expect([(await ask(github, get)).status, (await ask(github, get)).status]).toEqual([429, 200])
})

test('the connection is cut before a write is done, or after', async () => {
  const token = github.token({ user: 'ada' })
  github.fault({ kind: 'reset', operation: 'issues/create' })
  await expect(ask(github, issue, { token, body: { title: 'Lost' } })).rejects.toThrow()
  expect(repo.data.issues.size).toBe(0)
  github.fault({ kind: 'reset-after', operation: 'issues/create' })
  await expect(ask(github, issue, { token, body: { title: 'Done' } })).rejects.toThrow()
  expect([...repo.data.issues.values()].map(({ title }) => title)).toEqual(['Done'])
})

test('half an answer, a wrong answer, a late answer, none', async () => {
  github.fault({ kind: 'truncated', path: /^\/repos/ })
  await expect(ask(github, get)).rejects.toThrow('JSON')
  github.fault({ kind: 'wrong-json' })
  expect((await ask(github, get)).json).toEqual([])
  github.fault({ kind: 'latency', milliseconds: 40 })
  const started = performance.now()
  await ask(github, get)
  expect(performance.now() - started).toBeGreaterThan(35)
  github.fault({ kind: 'timeout' })
  await expect(fetch(`${github.url}/repos/example/open`, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout')
})

test('somebody does something right before a request arrives', async () => {
  github.fault({ kind: 'call', operation: 'repos/get-content', call: () => repo.commit('In between', { a: '2' }) })
  expect((await ask(github, `${get}/contents/a`, { accept: 'application/vnd.github.raw+json' })).text).toBe('2')
})

test('queries are hit by the name of the mutation', async () => {
  github.fault({ kind: 'status', operation: 'createRef', status: 502 })
  const token = github.token({ user: 'ada' })
  expect(await query(github, token, '{ viewer { login } }')).toEqual({ data: { viewer: { login: 'ada' } } })
  const text = 'mutation { createRef(input: { repositoryId: "R_1", name: "refs/heads/x", oid: "x" }) { ref { id } } }'
  expect((await ask(github, 'POST /graphql', { token, body: { query: text } })).status).toBe(502)
})

test('sixty requests an hour without a token, and then a time to wait until', async () => {
  github.limit('anonymous', 2)
  const first = await ask(github, get)
  expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['2', '1'])
  await ask(github, get)
  const third = await ask(github, get)
  expect([third.status, third.headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
  expect(third.json).toMatchObject({ message: expect.stringContaining('API rate limit exceeded for 127.0.0.1.') })
  expect(Number(third.headers.get('x-ratelimit-reset'))).toBe((now + 3_600_000) / 1000)
  expect((await ask(github, 'GET /rate_limit')).json).toMatchObject({ rate: { limit: 2, remaining: 0 } })
  now += 3_600_001
  expect((await ask(github, get)).status).toBe(200)
})

test('a query costs by its connections, and too much of it is refused', async () => {
  const token = github.token({ user: 'ada' })
  const nested =
    '{ rateLimit { cost } repository(owner: "example", name: "open") { pullRequests(first: 100) { nodes { reviews(first: 50) { nodes { comments(first: 10) { nodes { body } } } } } } } }'
  // 1 + 100 + 100 · 50 requests, a point for each hundred
  expect(await query(github, token, nested)).toMatchObject({ data: { rateLimit: { cost: 51 } } })
  expect(await query(github, token, nested.replaceAll(/first: \d+/g, 'first: 100'))).toMatchObject({
    errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED' }],
  })
  expect(github.complaints.splice(0)).toHaveLength(1)
  github.limit('user', 40)
  expect(await query(github, token, nested)).toEqual({
    errors: [{ type: 'RATE_LIMITED', message: expect.stringContaining('API rate limit exceeded') }],
  })
})

test('what has not changed is free for who has a token', async () => {
  const token = github.token({ user: 'ada' })
  const first = await ask(github, get, { token })
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
  expect((await ask(github, get, { token, headers })).status).toBe(304)
  expect((await ask(github, 'GET /rate_limit', { token })).json).toMatchObject({ rate: { used: 1 } })
  repo.data.description = 'Another'
  expect((await ask(github, get, { token, headers })).status).toBe(200)
})

test('pages lead to one another', async () => {
  for (let n = 0; n < 5; n++) repo.issue({ title: `Issue ${n}` })
  const page = await ask(github, `${get}/issues?per_page=2&page=2`)
  expect((page.json as { number: number }[]).map(({ number }) => number)).toEqual([3, 2])
  const at = `${github.url}/repos/example/open/issues?per_page=2`
  expect(page.headers.get('link')).toBe(
    `<${at}&page=1>; rel="prev", <${at}&page=3>; rel="next", <${at}&page=3>; rel="last", <${at}&page=1>; rel="first"`,
  )
})

test('the history knows every request, its kind and its bytes', async () => {
  const token = github.token({ user: 'ada' })
  await ask(github, issue, { token, body: { title: 'Written' } })
  await query(github, token, '{ viewer { login } }')
  await ask(github, get)
  expect(github.history.map(({ kind, operation, write, actor, status }) => [kind, operation, write, actor, status])).toEqual([
    ['rest', 'issues/create', true, 'ada', 201],
    ['graphql', 'query', false, 'ada', 200],
    ['rest', 'repos/get', false, 'anonymous', 200],
  ])
  expect(github.requests({ write: true, path: /issues$/ })).toMatchObject([{ body: { title: 'Written' }, text: '{"title":"Written"}' }])
  expect(JSON.stringify(github.history)).not.toContain(token)
})

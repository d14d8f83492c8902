/** The contract of one client: paging, limits, tries, wrong answers. The whole way is tested against the fake GitHub. */
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { KnownError } from '../src/errors.ts'
import { gitHub } from '../src/github/client.ts'

const API = 'https://api.github.example'
const schema = z.object({ number: z.number() })
const client = (token: string | null = null) => gitHub({ baseUrl: API, token, userAgent: 'test', wait: async () => {} })
const fault = async (promise: Promise<unknown>): Promise<KnownError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof KnownError)) throw new Error(`no KnownError: ${error}`)
  return error
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('reading', () => {
  test('a token goes with every request; without one none does', async () => {
    nock(API, { reqheaders: { authorization: 'token secret' } })
      .get('/repos/a/b/pulls/1')
      .reply(200, { number: 1 })
    expect(await client('secret').get('/repos/a/b/pulls/1', schema)).toEqual({ number: 1 })
    nock(API, { badheaders: ['authorization'] })
      .get('/repos/a/b/pulls/1')
      .reply(200, { number: 1 })
    expect(await client().get('/repos/a/b/pulls/1', schema)).toEqual({ number: 1 })
  })

  test('a list goes on while GitHub names a next page, and says when it was cut', async () => {
    const page = (n: number, next: boolean) =>
      nock(API)
        .get('/list')
        .query({ per_page: 100, page: n })
        .reply(200, [{ number: n }], next ? { link: `<${API}/list?page=${n + 1}>; rel="next"` } : {})
    page(1, true)
    page(2, false)
    const github = client()
    expect(await github.list('/list', schema, 10)).toEqual({ items: [{ number: 1 }, { number: 2 }], cut: false })
    expect(github.requests).toBe(2)
    page(1, true)
    expect(await client().list('/list', schema, 1)).toEqual({ items: [{ number: 1 }], cut: true })
  })

  test('a list within an answer that counts it', async () => {
    const page = (n: number, next: boolean) =>
      nock(API)
        .get('/runs')
        .query({ event: 'push', per_page: 100, page: n })
        .reply(200, { total_count: 2, runs: [{ number: n }] }, next ? { link: `<${API}/runs?page=${n + 1}>; rel="next"` } : {})
    page(1, true)
    page(2, false)
    const read = client().list('/runs', schema, 10, { query: { event: 'push' }, key: 'runs' })
    expect(await read).toEqual({ items: [{ number: 1 }, { number: 2 }], cut: false })
  })

  test('a page that is tried again is read once', async () => {
    const page = (n: number) => nock(API).get('/list').query({ per_page: 100, page: n })
    page(1).reply(200, [{ number: 1 }], { link: `<${API}/list?page=2>; rel="next"` })
    page(2).reply(200, '[{"number": 2', { 'content-type': 'application/json' })
    page(2).reply(200, [{ number: 2 }])
    const github = client()
    expect((await github.list('/list', schema, 10)).items).toEqual([{ number: 1 }, { number: 2 }])
    expect(github.requests).toBe(3)
  })

  test('a text that is not there is null; one without a charset is decoded', async () => {
    nock(API).get('/readme').reply(404, { message: 'Not Found' })
    expect(await client().text('/readme')).toBeNull()
    nock(API, { reqheaders: { accept: 'application/vnd.github.diff' } })
      .get('/pull')
      .reply(200, Buffer.from('+naïve\n'), { 'content-type': 'application/vnd.github.diff' })
    expect(await client().text('/pull', { accept: 'application/vnd.github.diff' })).toBe('+naïve\n')
  })
})

describe('another try', () => {
  test('after a server fault and after an answer cut short', async () => {
    nock(API).get('/x').reply(502, 'bad gateway')
    nock(API).get('/x').reply(200, '{"numb', { 'content-type': 'application/json' })
    nock(API).get('/x').reply(200, { number: 7 })
    const github = client()
    expect(await github.get('/x', schema)).toEqual({ number: 7 })
    expect(github.requests).toBe(3)
  })

  test('three are enough', async () => {
    nock(API).get('/x').times(3).reply(500, {})
    expect(await fault(client().get('/x', schema))).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('status 500, three times'),
    })
    nock(API).get('/x').times(3).reply(200, { number: 'seven' })
    expect((await fault(client().get('/x', schema))).message).toContain('not what it should be (number:')
  })

  test('none where GitHub refuses', async () => {
    nock(API).get('/x').reply(404, { message: 'Not Found' })
    const github = client()
    await fault(github.get('/x', schema))
    expect(github.requests).toBe(1)
  })
})

describe('a download', () => {
  const zip = Buffer.from('PK-not-really')

  test('follows to another host without the token', async () => {
    nock(API, { reqheaders: { authorization: 'token secret' } })
      .get('/artifacts/1/zip')
      .reply(302, '', { location: 'https://blobs.example/1?sig=x' })
    nock('https://blobs.example', { badheaders: ['authorization'] })
      .get('/1')
      .query({ sig: 'x' })
      .reply(200, zip)
    expect(Buffer.from((await client('secret').download('/artifacts/1/zip', 100)) ?? [])).toEqual(zip)
  })

  test('beyond its bytes is refused, with as many it is not', async () => {
    nock(API).get('/zip').times(2).reply(200, zip)
    expect(await client().download('/zip', zip.length)).toHaveLength(zip.length)
    expect((await fault(client().download('/zip', zip.length - 1))).message).toBe('/zip holds more than 12 bytes, so it is not read.')
  })

  test.each([404, 410])('that is gone (%i) is null', async (status) => {
    nock(API).get('/zip').reply(status, { message: 'Gone' })
    expect(await client().download('/zip', 100)).toBeNull()
  })

  test('of a server that is ill is tried again', async () => {
    nock(API).get('/zip').reply(503)
    nock(API).get('/zip').reply(200, zip)
    expect(await client().download('/zip', 100)).toHaveLength(zip.length)
  })
})

describe('a query', () => {
  const pull = z.object({ pull: z.object({ number: z.number(), checks: z.string().nullable() }) })
  const answer = (body: object) =>
    nock(API)
      .post('/graphql', { query: '{ pull }', variables: { number: 7 } })
      .reply(200, body)
  const ask = (github = client('t'), mayLack: string[] = []) => github.query('{ pull }', { number: 7 }, pull, mayLack)
  const data = { pull: { number: 7, checks: null } }
  const refused = { type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['pull', 'checks'] }

  test('is asked again after an answer that is none, and after one that took GitHub too long', async () => {
    answer([])
    answer({ data: null, errors: [{ message: 'Something went wrong while executing your query.' }] })
    answer({ data })
    const github = client('t')
    expect(await ask(github)).toEqual(data)
    expect(github.requests).toBe(3)
  })

  test('goes without a refused field only where that may be missing', async () => {
    answer({ data, errors: [refused] })
    expect(await ask(client('t'), ['checks'])).toEqual(data)
    answer({ data, errors: [refused] })
    expect((await fault(ask())).message).toContain('refuses to show /graphql: Resource not accessible')
    answer({ data, errors: [refused, { ...refused, path: ['pull'] }] })
    await fault(ask(client('t'), ['checks']))
    answer({ errors: [refused] })
    await fault(ask(client('t'), ['checks']))
  })

  test('is refused in words', async () => {
    answer({ data: { pull: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a PullRequest.', path: ['pull'] }] })
    expect(await fault(ask())).toMatchObject({ exitCode: 2, message: expect.stringMatching(/PullRequest\. Or this token may not see it/) })
    nock(API)
      .post('/graphql')
      .reply(200, { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }, { 'x-ratelimit-reset': '1893456000' })
    expect(await fault(ask())).toMatchObject({ exitCode: 3, until: 1893456000_000 })
    nock(API).post('/graphql').reply(401, { message: 'Bad credentials' })
    expect(await fault(ask())).toMatchObject({ exitCode: 2, message: expect.stringContaining('does not accept the token') })
  })

  test('of an Enterprise Server goes beside its REST API', async () => {
    nock('https://git.example.org').post('/api/graphql').reply(200, { data })
    expect(await ask(gitHub({ baseUrl: 'https://git.example.org/api/v3', token: 't', userAgent: 'test' }))).toEqual(data)
  })
})

test('a limit says when it ends', async () => {
  const end = async (status: number, headers: Record<string, string>) => {
    nock(API).get('/x').reply(status, { message: 'You have exceeded a secondary rate limit' }, headers)
    return (await fault(client('t').get('/x', schema))).until
  }
  expect(await end(403, { 'x-ratelimit-reset': '1893456000' })).toBe(1893456000_000)
  const soon = await end(429, { 'retry-after': '60' })
  expect(Math.abs((soon ?? 0) - Date.now() - 60_000)).toBeLessThan(5000)
  expect(await end(403, {})).toBeNull()
})

describe('refusals say what to do', () => {
  const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.UTC(2026, 10, 25, 14, 30) / 1000) }
  test.each<[string, string | null, number, object, Record<string, string>, RegExp, 2 | 3]>([
    [
      'anonymous limit',
      null,
      403,
      { message: 'API rate limit exceeded' },
      reset,
      /used up until 14:30 UTC.*60 anonymous requests.*GH_TOKEN/,
      3,
    ],
    ['limit of a token', 't', 429, { message: 'slow down' }, { 'retry-after': '60' }, /used up.*Wait, or use another token/, 3],
    ['bad token', 't', 401, { message: 'Bad credentials' }, {}, /does not accept the token.*unset GH_TOKEN/, 2],
    [
      'unknown or private',
      null,
      404,
      { message: 'Not Found' },
      {},
      /knows no \/x at api\.github\.example, or only a token may see it.*gh auth login/,
      2,
    ],
    ['token without access', 't', 404, { message: 'Not Found' }, {}, /this token may not see it/, 2],
    ['forbidden', 't', 403, { message: 'Resource not accessible' }, {}, /refuses to show \/x: Resource not accessible/, 2],
  ])('%s', async (_, token, status, body, headers, message, exitCode) => {
    nock(API).get('/x').reply(status, body, headers)
    const error = await fault(client(token).get('/x', schema))
    expect(error.message).toMatch(message)
    expect(error.exitCode).toBe(exitCode)
  })

  test('a host that does not answer', async () => {
    nock(API).get('/x').times(3).replyWithError(new Error('getaddrinfo ENOTFOUND'))
    expect(await fault(client().get('/x', schema))).toMatchObject({ exitCode: 3, message: expect.stringContaining('cannot be reached') })
  })
})

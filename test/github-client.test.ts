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

  test('a text that is not there is null', async () => {
    nock(API).get('/readme').reply(404, { message: 'Not Found' })
    expect(await client().text('/readme')).toBeNull()
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

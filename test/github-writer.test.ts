/** The writing client's contract: a read is tried again, a write never; refusals say what is missing. */
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gitHubWriter } from '../src/github/writer.ts'

const host = 'https://api.example.net'
const SECRET = 'ghp_thisIsNoToken'
const write = { what: 'open a pull request', permission: 'Pull requests: write' }
const schema = z.object({ number: z.number() })
const writer = () => gitHubWriter({ baseUrl: host, token: { writes: SECRET }, userAgent: 'test', wait: async () => {} })
const send = () => writer().send(write, 'POST /repos/a/b/pulls', { title: 't' }, schema)
const mutate = () => writer().mutate(write, 'mutation { x }', {}, schema)

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('a write', () => {
  test('goes with its token and its body, and its answer is checked', async () => {
    nock(host, { reqheaders: { authorization: `token ${SECRET}` } })
      .post('/repos/a/b/pulls', { title: 't' })
      .reply(201, { number: 7, more: 1 })
    expect(await send()).toEqual({ number: 7 })
  })

  test.each([
    ['a server fault', (scope: nock.Interceptor) => scope.reply(502, { message: 'Bad gateway' })],
    ['a cut connection', (scope: nock.Interceptor) => scope.replyWithError(new Error('socket hang up'))],
    ['half an answer', (scope: nock.Interceptor) => scope.reply(201, '{"number": 7, "tit', { 'content-type': 'application/json' })],
    ['a wrong answer', (scope: nock.Interceptor) => scope.reply(201, [])],
  ])('%s leaves it unsure, and it is not sent again', async (_, reply) => {
    reply(nock(host).post('/repos/a/b/pulls'))
    const again = nock(host).post('/repos/a/b/pulls').reply(201, { number: 8 })
    await expect(send()).rejects.toMatchObject({ name: 'Unsure', message: 'GitHub did not say whether it could open a pull request' })
    expect(again.isDone()).toBe(false)
  })

  test.each([
    [403, { message: 'Resource not accessible by integration' }, {}, 'KnownError', 2, '"Pull requests: write"'],
    [403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '60' }, 'KnownError', 3, 'rate limit'],
    [401, { message: 'Bad credentials' }, {}, 'KnownError', 2, 'SHOWCASE_TOKEN'],
  ])('status %i %j', async (status, body, headers, name, exitCode, words) => {
    nock(host).post('/repos/a/b/pulls').reply(status, body, headers)
    const error: unknown = await send().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name, exitCode, message: expect.stringContaining(words) })
    expect(String(error)).not.toContain(SECRET)
  })

  test.each([404, 409, 422])('status %i may pass: look again', async (status) => {
    nock(host).post('/repos/a/b/pulls').reply(status, { message: 'Not now' })
    await expect(send()).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('would not open a pull request: Not now'),
    })
  })

  test.each([
    ['STALE_DATA', 'Refused', 'Expected branch'],
    ['FORBIDDEN', 'KnownError', '"Pull requests: write"'],
    ['RATE_LIMITED', 'KnownError', 'rate limit'],
  ])('a query refused with %s', async (type, name, words) => {
    nock(host)
      .post('/graphql')
      .reply(200, { data: null, errors: [{ type, message: 'Expected branch to point to x' }] })
    await expect(mutate()).rejects.toMatchObject({ name, message: expect.stringContaining(words) })
  })
})

describe('a read', () => {
  const query = (client = writer()) => client.query('{ viewer { login } }', {}, z.object({ viewer: z.object({ login: z.string() }) }))

  test('is tried three times', async () => {
    nock(host)
      .post('/graphql')
      .reply(502)
      .post('/graphql')
      .reply(200, '{"data": {"vie')
      .post('/graphql')
      .reply(200, { data: { viewer: { login: 'ada' } } })
    const client = writer()
    expect(await query(client)).toEqual({ viewer: { login: 'ada' } })
    expect([client.requests, client.writes]).toEqual([3, 0])
  })

  test('is given up with a reason', async () => {
    nock(host).post('/graphql').times(3).reply(502)
    await expect(query()).rejects.toMatchObject({ name: 'KnownError', exitCode: 3 })
  })

  test('of what is not there says so', async () => {
    nock(host)
      .post('/graphql')
      .reply(200, { errors: [{ type: 'NOT_FOUND', message: "Could not resolve to a Repository with the name 'a/b'." }] })
    await expect(query()).rejects.toMatchObject({ name: 'KnownError', message: expect.stringContaining("'a/b'") })
  })
})

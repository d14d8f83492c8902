/** `fetch` over node:https: redirects, secrets, gzip, cut answers, aborts. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { gitHub } from '../src/github/client.ts'
import { httpsFetch } from '../src/github/https-fetch.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A server that answers so, and what it was asked. */
async function serve(answer: RequestListener): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    request.resume()
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const authorized = { headers: { authorization: 'token secret', 'x-other': 'kept' } }

test('a redirect is followed: with the token on the same host, without it elsewhere', async () => {
  const other = await serve((_, response) => void response.end('there'))
  const first = await serve(
    (request, response) =>
      void (request.url === '/away'
        ? response.writeHead(302, { location: `${other.url}/blob` }).end()
        : request.url === '/moved'
          ? response.writeHead(301, { location: '/here' }).end()
          : response.end('here')),
  )
  const fetch = httpsFetch()
  expect(await (await fetch(`${first.url}/moved`, authorized)).text()).toBe('here')
  expect(first.asked.at(-1)?.headers).toMatchObject({ authorization: 'token secret' })
  expect(await (await fetch(`${first.url}/away`, authorized)).text()).toBe('there')
  expect(other.asked[0]?.headers).toMatchObject({ 'x-other': 'kept' })
  expect(other.asked[0]?.headers.authorization).toBeUndefined()
})

test('a write is sent again only by a 307 or 308 on the same host, and redirects end', async () => {
  const other = await serve((_, response) => void response.end())
  const first = await serve((request, response) => {
    const to = {
      '/renamed': [307, '/repositories/1'],
      '/away': [307, other.url],
      '/seen': [302, '/repositories/1'],
      '/loop': [302, '/loop'],
    }[request.url ?? '']
    if (to === undefined) response.end('done')
    else response.writeHead(Number(to[0]), { location: String(to[1]) }).end()
  })
  const fetch = httpsFetch()
  const post = { method: 'POST', body: '{}', ...authorized }
  expect(await (await fetch(`${first.url}/renamed`, post)).text()).toBe('done')
  await expect(fetch(`${first.url}/away`, post)).rejects.toThrow('a write was redirected')
  await expect(fetch(`${first.url}/seen`, post)).rejects.toThrow('a write was redirected')
  await expect(fetch(`${first.url}/loop`)).rejects.toThrow('more than 5 redirects')
  expect(other.asked).toEqual([])
})

test('gzip is unpacked, as text and as a stream', async () => {
  const text = 'µ'.repeat(100_000)
  const { url, asked } = await serve((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text)))
  expect(await (await httpsFetch()(url)).text()).toBe(text)
  expect(asked[0]?.headers['accept-encoding']).toBe('gzip')
  const { body } = await httpsFetch()(url)
  const parts: Uint8Array[] = []
  for await (const part of body ?? []) parts.push(part)
  expect(Buffer.concat(parts).toString()).toBe(text)
})

test.each(['plain', 'gzip'])('an answer that is cut short is a fault (%s)', async (kind) => {
  const bytes = kind === 'gzip' ? gzipSync('x'.repeat(1000)) : Buffer.from('x'.repeat(1000))
  const { url } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': bytes.length, ...(kind === 'gzip' && { 'content-encoding': 'gzip' }) })
    response.write(bytes.subarray(0, 10), () => response.destroy())
  })
  const answer = await httpsFetch()(url)
  await expect(answer.text()).rejects.toThrow()
})

test('a connection that breaks is a TypeError, an abort its own reason', async () => {
  const { url } = await serve((request, response) => void (request.url === '/break' ? response.destroy() : undefined))
  await expect(httpsFetch()(`${url}/break`)).rejects.toThrow(TypeError)
  await expect(httpsFetch()(`${url}/wait`, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('goes through the proxy of the environment, except where told not to', async () => {
  const proxy = await serve((_, response) => void response.end('by proxy'))
  const direct = await serve((_, response) => void response.end('direct'))
  const environment = { http_proxy: proxy.url }
  expect(await (await httpsFetch(environment)('http://api.invalid/meta')).text()).toBe('by proxy')
  expect(await (await httpsFetch({ ...environment, no_proxy: '127.0.0.1' })(direct.url)).text()).toBe('direct')
})

test('the client reads, lists and downloads with it', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/zip') response.writeHead(200, { 'content-type': 'application/zip' }).end(Buffer.from([1, 2, 3]))
    else response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('[{ "id": 1 }]')
  })
  const github = gitHub({ baseUrl: url, token: 't', userAgent: 'test', fetch: httpsFetch() })
  expect((await github.list('/list', async () => z.object({ id: z.number() }), 10)).items).toEqual([{ id: 1 }])
  expect(await github.download('/zip', 10)).toEqual(Buffer.from([1, 2, 3]))
})

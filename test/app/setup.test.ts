import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { manifest } from '../../src/app/manifest.ts'
import { setUp } from '../../src/app/setup.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** GitHub's side of the manifest flow: a code is good once. */
async function gitHub(): Promise<string> {
  let codes = ['the-code']
  const server = createServer((request, response) => {
    const code = /^\/app-manifests\/([^/]+)\/conversions$/.exec(request.url ?? '')?.[1]
    const good = request.method === 'POST' && codes.includes(code ?? '')
    codes = codes.filter((each) => each !== code)
    response.writeHead(good ? 201 : 404, { 'content-type': 'application/json' })
    const made = {
      id: 4711,
      html_url: 'https://github.com/apps/casewright-example',
      pem,
      webhook_secret: 'made by GitHub, and secret',
      client_id: 'x',
      client_secret: 'y',
    }
    response.end(JSON.stringify(good ? made : { message: 'Not Found' }))
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function setUpAt(baseUrl: string, envFile: string, publicUrl = 'https://casewright.example.com') {
  const ready = Promise.withResolvers<string>()
  const made = setUp({
    manifest: manifest('app.yml'),
    publicUrl,
    organization: 'octo-org',
    baseUrl,
    port: 0,
    envFile,
    onReady: ready.resolve,
  })
  made.catch(ready.reject)
  return { page: await ready.promise, made }
}

test('one button, GitHub, and back: the key goes into .env and is shown nowhere', async () => {
  const envFile = join(mkdtempSync(join(tmpdir(), 'casewright-setup-')), '.env')
  const { page, made } = await setUpAt(await gitHub(), envFile)
  const html = await (await fetch(page)).text()
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? ''
  expect(action).toMatch(/\/organizations\/octo-org\/settings\/apps\/new\?state=[\w-]{32}$/)
  const asked = JSON.parse((/name="manifest" value="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&#x22;', '"').replaceAll('&quot;', '"'))
  expect(asked).toMatchObject({
    hook_attributes: { url: 'https://casewright.example.com/api/github/webhooks', active: true },
    redirect_url: `${page}made`,
    default_permissions: { contents: 'write' },
  })
  // Somebody else's redirect, and a page that was pointed here, do nothing.
  expect((await fetch(`${page}made?code=the-code&state=guessed`)).status).toBe(404)
  // A request for no address at all does not end it.
  const { port } = new URL(page)
  const socket = connect(Number(port), '127.0.0.1', () => socket.end('GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 403/)
  const done = await fetch(`${page}made?code=the-code&state=${action.split('state=')[1]}`)
  const words = await done.text()
  expect(await made).toEqual({ installAt: 'https://github.com/apps/casewright-example/installations/new' })
  expect(words).toContain('https://github.com/apps/casewright-example/installations/new')
  for (const secret of ['made by GitHub', 'BEGIN RSA']) expect(words).not.toContain(secret)
  expect(readFileSync(envFile, 'utf8')).toMatch(
    /^APP_ID="4711"\nPRIVATE_KEY="-----BEGIN RSA.*"\nWEBHOOK_SECRET="made by GitHub, and secret"\n/,
  )
})

test('a code that GitHub does not know, an address it cannot reach, an App that is there: said with the mend', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-setup-'))
  const { page, made } = await setUpAt(await gitHub(), join(folder, 'one'))
  const refused = expect(made).rejects.toThrow(/did not hand over its key.*run the setup again/)
  const state = /state=([\w-]+)"/.exec(await (await fetch(page)).text())?.[1]
  expect(await (await fetch(`${page}made?code=another&state=${state}`)).text()).toContain('did not hand over its key')
  await refused
  await expect(setUpAt('https://api.github.com', join(folder, 'two'), 'http://localhost:3000')).rejects.toThrow(
    /must be the https:\/\/ address/,
  )
})

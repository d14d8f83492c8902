/**
 * One of the servers that `bench/app.ts` loads, in a process of its own: `casewright` (the whole App: durable, with its
 * workers), `probot` (stock, a handler that does nothing), `bare` (node:http that only checks the signature).
 * Arguments: which, a directory, DATABASE_URL or nothing. Prints its address.
 */
import { createHmac, generateKeyPairSync, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { jsonLog } from '../../src/app/log.ts'
import { startApp } from '../../src/app/start.ts'
import { appApi } from '../../src/github/tokens.ts'
import { jobsFor } from '../../src/jobs/app/events.ts'

const [which = '', directory = '', databaseUrl = ''] = process.argv.slice(2)
const secret = process.env.BENCH_SECRET ?? ''
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const servers: Record<string, () => Promise<string>> = { casewright, probot, bare }
process.stdout.write(`${await servers[which]?.()}\n`)

async function casewright(): Promise<string> {
  const log = jsonLog({ write: () => {}, level: 'info', now: Date.now, secrets: [] })
  const baseUrl = 'http://127.0.0.1:9'
  const settings = { appId: 1, privateKey, secrets: [secret], baseUrl, host: '127.0.0.1', port: 0, statusToken: null, keepDays: 30 }
  const app = await startApp(
    { ...settings, databaseUrl: databaseUrl || null, directory, concurrency: 4, logLevel: 'info' },
    {
      jobsFor,
      workOn: async () => ({ state: 'skipped', code: 'bench', words: 'Nothing is done in a benchmark.' }),
      context: {
        api: appApi({ appId: '1', privateKey, baseUrl, userAgent: 'bench', now: Date.now, wait: pause }),
        baseUrl,
        now: Date.now,
        wait: pause,
        generator: 'bench',
        log,
      },
      version: 'bench',
      revive: false,
      onLost: () => {},
    },
  )
  return app.url
}

async function probot(): Promise<string> {
  const { createNodeMiddleware, Probot } = await import('probot')
  const instance = new Probot({ appId: 1, privateKey, secret, logLevel: 'error' })
  const handle = await createNodeMiddleware((app) => app.onAny(() => {}), { probot: instance, webhooksPath: '/api/github/webhooks' })
  return listening(createServer((request, response) => void handle(request, response)))
}

async function bare(): Promise<string> {
  return listening(
    createServer((request, response) => {
      const hmac = createHmac('sha256', secret)
      request.on('data', (chunk: Buffer) => hmac.update(chunk))
      request.on('end', () => {
        const [given, expected] = [request.headers['x-hub-signature-256'], `sha256=${hmac.digest('hex')}`].map((text) =>
          Buffer.from(String(text)),
        )
        const good = given?.length === expected?.length && timingSafeEqual(given ?? Buffer.of(), expected ?? Buffer.of())
        response.writeHead(good ? 202 : 401).end()
      })
    }),
  )
}

function listening(server: Server): Promise<string> {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)))
}

/** The App for tests: the real one around a handler of the test's own, and deliveries signed as GitHub signs them. */
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { jsonLog } from '../../src/app/log.ts'
import type { Settings } from '../../src/app/settings.ts'
import { type AppOptions, type RunningApp, startApp } from '../../src/app/start.ts'
import { appApi } from '../../src/github/tokens.ts'

const SECRET = 'a webhook secret of the tests'
const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()

export interface TestApp extends RunningApp {
  log: Record<string, unknown>[]
  /** Sends a body as GitHub would; any part can be another than it should. */
  send(event: string, payload: unknown, wrong?: Wrong): Promise<{ status: number; delivery: string }>
}

interface Wrong {
  id?: string
  secret?: string
  /** Instead of the payload's JSON. */
  body?: string | Uint8Array
  headers?: Record<string, string>
}

/** Starts it on any port of loopback. */
export async function runningApp(
  directory: string,
  { jobsFor, workOn, settings = {} }: Pick<AppOptions, 'jobsFor' | 'workOn'> & { settings?: Partial<Settings> },
): Promise<TestApp> {
  const log: Record<string, unknown>[] = []
  const whole: Settings = {
    appId: 4711,
    privateKey,
    secrets: [SECRET],
    // Nothing answers there: whatever the App asks on its own would fail.
    baseUrl: 'http://127.0.0.1:9',
    host: '127.0.0.1',
    port: 0,
    databaseUrl: null,
    directory,
    statusToken: null,
    concurrency: 4,
    keepDays: 30,
    logLevel: 'info',
    ...settings,
  }
  const write = jsonLog({ write: (line) => log.push(JSON.parse(line)), level: 'info', now: Date.now, secrets: [SECRET] })
  const api = appApi({ appId: '4711', privateKey, baseUrl: whole.baseUrl, userAgent: 'test', now: Date.now, wait: pause })
  const app = await startApp(whole, {
    jobsFor,
    workOn,
    context: { api, baseUrl: whole.baseUrl, now: Date.now, wait: pause, generator: 'casewright test', log: write },
    version: '0.0.0',
    revive: false,
    onLost: () => {},
  })
  return { ...app, log, send: (event, payload, wrong = {}) => send(app.url, event, payload, wrong) }
}

/** One delivery over HTTP. */
export async function send(url: string, event: string, payload: unknown, wrong: Wrong = {}): Promise<{ status: number; delivery: string }> {
  const body = wrong.body ?? JSON.stringify(payload)
  const answer = await fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': wrong.id ?? randomUUID(),
      'x-hub-signature-256': signed(body, wrong.secret ?? SECRET),
      ...wrong.headers,
    },
    body: typeof body === 'string' ? body : new Blob([Uint8Array.from(body)]),
  })
  const { delivery } = (await answer.json()) as { delivery: string }
  return { status: answer.status, delivery }
}

function signed(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

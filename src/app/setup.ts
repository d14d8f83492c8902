/**
 * Makes the App from its manifest, in the browser of whoever sits at this machine: a page with one button, GitHub's own
 * page, and back with a code that is exchanged for the key and the secrets. They go into `.env` and are shown nowhere.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Octokit } from '@octokit/core'
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import { addToEnv, ensureFree } from './env-file.ts'
import type { Manifest } from './manifest.ts'
import { WEBHOOKS } from './server.ts'
import { donePage, failedPage, setupPage } from './setup-page.ts'
import { shutServer } from './shut-server.ts'

export interface SetupOptions {
  manifest: Manifest
  /** Where GitHub will reach the App: `https://casewright.example.com`. */
  publicUrl: string
  /** The organization that will own it; null for the person's own account. */
  organization: string | null
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  baseUrl: string
  port: number
  envFile: string
  /** Hears where the page is. */
  onReady(url: string): void
}

const madeSchema = z.object({ id: z.number(), html_url: z.string(), pem: z.string(), webhook_secret: z.string() })

/** Answers the App's address on GitHub when it is made. Ends with a KnownError after half an hour without. */
export async function setUp(options: SetupOptions): Promise<{ installAt: string }> {
  const { envFile, publicUrl } = options
  ensureFree(envFile, ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'])
  const site = URL.parse(publicUrl)
  if (site === null || site.protocol !== 'https:')
    throw new KnownError(`--url is "${publicUrl}", and it must be the https:// address under which GitHub will reach this App.`)
  const state = randomBytes(24).toString('base64url')
  const { promise, resolve, reject } = Promise.withResolvers<{ installAt: string }>()
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    answer(request, response, options, { state, origin: `http://127.0.0.1:${port}` }).then((made) => made && resolve(made), reject)
  })
  server.once('error', reject)
  server.listen(options.port, '127.0.0.1', () => options.onReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))
  const tooLong = setTimeout(
    () => reject(new KnownError('nobody made the App within half an hour. Run it again when you are ready.')),
    1_800_000,
  )
  try {
    return await promise
  } finally {
    clearTimeout(tooLong)
    await shutServer(server)
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: SetupOptions,
  { state, origin }: { state: string; origin: string },
): Promise<{ installAt: string } | null> {
  // "//" is no address, and whoever asks for it must not end the setup.
  const url = URL.parse(request.url ?? '/', origin) ?? new URL('/nothing', origin)
  const web = webOf(options.baseUrl)
  const reply = (status: number, html: string) => {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action ${web}; frame-ancestors 'none'; base-uri 'none'`,
    })
    response.end(html)
  }
  // A page elsewhere whose name was pointed at this machine is not answered.
  if (`http://${request.headers.host}` !== origin && `http://${request.headers.host}` !== origin.replace('127.0.0.1', 'localhost')) {
    reply(403, 'Not here.')
    return null
  }
  if (url.pathname === '/' && request.method === 'GET') {
    const owner =
      options.organization === null ? '/settings/apps/new' : `/organizations/${encodeURIComponent(options.organization)}/settings/apps/new`
    reply(200, setupPage({ action: `${web}${owner}?state=${state}`, manifest: asked(options, origin) }))
    return null
  }
  if (url.pathname !== '/made' || url.searchParams.get('state') !== state) {
    reply(404, 'There is nothing here.')
    return null
  }
  const made = await exchange(options.baseUrl, url.searchParams.get('code') ?? '').catch((error: unknown) => {
    reply(502, failedPage(error instanceof KnownError ? error.message : 'It failed; the terminal says why.'))
    throw error
  })
  addToEnv(options.envFile, {
    APP_ID: String(made.id),
    PRIVATE_KEY: made.pem,
    WEBHOOK_SECRET: made.webhook_secret,
    ...(options.baseUrl === 'https://api.github.com' ? {} : { GITHUB_API_URL: options.baseUrl }),
  })
  const installAt = `${made.html_url}/installations/new`
  reply(200, donePage({ installAt, envFile: options.envFile }))
  return { installAt }
}

/** What GitHub is asked to make. */
function asked({ manifest, publicUrl }: SetupOptions, origin: string): string {
  return JSON.stringify({
    ...manifest,
    hook_attributes: { url: new URL(WEBHOOKS, publicUrl).href, active: true },
    redirect_url: `${origin}/made`,
  })
}

/** A code is good for one hour and one use. */
async function exchange(baseUrl: string, code: string): Promise<z.infer<typeof madeSchema>> {
  const octokit = new Octokit({ baseUrl, userAgent: 'casewright' })
  const answered = await octokit.request('POST /app-manifests/{code}/conversions', { code }).catch((error: unknown) => {
    throw new KnownError(
      `GitHub made the App and did not hand over its key (${error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'}). Delete that App on GitHub and run the setup again.`,
      { exitCode: 3 },
    )
  })
  return madeSchema.parse(answered.data)
}

/** Where people see GitHub: https://github.com, https://NAME.ghe.com, or the Enterprise Server's own address. */
function webOf(baseUrl: string): string {
  const { protocol, host } = new URL(baseUrl)
  return `${protocol}//${host.replace(/^api\./, '')}`
}

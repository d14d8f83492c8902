import { rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statusPage } from '../../src/app/status-page.ts'
import { visitorOf } from '../../src/app/visitor.ts'
import { KnownError } from '../../src/errors.ts'
import type { QueueView } from '../../src/queue/view.ts'
import { startBrowser } from '../browser.ts'
import { queueDirectory } from '../queue/directory.ts'
import { runningApp, type TestApp } from './running-app.ts'

const TOKEN = 'a token for the status page'
const facts = {
  version: '1.2.3',
  github: 'api.github.com',
  database: 'PGlite',
  startedAt: Date.UTC(2026, 2, 1, 8),
  now: Date.UTC(2026, 2, 1, 12),
}
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 11, minute))
const view: QueueView = {
  counts: { waiting: 3, running: 1, parked: 2, dead: 1, deliveries: 1204, oldest: 2 },
  running: [{ id: '1', name: 'draft', about: 'repository:4711 pull:12', since: at(59), attempt: 1 }],
  parked: [
    {
      id: '2',
      name: 'draft',
      about: 'repository:4711 pull:13',
      until: at(75),
      attempt: 1,
      code: 'limit',
      words: "GitHub's rate limit is used up until 12:15 UTC.",
    },
    {
      id: '3',
      name: 'preview',
      about: 'repository:4711 pull:14',
      until: at(62),
      attempt: 3,
      code: 'failed',
      words: 'github.com cannot be reached.',
    },
  ],
  dead: [{ id: '4', name: 'reconcile', about: 'repository:9', at: at(-1440), words: '<script>alert(1)</script> & more', tries: 11 }],
  ended: [
    {
      id: '5',
      name: 'draft',
      about: 'repository:4711 pull:11',
      state: 'done',
      code: 'drafted',
      words: 'The draft is open.',
      url: 'https://github.com/example/showcase/pull/3',
      tries: 1,
      began: at(50),
      ended: at(51),
    },
    {
      id: '6',
      name: 'consider',
      about: 'repository:4711 pull:10',
      state: 'skipped',
      code: 'no-config',
      words: 'It has no configuration.',
      url: 'javascript:alert(1)',
      tries: 1,
      began: at(49),
      ended: at(49),
    },
  ],
}

const state: { app: TestApp | null; directory: string; browser: Browser | null } = { app: null, directory: '', browser: null }

beforeAll(async () => {
  state.browser = await startBrowser()
  state.directory = await queueDirectory()
  state.app = await runningApp(state.directory, {
    jobsFor: () => [],
    async workOn(job) {
      if (job.name === 'limited') throw new KnownError("GitHub's rate limit is used up.", { until: Date.now() + 3_600_000 })
      return { state: 'done', code: 'drafted', words: 'The draft is open.', url: 'https://github.com/example/showcase/pull/3' }
    },
    settings: { statusToken: TOKEN },
  })
}, 120_000)

afterAll(async () => {
  await state.browser?.close()
  await state.app?.close()
  rmSync(state.directory, { recursive: true, force: true })
})

const url = () => state.app?.url ?? ''

const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}` })

test('the pages of a running App: health, readiness, metrics, status', async () => {
  await state.app?.queue.add([
    { name: 'draft', data: {}, lane: 'a', about: 'repository:1 pull:2' },
    { name: 'limited', data: {}, lane: 'b', about: 'repository:1 pull:3' },
  ])
  for (let tries = 0; ((await state.app?.queue.view())?.ended.length ?? 0) < 3 && tries < 400; tries++) await pause(25)
  expect((await fetch(`${url()}/healthz`)).status).toBe(200)
  expect((await fetch(`${url()}/readyz`)).status).toBe(200)
  expect((await fetch(`${url()}/secret`)).status).toBe(404)
  expect((await fetch(`${url()}/api/github/webhooks`)).status).toBe(405)
  const metrics = await (await fetch(`${url()}/metrics`, { headers: basic(TOKEN) })).text()
  expect(metrics).toMatch(/^casewright_jobs_total\{job="draft",state="done"\} 1$/m)
  expect(metrics).toMatch(/^casewright_jobs\{state="parked"\} 1$/m)
  const page = await fetch(url(), { headers: basic(TOKEN) })
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  const html = await page.text()
  expect(html).toContain("GitHub's rate limit is used up.")
  expect(html).toContain('done: drafted')
})

describe('who may look', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    ({ socket: { remoteAddress }, headers: { host: '127.0.0.1:3000', ...headers } }) as unknown as IncomingMessage
  test.each([
    ['this machine', from('127.0.0.1'), null, 'welcome'],
    ['this machine, by IPv6', from('::1', { host: '[::1]:3000' }), null, 'welcome'],
    ['another machine, without a token set', from('192.0.2.1'), null, 'closed'],
    ['a proxy on this machine, without a token set', from('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }), null, 'closed'],
    ['a name that was pointed at this machine', from('127.0.0.1', { host: 'evil.example' }), null, 'closed'],
    ['a proxy that hands nothing on', Object.assign(from('127.0.0.1'), { httpVersion: '1.0' }), null, 'closed'],
    ['this machine, or a proxy on it, where a token is set', from('127.0.0.1'), TOKEN, 'unknown'],
    ['another machine', from('192.0.2.1'), TOKEN, 'unknown'],
    ['with the token', from('192.0.2.1', { authorization: `Bearer ${TOKEN}` }), TOKEN, 'unknown'],
    ['with the token as a password', from('192.0.2.1', basic(TOKEN)), TOKEN, 'welcome'],
    ['with another password', from('192.0.2.1', basic('a guess')), TOKEN, 'unknown'],
    ['with an empty password', from('192.0.2.1', basic('')), TOKEN, 'unknown'],
  ] as const)('%s', (_, asked, token, expected) => expect(visitorOf(asked, token)).toBe(expected))

  test('over HTTP: a page asked for under another name is closed, and opens with the token', async () => {
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        request(`${url()}/`, { headers: { host: 'casewright.example', ...headers } }, (answer) => {
          answer.resume()
          resolve([answer.statusCode, answer.headers['www-authenticate'] !== undefined])
        })
          .on('error', reject)
          .end()
      })
    expect(await status({})).toEqual([401, true])
    expect(await status({ authorization: 'Bearer a guess' })).toEqual([401, true])
    expect(await status(basic(TOKEN))).toEqual([200, false])
  })
})

test('what a job says is text, and only web addresses become links', () => {
  const html = statusPage(view, facts)
  expect(html).not.toContain('<script')
  expect(html).not.toContain('javascript:')
  expect(html).toContain('href="https://github.com/example/showcase/pull/3"')
  expect(html).toContain('<title>1 failed – Casewright</title>')
})

describe.each(['light', 'dark'] as const)('in a browser, %s', (colorScheme) => {
  test.each([
    ['wide', 1200],
    ['narrow', 360],
  ])('%s: nothing runs off, every text has contrast, tables have names and heads', async (_, width) => {
    if (state.browser === null) return
    const page = await state.browser.newPage({ colorScheme, viewport: { width, height: 900 }, javaScriptEnabled: true })
    try {
      await page.setContent(statusPage(view, facts))
      const found = await page.evaluate<Found>(MEASURE)
      expect(found.overflow).toBeLessThanOrEqual(0)
      expect(found.faint).toEqual([])
      expect(found.headless).toBe(0)
      expect(found.headings).toEqual(['Casewright at work', 'Failed for good', 'Running', 'Parked', 'Ended'])
      expect(await page.getByRole('table', { name: 'Parked' }).getByRole('row').count()).toBe(3)
    } finally {
      await page.close()
    }
  })
})

interface Found {
  overflow: number
  faint: unknown[]
  headless: number
  headings: string[]
}

/** Runs in the page: what runs off it, what is too faint to read, which tables have no head. */
const MEASURE = `(() => {
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const light = (color) => {
    const [r, g, b] = color.match(/[0-9.]+/g).map(Number)
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  }
  const paper = light(getComputedStyle(document.body).backgroundColor)
  const faint = [...document.querySelectorAll('main *')]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((each) => {
      const ink = light(getComputedStyle(each).color)
      return { text: each.textContent, contrast: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) }
    })
    .filter(({ contrast }) => contrast < 4.5)
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    faint,
    headless: [...document.querySelectorAll('table')].filter((table) => table.querySelectorAll('thead th[scope=col]').length === 0).length,
    headings: [...document.querySelectorAll('h1, h2')].map((each) => each.textContent),
  }
})()`

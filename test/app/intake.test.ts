import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import examples from '@octokit/webhooks-examples'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fits, isTakenIn } from '../../src/app/event-shapes.ts'
import { jobsFor } from '../../src/jobs/app/events.ts'
import type { Job } from '../../src/queue/job.ts'
import { queueDirectory } from '../queue/directory.ts'
import { runningApp, type TestApp } from './running-app.ts'

const payloads = (examples as unknown as { name: string; examples: Record<string, unknown>[] }[]).flatMap(({ name, examples: all }) =>
  all.map((payload) => ({ name, payload })),
)
const opened = payloads.find(({ name, payload }) => name === 'pull_request' && payload.action === 'opened')?.payload ?? {}

const state: { app: TestApp | null; directory: string; worked: Job[] } = { app: null, directory: '', worked: [] }
const app = () => {
  if (state.app === null) throw new Error('the App did not start')
  return state.app
}

beforeAll(async () => {
  state.directory = await queueDirectory()
  state.app = await runningApp(state.directory, {
    jobsFor: (delivery) => [
      ...jobsFor(delivery),
      { name: 'seen', data: {}, lane: delivery.id, about: `repository:${delivery.repositoryId}` },
    ],
    async workOn(job) {
      if (job.name !== 'reconcile') state.worked.push(job)
      return { state: 'skipped', code: 'test', words: 'Nothing is done in this test.' }
    },
  })
}, 120_000)

afterAll(async () => {
  await state.app?.close()
  rmSync(state.directory, { recursive: true, force: true })
})

const isDry = async () => {
  const { waiting, running } = await app().queue.counts()
  return waiting + running === 0
}
const kept = async () => (await app().queue.counts()).deliveries

test("all of GitHub's 329 example payloads: no crash, and one row for each that concerns the App", async () => {
  const before = await kept()
  const answers = await Promise.all(payloads.map(({ name, payload }) => app().send(name, payload)))
  expect(payloads).toHaveLength(329)
  expect(answers.filter(({ status }) => status !== 202)).toEqual([])
  const taken = payloads.filter(({ name }) => isTakenIn(name))
  const bodies = new Set(taken.map(({ payload }) => JSON.stringify(payload)))
  expect(await kept()).toBe(before + bodies.size)
  for (let tries = 0; tries < 800 && !(await isDry()); tries++) await pause(25)
  expect(state.worked.filter(({ name }) => name === 'seen')).toHaveLength(bodies.size)
  expect(app().log.filter(({ level }) => level === 'error')).toEqual([])
}, 60_000)

describe('refused, with nothing done', () => {
  const cases: [string, number, string, () => Promise<{ status: number; delivery: string }>][] = [
    ['without a signature', 401, 'unsigned', () => app().send('pull_request', fresh(), { headers: { 'x-hub-signature-256': '' } })],
    ['signed with another secret', 401, 'unsigned', () => app().send('pull_request', fresh(), { secret: 'another webhook secret' })],
    [
      'signed in the old way',
      401,
      'unsigned',
      () => app().send('pull_request', fresh(), { headers: { 'x-hub-signature-256': 'sha1=00' } }),
    ],
    [
      'changed after it was signed',
      401,
      'unsigned',
      () =>
        app().send('pull_request', null, { body: JSON.stringify(fresh()), headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } }),
    ],
    ['no JSON', 400, 'malformed', () => app().send('pull_request', null, { body: '{"action":' })],
    ['a list', 400, 'malformed', () => app().send('pull_request', [fresh()])],
    ['no event', 400, 'malformed', () => app().send('', fresh())],
    ['an event with a path in it', 400, 'malformed', () => app().send('../pull_request', fresh())],
    ['no delivery id', 400, 'malformed', () => app().send('pull_request', fresh(), { id: 'x' })],
    [
      'a number that is words',
      400,
      'malformed',
      () => app().send('pull_request', { ...fresh(), repository: { id: 'one', full_name: 'a/b' } }),
    ],
    ['one event under the name of another', 400, 'renamed', () => app().send('issue_comment', fresh())],
    ['a review under the name of its pull request', 400, 'renamed', () => app().send('pull_request', example('pull_request_review'))],
    ['a star under the name of a repository', 400, 'renamed', () => app().send('repository', example('star'))],
    ['larger than GitHub sends', 413, 'too-large', () => app().send('push', null, { body: new Uint8Array(25 * 1024 * 1024 + 1) })],
  ]
  test.each(cases)('%s', async (_, status, delivery, act) => {
    const [rows, worked] = [await kept(), state.worked.length]
    expect(await act()).toEqual({ status, delivery })
    expect(await kept()).toBe(rows)
    expect(state.worked.length).toBe(worked)
  })

  test('a body that grows beyond what it announced, or never announced', async () => {
    const status = await rawRequest(app().url, ['transfer-encoding: chunked'], function* () {
      const chunk = Buffer.alloc(1 << 20, 0x20)
      for (let i = 0; i < 26; i++) yield Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
    })
    expect(status).toBe(413)
    expect(await rawRequest(app().url, [`content-length: ${1 << 30}`], function* () {})).toBe(413)
  })
})

test('the same again is kept once: sent again by GitHub, replayed under another id, replayed under another name', async () => {
  const payload = fresh()
  const id = randomUUID()
  const before = await kept()
  expect(await app().send('pull_request', payload, { id })).toEqual({ status: 202, delivery: 'new' })
  expect(await app().send('pull_request', payload, { id })).toEqual({ status: 202, delivery: 'duplicate' })
  expect(await app().send('pull_request', payload)).toEqual({ status: 202, delivery: 'duplicate' })
  expect(await app().send('release', payload)).toEqual({ status: 400, delivery: 'renamed' })
  expect(await kept()).toBe(before + 1)
})

test('no example fits the name of another event', () => {
  const names = [...new Set(payloads.map(({ name }) => name))].filter(isTakenIn)
  expect(names).toHaveLength(13)
  const passing = payloads.flatMap(({ name, payload }) => names.filter((other) => other !== name && fits(other, payload)))
  expect(passing).toEqual([])
})

test('the log holds no payload and no secret', () => {
  const lines = app().log.map((line) => JSON.stringify(line))
  expect(lines.length).toBeGreaterThan(300)
  for (const line of lines) {
    expect(line).not.toContain('a webhook secret')
    expect(line).not.toContain('Codertocat')
    expect(line.length).toBeLessThan(500)
  }
})

/** A pull request that was never sent before. */
function fresh(): Record<string, unknown> {
  return { ...opened, number: Math.floor(Math.random() * 1e9) }
}

function example(event: string): unknown {
  return payloads.find(({ name }) => name === event)?.payload
}

/** Writes by hand what no client would send; answers the status. */
function rawRequest(url: string, headers: string[], chunks: () => Generator<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const head = ['POST /api/github/webhooks HTTP/1.1', 'host: 127.0.0.1', 'x-github-event: push', ...headers, '', '']
    socket.write(head.join('\r\n'))
    for (const chunk of chunks()) socket.write(chunk)
    socket.once('data', (answer) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer.toString('latin1'))?.[1]))
      socket.destroy()
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
    )
  })
}

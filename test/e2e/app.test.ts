/** The real App over HTTP, told by signed webhooks: merged → draft → a person's edit and answer → approved → merged → signed; and a restart that misses nothing. The fake shows no repository to another installation's token. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningApp } from '../../src/app/start.ts'
import { serve } from '../../src/app.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { AppHandle } from '../github/seed/app.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

const SECRET = 'a webhook secret of the tests'
const directory = mkdtempSync(join(tmpdir(), 'casewright-app-'))
let github: FakeGitHub
let app: AppHandle
let running: RunningApp
let source: RepositoryHandle
let showcase: RepositoryHandle
let draft: PullHandle
const log: string[] = []

async function start(): Promise<void> {
  const env = {
    APP_ID: String(app.data.id),
    PRIVATE_KEY: app.privateKey(),
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: github.url,
    PORT: '0',
    CASEWRIGHT_DATA: directory,
  }
  running = await serve({ env, revive: false, write: (line) => log.push(line), exit: () => {} })
  app.data.hook = { url: `${running.url}/api/github/webhooks`, secret: SECRET }
}

beforeAll(async () => {
  github = await fakeGitHub()
  app = github.app()
  source = github.repository('example/ringcache', {
    licence: 'MIT',
    collaborators: { ada: 'write', bob: 'write' },
    files: { 'README.md': '# ringcache\n\nringcache is an in-process LRU cache.\n', 'cache.go': 'package ringcache\n' },
  })
  showcase = github.repository('example/showcase', { collaborators: { bob: 'write' }, files: { 'README.md': '# Work\n' } })
  app.install('example')
  await start()
}, 60_000)
afterAll(async () => {
  await running.close()
  await github.close()
  rmSync(directory, { recursive: true, force: true })
}, 60_000)

/** Until nothing is on its way, in the queue or at work. */
async function settled(): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 3; tries++) {
    if (tries > 600) throw new Error(`the App does not come to rest:\n${log.slice(-20).join('\n')}`)
    await github.delivered()
    const { waiting, running: busy } = await running.queue.counts()
    quiet = waiting + busy === 0 ? quiet + 1 : 0
    await pause(50)
  }
}

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front.

## Results

| ns/op | before | after |
|---|--:|--:|
| Get/parallel | 182.9 | 61.4 |
`
const page = 'entries/shard-the-lru-lock/index.md'

test('from one line of configuration to a signed page', async () => {
  source.commit('Show it', { '.github/casewright.yml': 'showcase: example/showcase\n' })
  await settled()
  expect([...source.data.issues.values()].map(({ title }) => title)).toEqual(['Casewright is set up'])
  const pull = source.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' },
  })
  pull.merge('squash')
  pull.comment('/casewright draft', 'ada')
  await settled()
  draft = showcase.existingPullRequest(1)
  expect(draft.data).toMatchObject({ state: 'open', draft: true, author: { login: 'casewright[bot]' } })
  const drafted = showcase.read(page, draft.data.head.ref) ?? ''
  draft.push('My words', { [page]: drafted.replace(/^In ringcache, this change.*$/m, 'Readers no longer wait for each other.') }, 'bob')
  draft.comment('/casewright answer 1 Our ingest did, on Mondays, when every cache is cold.', 'bob')
  await settled()
  const redrafted = showcase.read(page, draft.data.head.ref) ?? ''
  expect(redrafted).toContain('Readers no longer wait for each other.')
  expect(redrafted).toContain('“Our ingest did, on Mondays, when every cache is cold.”')
  draft.review({ author: 'bob', state: 'APPROVED' })
  await settled()
  const checks = showcase.data.checks.filter(({ sha }) => sha === draft.head()).map(({ name, conclusion }) => [name, conclusion])
  expect(checks).toEqual(
    expect.arrayContaining([
      ['casewright / evidence', 'success'],
      ['casewright / sign-off', 'success'],
    ]),
  )
  draft.merge('merge', 'bob')
  await settled()
  expect(JSON.parse(showcase.read('entries/shard-the-lru-lock/sign-off.json') ?? '{}')).toMatchObject({
    by: { login: 'bob' },
    how: 'review',
  })
}, 120_000)

test('nothing it wrote made it write again, and no token or payload is in its log', async () => {
  const { length } = github.requests({ write: true })
  await settled()
  expect(github.requests({ write: true })).toHaveLength(length)
  const all = log.join('\n')
  for (const secret of [SECRET, 'ghs_', 'PRIVATE KEY', 'Our ingest', 'ringcache']) expect(all).not.toContain(secret)
  expect((await running.queue.counts()).dead).toBe(0)
}, 60_000)

test('what happened while it was away is done after its start', async () => {
  await running.close()
  const pull = source.pullRequest({
    title: 'cache: count hits',
    body: description,
    labels: ['case-study'],
    files: { 'hits.go': 'package ringcache\n' },
  })
  pull.merge('squash')
  await github.delivered()
  expect(showcase.pullRequests()).toHaveLength(1)
  await start()
  await settled()
  expect(showcase.pullRequests().map(({ title }) => title.replace(/:.*/, ''))).toEqual(['Case study', 'Case study'])
}, 120_000)

test('a preview, a command, a release, and another owner at the same time', async () => {
  const files = { 'README.md': '# lib\n\nlib is a library.\n', 'a.go': 'package lib\n' }
  const other = github.repository('other/lib', { collaborators: { ada: 'write' }, files })
  const work = github.repository('other/work', { files: { 'README.md': '# Work\n' } })
  app.install('other')
  other.commit('Show it', { '.github/casewright.yml': 'showcase: other/work\n' })
  source.commit('Releases, too', {
    '.github/casewright.yml': 'showcase: example/showcase\ndraft: { when: [label, command, release] }\n',
  })
  source.release({ tag: 'v1.0.0' })
  await settled()
  const open = source.pullRequest({
    title: 'cache: batch the writes',
    body: description,
    labels: ['case-study'],
    files: { 'batch.go': 'package ringcache\n' },
  })
  open.comment('/casewright help', 'ada')
  const theirs = other.pullRequest({
    title: 'lib: no copy',
    body: description,
    labels: ['case-study'],
    files: { 'a.go': 'package lib\n\n' },
  })
  theirs.merge('squash')
  source.release({
    tag: 'v1.1.0',
    body: 'Reads no longer wait for one lock, since the cache is sharded now, and that took a while to find.',
  })
  await settled()
  expect(source.data.checks.filter(({ sha }) => sha === open.head()).map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['casewright / preview', 'neutral'],
  ])
  expect(open.data.comments.at(-1)?.body).toContain('/casewright answer')
  expect(showcase.pullRequests().map(({ title }) => title)).toContainEqual(expect.stringContaining('v1.1.0'))
  expect(work.pullRequests().map(({ title, author }) => [title.replace(/:.*/, ''), author.login])).toEqual([
    ['Case study', 'casewright[bot]'],
  ])
}, 120_000)

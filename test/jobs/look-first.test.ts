/** Running again: three requests and no write where nothing has changed, a whole run where anything has. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ConfigFile, configOf } from '../../src/config.ts'
import { gitHub } from '../../src/github/client.ts'
import { gitHubWriter } from '../../src/github/writer.ts'
import { draftOnGitHub, type GitHubDraft } from '../../src/jobs/draft-on-github.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

let github: FakeGitHub
let source: RepositoryHandle
let showcase: RepositoryHandle
let pull: PullHandle
let names = 0

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front.

## Results

| ns/op | before | after |
|---|--:|--:|
| Get/parallel | 182.9 | 61.4 |
| Get/serial | 21.3 | 23.0 |
`

beforeAll(async () => {
  github = await fakeGitHub()
  showcase = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' } })
})
afterAll(() => github.close())

/** A source of its own for every test, drafted once. */
beforeEach(async () => {
  source = github.repository(`example/ring${++names}`, {
    files: { 'README.md': '# ring\n\nring is a cache for Go services.\n', 'cache.go': 'package ring\n' },
  })
  pull = source.pullRequest({
    title: `cache: shard the lock of ring ${String.fromCharCode(96 + names)}`,
    body: description,
    files: { 'cache.go': 'package ring\n\nfunc Get() {}\n' },
    reviews: [{ author: 'bob', comments: [{ path: 'cache.go', line: 3, body: 'Is eviction still LRU?' }] }],
    merged: 'squash',
  })
  source.check(pull.head(), { name: 'test' })
  expect((await run()).outcome).toBe('created')
})

interface Run {
  outcome: string | undefined
  drafted: boolean
  requests: number
  writes: number
}

async function run(change: Partial<GitHubDraft> & { again?: boolean; file?: ConfigFile } = {}): Promise<Run> {
  const wait = async () => {}
  const token = github.token({ user: 'ada' })
  const from = github.history.length
  const { again = false, file = {}, ...more } = change
  const { draft, published } = await draftOnGitHub({
    reference: { kind: 'pull-request', owner: 'example', name: `ring${names}`, number: pull.number, host: 'github.com' },
    source: gitHub({ baseUrl: github.url, token, userAgent: 'test', wait }),
    config: configOf(file),
    own: { baseline: [], candidate: [], environment: null, cwd: '.' },
    to: {
      kind: 'showcase',
      writer: gitHubWriter({ baseUrl: github.url, token: { writes: token }, userAgent: 'test', wait }),
      showcase: { host: 'github.com', owner: 'ada', name: 'work' },
      again,
      wait,
    },
    allowedSecrets: new Set(),
    generator: 'casewright 1',
    onProgress: () => {},
    ...more,
  })
  const sent = github.history.slice(from)
  const writes = sent.filter(({ write }) => write).length
  return { outcome: published?.outcome, drafted: draft !== null, requests: sent.length, writes }
}

const spared = { outcome: 'unchanged', drafted: false, requests: 3, writes: 0 }
const entry = () => showcase.pullRequests().at(-1)

test('nothing changed: three requests, nothing drafted, nothing written', async () => {
  expect(await run()).toEqual(spared)
})

test('what is no evidence changes nothing: a bot, our own check, a comment on the draft', async () => {
  pull.comment('Coverage 81 %', 'codecov[bot]')
  source.check(pull.head(), { name: 'casewright / preview' })
  showcase.existingPullRequest(entry()?.number ?? 0).comment('I will look at it.', 'bob')
  expect(await run()).toEqual(spared)
})

describe('is drafted again after', () => {
  test.each<[string, () => unknown]>([
    ['a comment', () => pull.comment('Also on ARM.', 'bob')],
    ['an answer to a review', () => pull.review({ author: 'bob', body: 'I measured it too.' })],
    ['another description', () => Object.assign(pull.data, { body: description.replace('61.4', '59.8') })],
    ['a label', () => pull.label('performance')],
    ['a late check, with which artifacts come', () => source.check(pull.head(), { name: 'bench' })],
    ['a late check of the merge commit', () => source.check(pull.data.merged?.sha ?? '', { name: 'bench' })],
    [
      'a new head',
      () => Object.assign(pull.data.head, { sha: source.commit('Go on', { 'x.go': 'package x\n' }, { branch: pull.data.head.ref }) }),
    ],
    ['another README', () => source.commit('Say more', { 'README.md': '# ring\n\nring is a fast cache for Go services.\n' })],
  ])('%s', async (_, change) => {
    change()
    const found = await run()
    expect(found.drafted).toBe(true)
    expect(found.requests).toBeGreaterThan(3)
  })

  test('another configuration, another generator, files of this machine', async () => {
    expect((await run({ file: { benchmarks: { primary: ['ns/op'] } } })).drafted).toBe(true)
    expect((await run({ generator: 'casewright 2' })).drafted).toBe(true)
    const own = { baseline: ['no-such-file'], candidate: [], environment: null, cwd: '.' }
    await expect(run({ own })).rejects.toThrow('no-such-file')
  })
})

test('a change that the draft does not show is no commit; one that it shows makes the next run short again', async () => {
  pull.comment('Thanks!', 'bob')
  expect(await run()).toMatchObject({ outcome: 'unchanged', drafted: true, writes: 0 })
  pull.data.body = description.replace('61.4', '59.8')
  expect(await run()).toMatchObject({ outcome: 'updated', drafted: true })
  expect(await run()).toEqual(spared)
})

test('what a person did in the showcase is answered without reading the source', async () => {
  const { number = 0 } = entry() ?? {}
  const draft = showcase.existingPullRequest(number)
  showcase.data.collaborators.set('bob', 'write')
  draft.review({ author: 'bob', state: 'APPROVED', body: 'Yes.' })
  expect(await run()).toMatchObject({ outcome: 'approved', drafted: false, writes: 0 })
  draft.close()
  expect(await run()).toEqual({ outcome: 'declined', drafted: false, requests: 2, writes: 0 })
  expect(await run({ again: true })).toMatchObject({ outcome: 'created', drafted: true })
  showcase.existingPullRequest(entry()?.number ?? 0).merge()
  expect(await run()).toEqual({ outcome: 'published', drafted: false, requests: 2, writes: 0 })
})

test('a draft that was cut off before its end is finished', async () => {
  const { data } = showcase.existingPullRequest(entry()?.number ?? 0)
  expect(data.labels.map(({ name }) => name)).toEqual(['casewright'])
  Object.assign(data, { labels: [], timeline: [] })
  expect(await run()).toMatchObject({ outcome: 'updated', drafted: true })
  expect(data.labels).toHaveLength(1)
})

test('what is held back is looked after until it is settled', async () => {
  const { head } = entry() ?? { head: { ref: '' } }
  const path = head.ref.replace(/^casewright\/(.*)-[0-9a-f]{8}$/, 'entries/$1/index.md')
  const page = showcase.read(path, head.ref) ?? ''
  showcase.commit('My words', { [path]: page.replace('61.4', '61.5') }, { branch: head.ref })
  expect(await run()).toEqual(spared)
  pull.data.body = description.replace('61.4', '59.8')
  expect(await run()).toMatchObject({ outcome: 'updated', drafted: true })
  expect(await run()).toMatchObject({ drafted: true, writes: 0 })
})

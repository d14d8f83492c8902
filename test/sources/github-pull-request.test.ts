/** One pull request, read by both APIs: the same evidence, within the requests that there are. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import { type Read, read, richPull, ringcache } from './github-source.ts'

/** Without what only GraphQL tells: whether a thread is resolved. */
const shared = ({ threads, ...evidence }: Evidence) => ({
  ...evidence,
  threads: threads.map(({ isResolved: _, ...thread }) => thread),
})

describe.each(['github.com', 'GitHub Enterprise Server 3.19'])('on %s', (where) => {
  let github: FakeGitHub
  let pull: PullHandle
  let byRest: Read
  let byGraph: Read

  beforeAll(async () => {
    github = await fakeGitHub(where === 'github.com' ? {} : { enterprise: '3.19.0' })
    pull = richPull(ringcache(github))
    byRest = await read(github, pull.number, null)
    byGraph = await read(github, pull.number, github.token({ user: 'dora' }))
  })
  afterAll(() => github.close())

  test('both give the same evidence', () => {
    expect(shared(byRest.evidence)).toEqual(shared(byGraph.evidence))
    expect(byRest.suspects).toEqual(byGraph.suspects)
    expect(byRest.trees).toEqual(byGraph.trees)
  })

  test('which is all that is there', () => {
    const { subject, commits, changes, threads, tests, omissions } = byGraph.evidence
    expect(subject).toMatchObject({ mergedAs: 'squash', merge: pull.data.merged?.sha, head: pull.head(), labels: ['performance', 'go'] })
    expect(subject.repository).toMatchObject({
      licence: 'MIT',
      introduction: 'ringcache is an in-process LRU cache for Go services.',
    })
    expect(commits.map(({ subject, body, author }) => [subject, body, author])).toEqual([
      ['cache: split into shards', 'By the hash of the key.', 'ada'],
      ['cache: test the shards', '', 'bob'],
      ['cache: tidy up', '', 'ada'],
    ])
    expect(changes.map(({ path, status, oldPath, added, removed }) => [path, status, oldPath, added, removed])).toEqual([
      ['a "b".txt', 'added', null, 1, 0],
      ['cache.go', 'modified', null, 4, 1],
      ['cache_test.go', 'added', null, 3, 0],
      ['café.go', 'modified', null, 2, 0],
      ['docs/gone.md', 'deleted', null, 0, 1],
      ['logo.png', 'modified', null, null, null],
      ['new name.txt', 'renamed', 'old name.txt', 2, 1],
    ])
    expect(byGraph.suspects).toEqual([{ path: 'cache.go', line: 5, text: '\t// password = "hunter2"' }])
    expect(threads.map(({ kind, isResolved, messages }) => [kind, isResolved, messages.map(({ by, name }) => `${by} ${name}`)])).toEqual([
      ['issue', undefined, ['other carl']],
      ['review', true, ['reviewer bob', 'author ada', 'reviewer null']],
      ['review', false, ['reviewer bob']],
      ['comment', undefined, ['reviewer bob']],
      ['comment', undefined, ['reviewer carl']],
      ['comment', undefined, ['reviewer null']],
    ])
    expect([tests, omissions, byGraph.isPrivate]).toEqual(['passed', [], false])
  })

  test('in two requests with a token, in ten without', () => {
    expect(byGraph.operations).toEqual(['query', 'pulls/get'])
    expect(byRest.requests).toBe(10)
  })
})

describe('as many requests as the files need', () => {
  let github: FakeGitHub
  let token: string
  const numbers = new Map<number, number>()
  const counts = [1, 120, 300, 450]

  beforeAll(async () => {
    github = await fakeGitHub()
    token = github.token({ user: 'dora' })
    const ring = ringcache(github)
    for (const count of counts) {
      const files = Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`src/f${String(i).padStart(3, '0')}.go`, `package f${i}\n`]),
      )
      numbers.set(count, ring.pullRequest({ title: `${count} files`, body: 'See #9.', files }).number)
    }
  })
  afterAll(() => github.close())

  const most = (files: number) => 8 + Math.max(0, Math.ceil((files - 300) / 100))

  test.each(counts)('%i files', async (files) => {
    const { evidence, requests } = await read(github, numbers.get(files) ?? 0, token)
    expect(evidence.changes).toHaveLength(files)
    expect(requests).toBeLessThanOrEqual(most(files))
  })

  test.each([
    ['refused as too large', { kind: 'status', status: 406 } as const],
    ['cut off on the way', { kind: 'truncated' } as const],
  ])('300 files whose diff is %s, read from the list', async (_, fault) => {
    github.fault({ ...fault, operation: 'pulls/get' })
    const { evidence, requests, operations } = await read(github, numbers.get(300) ?? 0, token)
    expect(evidence.changes).toHaveLength(300)
    expect(evidence.changes.every(({ added }) => added === 1)).toBe(true)
    expect(operations.filter((operation) => operation === 'pulls/list-files')).toHaveLength(3)
    expect(requests).toBeLessThanOrEqual(8)
  })

  test('without a token 120 files still stay within ten', async () => {
    const { evidence, requests } = await read(github, numbers.get(120) ?? 0, null)
    expect(evidence.changes).toHaveLength(120)
    expect(requests).toBeLessThanOrEqual(10)
  })
})

test('long discussions and many commits are read on, and what is cut is said with its count', async () => {
  const github = await fakeGitHub()
  const ring = ringcache(github)
  const named = ring.issue({ title: 'A thought', body: 'Shard it?', author: 'carl' })
  const pull = ring.pullRequest({
    title: 'Long',
    body: `After #${named.number}`,
    commits: Array.from({ length: 103 }, (_, i) => ({ message: `Step ${i}`, files: { 'cache.go': `package ringcache // ${i}\n` } })),
    comments: Array.from({ length: 312 }, (_, i) => ({ author: 'bob', body: `Comment ${i}` })),
  })
  const { evidence, operations } = await read(github, pull.number, github.token({ user: 'dora' }))
  expect(evidence.commits.map(({ subject }) => subject)).toEqual(Array.from({ length: 103 }, (_, i) => `Step ${i}`))
  const [issue, ...comments] = evidence.threads
  expect(issue).toMatchObject({ kind: 'issue', title: 'A thought' })
  expect(comments.map(({ messages }) => messages[0]?.text)).toEqual(Array.from({ length: 300 }, (_, i) => `Comment ${i}`))
  expect(evidence.omissions.map(({ what, why }) => `${what}: ${why}`)).toEqual([
    'The merge: the pull request is not merged; what is read here may still change',
    'The comments: 300 of 312 were read',
  ])
  expect(operations.toSorted()).toEqual(['pulls/get', 'query', 'query', 'query'])
  await github.close()
})

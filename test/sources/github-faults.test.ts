/** What GitHub answers on a bad day: refusals, cut and wrong answers, nothing where something should be. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { read, richPull, ringcache } from './github-source.ts'

let github: FakeGitHub
let ring: RepositoryHandle
let pull: PullHandle
let token: string

beforeEach(async () => {
  github = await fakeGitHub()
  ring = ringcache(github)
  pull = richPull(ring)
  token = github.token({ user: 'dora' })
})
afterEach(() => github.close())

/** A network that changes GraphQL's answers on the way. */
function changing(change: (pull: Record<string, unknown>) => void): typeof fetch {
  return async (address, options) => {
    const response = await fetch(address, options)
    if (!String(address).endsWith('/graphql')) return response
    const answer = (await response.json()) as { data: { repository: { pullRequest: Record<string, unknown> } } }
    change(answer.data.repository.pullRequest)
    return Response.json(answer, { headers: response.headers })
  }
}

describe('an answer that is not what it should be', () => {
  test.each(['truncated', 'wrong-json'] as const)('%s is asked for again', async (kind) => {
    const expected = await read(github, pull.number, token)
    github.fault({ kind, path: '/graphql' })
    const found = await read(github, pull.number, token)
    expect(found.evidence).toEqual(expected.evidence)
    expect(found.operations).toEqual(['query', 'query', 'pulls/get'])
  })

  test('three times is a fault in plain words', async () => {
    github.fault({ kind: 'wrong-json', path: '/graphql', times: 3 })
    const error = await read(github, pull.number, token).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(KnownError)
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining('not what it should be') })
  })

  test('a diff that adds up to something else than GitHub counts is not believed', async () => {
    const found = await read(
      github,
      pull.number,
      token,
      {},
      changing((answer) => Object.assign(answer, { additions: 9999 })),
    )
    expect(found.operations).toEqual(['query', 'pulls/get', 'pulls/list-files'])
    expect(found.evidence.changes).toHaveLength(7)
  })

  test('what a query is too much for is read by REST', async () => {
    const expected = await read(github, pull.number, null)
    github.fault({ kind: 'status', status: 502, path: '/graphql', times: 3 })
    const found = await read(github, pull.number, token)
    expect(found.evidence).toEqual(expected.evidence)
  })

  test('what an older server does not know is read by REST', async () => {
    const fields = async (...[address, options]: Parameters<typeof fetch>) =>
      String(address).endsWith('/graphql')
        ? Response.json({ errors: [{ message: "Field 'closingIssuesReferences' doesn't exist on type 'PullRequest'" }] })
        : fetch(address, options)
    const found = await read(github, pull.number, token, {}, fields)
    expect(found.operations[0]).toBe('pulls/get')
    expect(found.evidence.subject.mergedAs).toBe('squash')
  })

  test('a review that somebody is still writing is not read by REST either', async () => {
    pull.review({ author: 'dora', state: 'PENDING', body: 'Not sent yet.' })
    github.fault({ kind: 'status', status: 502, path: '/graphql', times: 3 })
    const { evidence, operations } = await read(github, pull.number, token)
    expect(operations).toContain('pulls/list-reviews')
    expect(JSON.stringify(evidence.threads)).not.toContain('Not sent yet.')
  })

  test('a rate limit is none of these', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456000' }
    github.fault({ kind: 'status', status: 403, message: 'API rate limit exceeded', operation: 'pulls/get', headers })
    const error = await read(github, pull.number, token).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ exitCode: 3, until: 1893456000000 })
  })
})

describe('nothing where something should be', () => {
  test('answers of a long conversation, and checks beyond the first hundred', async () => {
    const long = (state: string) =>
      changing(({ reviewThreads, last }) => {
        const [thread] = (reviewThreads as { nodes: { comments: object }[] }).nodes
        Object.assign(thread?.comments ?? {}, { totalCount: 54 })
        const [head] = (last as { nodes: { commit: { statusCheckRollup: { contexts: object } } }[] }).nodes
        Object.assign(head?.commit.statusCheckRollup ?? {}, { state })
        Object.assign(head?.commit.statusCheckRollup.contexts ?? {}, { totalCount: 130 })
      })
    const { evidence } = await read(github, pull.number, token, {}, long('PENDING'))
    expect(evidence.omissions).toEqual([{ what: 'The review', why: '50 later answers within its conversations were not read' }])
    expect(evidence.tests).toBe('unknown')
    expect((await read(github, pull.number, token, {}, long('SUCCESS'))).evidence.tests).toBe('passed')
  })

  test('people who are gone, and nodes that may not be seen', async () => {
    const found = await read(
      github,
      pull.number,
      token,
      {},
      changing((answer) => {
        const { comments, reviewThreads, labels } = answer as Record<string, { nodes: unknown[] }>
        comments?.nodes.unshift(null)
        reviewThreads?.nodes.push(null)
        labels?.nodes.push(null)
        Object.assign(answer, { author: null, reviews: null })
      }),
    )
    const { subject, threads } = found.evidence
    expect([subject.author, subject.labels]).toEqual([null, ['performance', 'go']])
    expect(threads.map(({ kind }) => kind)).toEqual(['issue', 'review', 'review', 'comment', 'comment'])
  })

  test('hidden comments, and those of a review that is still being written, are nobody’s word', async () => {
    const found = await read(
      github,
      pull.number,
      token,
      {},
      changing(({ comments, reviewThreads }) => {
        const [first] = (comments as { nodes: object[] }).nodes
        const [thread] = (reviewThreads as { nodes: { comments: { nodes: object[] } }[] }).nodes
        Object.assign(first ?? {}, { isMinimized: true })
        Object.assign(thread?.comments.nodes[0] ?? {}, { state: 'PENDING' })
      }),
    )
    const texts = found.evidence.threads.flatMap(({ messages }) => messages.map(({ text }) => text))
    expect(texts).not.toContain('Thanks!')
    expect(texts).not.toContain('Is eviction still LRU?')
    expect(texts).toContain('Not globally. Each shard evicts its own oldest entry.')
  })

  test('an issue of another, private repository stays there, even where the token may see it', async () => {
    const foreign = (isPrivate: boolean) =>
      changing(({ closingIssuesReferences }) => {
        const [issue] = (closingIssuesReferences as { nodes: { repository: object }[] }).nodes
        Object.assign(issue ?? {}, { repository: { nameWithOwner: 'example/plans', isPrivate } })
      })
    const kinds = async (isPrivate: boolean) =>
      (await read(github, pull.number, token, {}, foreign(isPrivate))).evidence.threads.filter(({ url }) => url?.includes('/issues/'))
    expect(await kinds(false)).toHaveLength(1)
    // The description names the number too: then it is the issue of the repository itself, as everybody may see it.
    pull.data.body = 'Every reader waits for one lock.'
    pull.data.linkedIssues = [1]
    expect(await kinds(true)).toEqual([])
  })

  test('a token too narrow to see checks: nobody knows whether the tests passed', async () => {
    ring.data.visibility = 'private'
    ring.data.collaborators.set('dora', 'read')
    const permissions = { contents: 'read', pull_requests: 'read', issues: 'read', metadata: 'read' } as const
    const narrow = github.token({ user: 'dora', repositories: ['example/ringcache'], permissions })
    const found = await read(github, pull.number, narrow)
    expect([found.evidence.tests, found.isPrivate, found.operations]).toEqual(['unknown', true, ['query', 'pulls/get']])
    expect(found.evidence.threads[0]).toMatchObject({ kind: 'issue' })
  })
})

describe('whether the tests passed', () => {
  const fresh = () => ring.pullRequest({ title: 'Fresh', body: '', files: { 'z.go': 'package z\n' } })

  test.each(['rest', 'graph'])('statuses count where there are no check runs (%s)', async (api) => {
    const one = fresh()
    ring.status(one.head(), { context: 'ci/build', state: 'success' })
    ring.status(one.head(), { context: 'license/cla', state: 'failure' })
    const state = async () => (await read(github, one.number, api === 'rest' ? null : token)).evidence.tests
    expect(await state()).toBe('passed')
    ring.status(one.head(), { context: 'ci/test', state: 'error' })
    expect(await state()).toBe('failed')
  })

  test.each(['rest', 'graph'])('a check of our own, one that was skipped and one that runs say nothing (%s)', async (api) => {
    const one = fresh()
    ring.check(one.head(), { name: 'casewright / preview', conclusion: 'success' })
    ring.check(one.head(), { name: 'docs', conclusion: 'skipped' })
    ring.check(one.head(), { name: 'test', status: 'in_progress' })
    expect((await read(github, one.number, api === 'rest' ? null : token)).evidence.tests).toBe('unknown')
  })
})

/** What the fake answers to readers: REST and GraphQL over the same world, both held to GitHub's own description. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, query } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { PullHandle } from './seed/pull.ts'
import type { RepositoryHandle } from './seed/repository.ts'

let github: FakeGitHub
let repo: RepositoryHandle
let pull: PullHandle
let token: string

beforeAll(async () => {
  github = await fakeGitHub()
  repo = github.repository('example/ringcache', {
    licence: 'MIT',
    collaborators: { ada: 'admin', bob: 'write' },
    files: { 'README.md': '# ringcache\n', 'src/ring.go': 'package ring\n', 'old.txt': 'one\ntwo\nthree\n' },
  })
  repo.issue({ title: 'Decoding is slow', author: 'carl', comments: [{ author: 'bob', body: 'I see it too.' }] })
  pull = repo.pullRequest({
    title: 'Decode in place',
    body: 'Less copying.\n\nFixes #1.',
    labels: ['performance'],
    commits: [
      { message: 'Decode in place', files: { 'src/ring.go': 'package ring\n\nfunc Decode() {}\n' } },
      { message: 'Rename', files: { 'old.txt': null, 'new.txt': 'one\ntwo\nthree\n' } },
    ],
    reviews: [
      {
        author: 'bob',
        state: 'APPROVED',
        body: 'Good.',
        comments: [{ path: 'src/ring.go', line: 3, body: 'Why?', answers: [{ body: 'Fewer copies.' }] }],
      },
    ],
    comments: [{ author: 'carl', body: 'Thanks!' }],
    merged: 'squash',
  })
  repo.check(pull.head(), { name: 'test' })
  token = github.token({ user: 'ada' })
})
afterAll(() => github.close())

test('a pull request by REST, with its diff and files', async () => {
  const { json } = await ask(github, 'GET /repos/example/ringcache/pulls/2')
  expect(json).toMatchObject({
    number: 2,
    title: 'Decode in place',
    merged: true,
    commits: 2,
    changed_files: 2,
    additions: 2,
    user: { login: 'ada' },
  })

  const diff = await ask(github, 'GET /repos/example/ringcache/pulls/2', { accept: 'application/vnd.github.diff' })
  expect(diff.text).toContain('+func Decode() {}')

  const files = await ask(github, 'GET /repos/example/ringcache/pulls/2/files?per_page=1&page=2')
  expect(files.json).toMatchObject([{ filename: 'src/ring.go', status: 'modified', additions: 2 }])
  expect(files.headers.get('link')).toContain('rel="prev"')
})

test.each([
  ['/repos/example/ringcache', { full_name: 'example/ringcache', license: { spdx_id: 'MIT' } }],
  ['/repos/example/ringcache/issues/1', { title: 'Decoding is slow', state: 'closed', state_reason: 'completed' }],
  ['/repos/example/ringcache/issues/1/comments', [{ body: 'I see it too.', user: { login: 'bob' } }]],
  ['/repos/example/ringcache/issues/2/comments', [{ body: 'Thanks!' }]],
  ['/repos/example/ringcache/pulls/2/commits', [{ commit: { message: 'Decode in place' } }, { commit: { message: 'Rename' } }]],
  ['/repos/example/ringcache/pulls/2/reviews', [{ state: 'APPROVED' }, { state: 'COMMENTED' }]],
  ['/repos/example/ringcache/pulls/2/comments', [{ body: 'Why?', line: 3 }, { body: 'Fewer copies.' }]],
  ['/repos/example/ringcache/contents/src', [{ name: 'ring.go', type: 'file' }]],
  ['/repos/example/ringcache/contents/README.md', { encoding: 'base64', content: 'IyByaW5nY2FjaGUK' }],
  ['/repos/example/ringcache/readme', { name: 'README.md' }],
  ['/repos/example/ringcache/pulls?state=closed', [{ number: 2, draft: false }]],
  ['/repos/example/ringcache/compare/main...main', { status: 'identical', files: [] }],
  ['/users/bob', { login: 'bob', type: 'User' }],
  ['/rate_limit', { resources: { core: { limit: 60 } } }],
])('%s', async (path, expected) => {
  const { status, json } = await ask(github, `GET ${path}`)
  expect(status).toBe(200)
  expect(json).toMatchObject(expected)
})

test('the pull request of a merge commit', async () => {
  const { json } = await ask(github, `GET /repos/example/ringcache/commits/${pull.data.merged?.sha}/pulls`)
  expect(json).toMatchObject([{ number: 2 }])
})

test('one query for a pull request with its discussion, issues and checks', async () => {
  const answer = await query(
    github,
    token,
    `{ repository(owner: "example", name: "ringcache") {
    visibility licenseInfo { spdxId } defaultBranchRef { name target { oid } }
    pullRequest(number: 2) {
      title body merged mergedAt mergeCommit { oid parents(first: 2) { nodes { oid } } } baseRefOid headRefOid author { login __typename }
      labels(first: 10) { nodes { name } }
      closingIssuesReferences(first: 5) { nodes { number title author { login } comments(first: 5) { nodes { body } } } }
      reviews(first: 10) { nodes { state body author { login } } }
      reviewThreads(first: 10) { nodes { path line isResolved comments(first: 10) { nodes { body author { login } url } } } }
      comments(first: 10) { totalCount nodes { body } pageInfo { hasNextPage } }
      commits(first: 100) { totalCount nodes { commit { oid messageHeadline author { user { login } } } } }
      statusCheckRollup { state contexts(first: 10) { nodes { __typename ... on CheckRun { name conclusion } ... on StatusContext { context state } } } }
    }
    readme: object(expression: "HEAD:README.md") { ... on Blob { text byteSize oid } }
    missing: object(expression: "HEAD:nothing.md") { ... on Blob { text } }
  } }`,
  )
  expect(answer).toMatchObject({
    data: {
      repository: {
        visibility: 'PUBLIC',
        licenseInfo: { spdxId: 'MIT' },
        pullRequest: {
          merged: true,
          author: { login: 'ada', __typename: 'User' },
          closingIssuesReferences: { nodes: [{ number: 1, comments: { nodes: [{ body: 'I see it too.' }] } }] },
          reviewThreads: { nodes: [{ path: 'src/ring.go', line: 3, comments: { nodes: [{ body: 'Why?' }, { body: 'Fewer copies.' }] } }] },
          commits: { totalCount: 2, nodes: [{ commit: { author: { user: { login: 'ada' } } } }, {}] },
          statusCheckRollup: { state: 'SUCCESS', contexts: { nodes: [{ name: 'test', conclusion: 'SUCCESS' }] } },
        },
        readme: { text: '# ringcache\n', byteSize: 12 },
        missing: null,
      },
    },
  })
})

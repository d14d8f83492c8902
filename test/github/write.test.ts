/** What can be changed through the API, and what GitHub refuses, in its words. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, query } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { RepositoryHandle } from './seed/repository.ts'

let github: FakeGitHub
let repo: RepositoryHandle
let token: string
const base64 = (text: string) => Buffer.from(text).toString('base64')

beforeAll(async () => {
  github = await fakeGitHub()
  repo = github.repository('example/showcase', { collaborators: { ada: 'write', bob: 'write' }, files: { 'README.md': '# Showcase\n' } })
  token = github.token({ user: 'ada' })
})
afterAll(() => github.close())

const commit = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid url } ref { target { oid } } } }`
const commitInput = (branch: string, expectedHeadOid: string, files: Record<string, string>, deletions: string[] = []) => ({
  input: {
    branch: { repositoryNameWithOwner: 'example/showcase', branchName: branch },
    expectedHeadOid,
    message: { headline: 'Draft: decode in place', body: 'By casewright.' },
    fileChanges: {
      additions: Object.entries(files).map(([path, text]) => ({ path, contents: base64(text) })),
      deletions: deletions.map((path) => ({ path })),
    },
  },
})

test('branch, one commit of many files, draft pull request: three writes, and the commit is verified', async () => {
  const before = github.requests({ write: true }).length
  const main = repo.resolve('main') ?? ''
  const made = await ask(github, 'POST /repos/example/showcase/git/refs', { token, body: { ref: 'refs/heads/casewright/x', sha: main } })
  expect(made.status).toBe(201)

  const files = { 'entries/x/index.md': '# X\n', 'entries/x/evidence.json': '{}\n' }
  const answer = await query(github, token, commit, commitInput('casewright/x', main, files))
  const head = repo.resolve('casewright/x')
  expect(answer).toMatchObject({ data: { createCommitOnBranch: { commit: { oid: head }, ref: { target: { oid: head } } } } })
  expect(repo.read('entries/x/index.md', 'casewright/x')).toBe('# X\n')
  expect(repo.read('README.md', 'casewright/x')).toBe('# Showcase\n')

  const body = { title: 'Decode in place', head: 'casewright/x', base: 'main', draft: true, body: 'A draft.' }
  const pull = await ask(github, 'POST /repos/example/showcase/pulls', { token, body })
  expect(pull.json).toMatchObject({
    number: 1,
    draft: true,
    state: 'open',
    mergeable_state: 'draft',
    changed_files: 2,
    user: { login: 'ada' },
  })
  expect(github.requests({ write: true })).toHaveLength(before + 3)

  const { json } = await ask(github, `GET /repos/example/showcase/commits/${head}`)
  expect(json).toMatchObject({ commit: { verification: { verified: true }, committer: { name: 'GitHub' } }, author: { login: 'ada' } })
})

test('a commit on a branch that moved is refused, and nothing happens', async () => {
  const old = repo.resolve('main') ?? ''
  repo.branch('moving')
  repo.commit('A human was faster', { 'human.md': 'mine\n' }, { branch: 'moving', author: 'bob' })
  const tip = repo.resolve('moving')
  const answer = await query(github, token, commit, commitInput('moving', old, { 'human.md': 'ours\n' }))
  expect(answer).toMatchObject({
    data: { createCommitOnBranch: null },
    errors: [{ type: 'STALE_DATA', message: expect.stringContaining('but it did not.  Pull') }],
  })
  expect(repo.resolve('moving')).toBe(tip)
  expect(repo.read('human.md', 'moving')).toBe('mine\n')
})

test('files can be deleted, but only where they are', async () => {
  const tip = repo.commit('Two', { 'a/one.md': '1\n', 'a/two.md': '2\n' }, { branch: 'deleting' })
  const wrong = await query(github, token, commit, commitInput('deleting', tip, {}, ['a/three.md']))
  expect(wrong).toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] })
  await query(github, token, commit, commitInput('deleting', tip, {}, ['a/one.md']))
  expect([repo.read('a/one.md', 'deleting'), repo.read('a/two.md', 'deleting')]).toEqual([null, '2\n'])
})

test('a draft becomes ready and a draft again, by query only', async () => {
  const pull = repo.pullRequest({ title: 'Ready?', files: { 'ready.md': 'x\n' }, draft: true })
  const id = `PR_${pull.data.pullId}`
  const ready = 'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'
  expect(await query(github, token, ready, { id })).toEqual({
    data: { markPullRequestReadyForReview: { pullRequest: { isDraft: false } } },
  })
  const draft = 'mutation ($id: ID!) { convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { isDraft number } } }'
  expect(await query(github, token, draft, { id })).toMatchObject({
    data: { convertPullRequestToDraft: { pullRequest: { isDraft: true } } },
  })
})

test.each([
  ['no such branch', { head: 'nowhere', base: 'main' }, { errors: [{ field: 'head', code: 'invalid' }] }],
  [
    'one is open already',
    { head: 'casewright/x', base: 'main' },
    { errors: [{ message: 'A pull request already exists for example:casewright/x.' }] },
  ],
  ['nothing in it', { head: 'main', base: 'main' }, { errors: [{ message: 'No commits between main and main' }] }],
  ['a body over 65,536 characters', { head: 'deleting', base: 'main', body: 'x'.repeat(65_537) }, { errors: [{ field: 'body' }] }],
])('a pull request is refused: %s', async (_, wanted, expected) => {
  const { status, json } = await ask(github, 'POST /repos/example/showcase/pulls', { token, body: { title: 'T', ...wanted } })
  expect(status).toBe(422)
  expect(json).toMatchObject(expected)
})

test('where drafts are not supported only a normal pull request can be opened', async () => {
  const plain = github.repository('example/plain', {
    visibility: 'private',
    draftsSupported: false,
    collaborators: { ada: 'write' },
    files: { a: '1' },
  })
  plain.commit('Two', { a: '2' }, { branch: 'two' })
  const body = { title: 'T', head: 'two', base: 'main' }
  const draft = await ask(github, 'POST /repos/example/plain/pulls', { token, body: { ...body, draft: true } })
  expect([draft.status, draft.json]).toMatchObject([422, { message: 'Draft pull requests are not supported in this repository.' }])
  expect((await ask(github, 'POST /repos/example/plain/pulls', { token, body })).status).toBe(201)
})

test('labels, reviewers, comments and reactions', async () => {
  const { number } = repo.pullRequest({ title: 'Talk', files: { 'talk.md': 'x\n' } })
  const at = `/repos/example/showcase/issues/${number}`
  expect((await ask(github, `POST ${at}/labels`, { token, body: { labels: ['case-study'] } })).json).toMatchObject([{ name: 'case-study' }])
  const asked = await ask(github, `POST /repos/example/showcase/pulls/${number}/requested_reviewers`, {
    token,
    body: { reviewers: ['bob'] },
  })
  expect(asked.json).toMatchObject({ requested_reviewers: [{ login: 'bob' }] })
  const stranger = await ask(github, `POST /repos/example/showcase/pulls/${number}/requested_reviewers`, {
    token,
    body: { reviewers: ['zoe'] },
  })
  expect(stranger.status).toBe(422)

  const made = await ask(github, `POST ${at}/comments`, { token, body: { body: 'First' } })
  const { id } = made.json as { id: number }
  await ask(github, `PATCH /repos/example/showcase/issues/comments/${id}`, { token, body: { body: 'Second' } })
  expect((await ask(github, `GET ${at}/comments`)).json).toMatchObject([{ id, body: 'Second' }])
  const reaction = { token, body: { content: 'eyes' } }
  const first = await ask(github, `POST /repos/example/showcase/issues/comments/${id}/reactions`, reaction)
  const again = await ask(github, `POST /repos/example/showcase/issues/comments/${id}/reactions`, reaction)
  expect([first.status, again.status]).toEqual([201, 200])
})

test('nobody approves their own pull request; another person does, and the review is there', async () => {
  const { number } = repo.pullRequest({ title: 'Review', author: 'ada', files: { 'review.md': 'a\nb\n' } })
  const at = `/repos/example/showcase/pulls/${number}/reviews`
  expect((await ask(github, `POST ${at}`, { token, body: { event: 'APPROVE' } })).status).toBe(422)
  const bob = github.token({ user: 'bob' })
  const comments = [{ path: 'review.md', line: 2, body: 'Why b?' }]
  expect((await ask(github, `POST ${at}`, { token: bob, body: { event: 'APPROVE', body: 'Fine', comments } })).json).toMatchObject({
    state: 'APPROVED',
  })
  const [comment] = (await ask(github, `GET /repos/example/showcase/pulls/${number}/comments`)).json as { id: number; diff_hunk: string }[]
  expect(comment).toMatchObject({ line: 2, diff_hunk: '@@ -0,0 +1,2 @@\n+a\n+b' })
  const reply = await ask(github, `POST /repos/example/showcase/pulls/${number}/comments/${comment?.id}/replies`, {
    token,
    body: { body: 'Because.' },
  })
  expect(reply.json).toMatchObject({ in_reply_to_id: comment?.id })
})

test.each(['merge', 'squash', 'rebase'] as const)('%s', async (method) => {
  const issue = repo.issue({ title: 'To close' })
  const pull = repo.pullRequest({
    title: `By ${method}`,
    body: `Closes #${issue.number}`,
    commits: [
      { message: 'One', files: { [`${method}/1`]: 'x' } },
      { message: 'Two', files: { [`${method}/2`]: 'x' } },
    ],
  })
  repo.commit('Main goes on', { [`${method}/other`]: 'x' })
  const tip = repo.resolve('main') ?? ''
  const { json } = await ask(github, `PUT /repos/example/showcase/pulls/${pull.number}/merge`, {
    token,
    body: { merge_method: method, sha: pull.head() },
  })
  const { sha } = json as { sha: string }
  expect(repo.resolve('main')).toBe(sha)
  expect(repo.git('rev-list', '--count', '--first-parent', `${tip}..main`)).toBe(method === 'rebase' ? '2' : '1')
  expect(repo.git('rev-list', '--count', '--merges', `${tip}..main`)).toBe(method === 'merge' ? '1' : '0')
  expect([1, 2, 'other'].map((name) => repo.read(`${method}/${name}`))).toEqual(['x', 'x', 'x'])
  expect(issue.state).toBe('closed')
})

test('a conflict, a draft and a head that moved are not merged', async () => {
  const pull = repo.pullRequest({ title: 'Conflict', files: { 'README.md': '# Ours\n' } })
  const merge = (body: unknown) => ask(github, `PUT /repos/example/showcase/pulls/${pull.number}/merge`, { token, body })
  expect((await merge({ sha: 'f'.repeat(40) })).status).toBe(409)
  repo.commit('Theirs', { 'README.md': '# Theirs\n' })
  expect((await merge({})).status).toBe(405)
  expect((await ask(github, `GET /repos/example/showcase/pulls/${pull.number}`)).json).toMatchObject({
    mergeable: false,
    mergeable_state: 'dirty',
  })
})

test('a closed pull request can be opened again while its branch is there', async () => {
  const pull = repo.pullRequest({ title: 'Closing', head: 'closing', files: { 'closing.md': 'x' } })
  const patch = (body: unknown) => ask(github, `PATCH /repos/example/showcase/pulls/${pull.number}`, { token, body })
  expect((await patch({ state: 'closed', title: 'Closed' })).json).toMatchObject({ state: 'closed', title: 'Closed', merged: false })
  expect((await patch({ state: 'open' })).status).toBe(200)
  await patch({ state: 'closed' })
  repo.deleteBranch('closing')
  expect((await patch({ state: 'open' })).status).toBe(422)
})

test('git data by hand: blob, tree, commit, ref; only a fast-forward without force', async () => {
  const tip = repo.resolve('main') ?? ''
  const post = async (what: string, body: unknown) =>
    (await ask(github, `POST /repos/example/showcase/git/${what}`, { token, body })).json as { sha: string }
  const blob = await post('blobs', { content: base64('by hand\n'), encoding: 'base64' })
  const entry = { path: 'hand/one.md', mode: '100644', type: 'blob', sha: blob.sha }
  const tree = await post('trees', {
    base_tree: tip,
    tree: [entry, { path: 'hand/two.md', mode: '100644', type: 'blob', content: 'inline\n' }],
  })
  const made = await post('commits', { message: 'By hand', tree: tree.sha, parents: [tip] })
  await post('refs', { ref: 'refs/heads/hand', sha: made.sha })
  expect([repo.read('hand/one.md', 'hand'), repo.read('hand/two.md', 'hand')]).toEqual(['by hand\n', 'inline\n'])
  const move = (body: unknown) => ask(github, 'PATCH /repos/example/showcase/git/refs/heads/hand', { token, body })
  expect((await move({ sha: `${repo.git('rev-list', '--max-parents=0', 'main')}` })).json).toMatchObject({
    message: 'Update is not a fast forward',
  })
  expect((await ask(github, 'DELETE /repos/example/showcase/git/refs/heads/hand', { token })).status).toBe(204)
  expect(repo.resolve('hand')).toBeNull()
})

test('one file by the contents API, with the sha of what it replaces', async () => {
  const put = (body: object) =>
    ask(github, 'PUT /repos/example/showcase/contents/notes/a.md', { token, body: { message: 'Note', ...body } })
  const made = await put({ content: base64('one\n') })
  expect(made.status).toBe(201)
  expect((await put({ content: base64('two\n') })).status).toBe(422)
  const { content } = made.json as { content: { sha: string } }
  expect((await put({ content: base64('two\n'), sha: content.sha })).status).toBe(200)
  expect(repo.read('notes/a.md')).toBe('two\n')
})

/** Bytes: clone and push by git itself, artifacts, release files. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainEnvironment } from '../git-repository.ts'
import { ask } from './ask.ts'
import { type FakeGitHub, fakeGitHub } from './github.ts'
import type { RepositoryHandle } from './seed/repository.ts'

let now = Date.UTC(2026, 4, 1)
let github: FakeGitHub
let repo: RepositoryHandle
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-clone-'))
  github = await fakeGitHub({ clock: () => now })
  repo = github.repository('example/open', { collaborators: { ada: 'write' }, files: { 'a.md': 'one\n' } })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await github.close()
})

/** Never synchronously: the server that is to answer runs in this very process. */
async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: directory, env: { ...plainEnvironment(), GIT_TERMINAL_PROMPT: '0' } })
  return stdout.trim()
}

test('clone, push, and the pull request follows', async () => {
  const pull = repo.pullRequest({ title: 'Pushed to', head: 'topic', files: { 'b.md': 'b\n' } })
  const token = github.token({ user: 'ada' })
  const address = github.host.replace('http://', `http://x-access-token:${token}@`)
  await git(folder, 'clone', '--quiet', '--branch', 'topic', `${address}/example/open.git`, 'clone')
  const clone = join(folder, 'clone')
  writeFileSync(join(clone, 'b.md'), 'b by hand\n')
  await git(clone, 'commit', '--quiet', '--all', '--message=By hand')
  await git(clone, 'push', '--quiet', 'origin', 'topic')
  expect(repo.read('b.md', 'topic')).toBe('b by hand\n')
  expect((await ask(github, `GET /repos/example/open/pulls/${pull.number}`)).json).toMatchObject({
    commits: 2,
    head: { sha: await git(clone, 'rev-parse', 'HEAD') },
  })
  expect(github.requests({ kind: 'git', write: true })).toMatchObject([{ operation: 'git-receive-pack', actor: 'ada' }])
  await git(folder, 'clone', '--quiet', `${github.host}/example/open.git`, 'anonymous')
  await expect(git(join(folder, 'anonymous'), 'push', '--quiet', 'origin', 'main:other')).rejects.toThrow()
})

test('a push can be cut off', async () => {
  await git(folder, 'clone', '--quiet', `${github.host}/example/open.git`, 'cut')
  github.fault({ kind: 'status', operation: 'git-upload-pack', status: 503 })
  await expect(git(join(folder, 'cut'), 'fetch', '--quiet')).rejects.toThrow('503')
})

test('what a pull request changes, when the base has gone on and a fork brought it', async () => {
  const fork = repo.fork('carl')
  const pull = repo.pullRequest({ title: 'From afar', author: 'carl', from: fork, head: 'idea', files: { 'c.md': 'c\n' } })
  repo.commit('Main goes on', { 'd.md': 'd\n' })
  const files = await ask(github, `GET /repos/example/open/pulls/${pull.number}/files`)
  expect(files.json).toMatchObject([{ filename: 'c.md', status: 'added', patch: '@@ -0,0 +1 @@\n+c' }])
  pull.push('More', { 'c.md': 'c\nc\n' })
  expect((await ask(github, `GET /repos/example/open/pulls/${pull.number}`)).json).toMatchObject({
    commits: 2,
    additions: 2,
    head: { label: 'carl:idea', repo: { fork: true } },
  })
  expect(repo.git('rev-parse', `refs/pull/${pull.number}/head`)).toBe(pull.head())
})

test('an artifact: found by name, fetched through an address that is good for a minute', async () => {
  const head = repo.resolve('topic') ?? ''
  repo.workflowRun({
    head: 'topic',
    branch: 'topic',
    artifacts: { 'casewright-bench': { 'baseline/go.txt': 'slow', 'candidate/go.txt': 'fast' }, logs: { x: 'x' } },
  })
  const runs = await ask(github, `GET /repos/example/open/actions/runs?head_sha=${head}&status=success`)
  expect(runs.json).toMatchObject({ total_count: 1, workflow_runs: [{ head_sha: head, event: 'pull_request', conclusion: 'success' }] })
  const { id } = (runs.json as { workflow_runs: { id: number }[] }).workflow_runs[0] ?? { id: 0 }
  const list = await ask(github, `GET /repos/example/open/actions/runs/${id}/artifacts?name=casewright-bench`)
  expect(list.json).toMatchObject({ total_count: 1, artifacts: [{ name: 'casewright-bench', expired: false }] })
  const { archive_download_url: url } = (list.json as { artifacts: { archive_download_url: string }[] }).artifacts[0] ?? {
    archive_download_url: '',
  }

  expect((await ask(github, `GET ${url}`)).status).toBe(401)
  const token = github.token({ user: 'ada' })
  const redirect = await ask(github, `GET ${url}`, { token })
  const location = redirect.headers.get('location') ?? ''
  expect(redirect.status).toBe(302)
  expect(new URL(location).origin).not.toBe(new URL(github.url).origin)
  const zip = Buffer.from(await (await fetch(location)).arrayBuffer())
  expect([zip.subarray(0, 2).toString(), zip.includes('baseline/go.txt')]).toEqual(['PK', true])
  writeFileSync(join(folder, 'artifact.zip'), zip)
  expect((await fetch(location, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  now += 60_001
  expect((await fetch(location)).status).toBe(403)
})

test('an artifact that has expired is gone', async () => {
  const run = repo.workflowRun({ head: 'main', expired: true, artifacts: { old: { x: 'x' } } })
  const { status } = await ask(github, `GET /repos/example/open/actions/artifacts/${run.artifacts[0]?.id}/zip`, {
    token: github.token({ user: 'ada' }),
  })
  expect(status).toBe(410)
})

test('releases with their files; drafts are for who may write', async () => {
  repo.release({ tag: 'v1.0.0', target: 'main', assets: { 'bench.json': '{"a": 1}' } })
  repo.release({ tag: 'v1.1.0', target: 'topic', body: '* Decode in place (#1)' })
  repo.release({ tag: 'v2.0.0-rc.1', prerelease: true })
  repo.release({ tag: 'v3', draft: true })
  const tags = async (token?: string) =>
    ((await ask(github, 'GET /repos/example/open/releases', token ? { token } : {})).json as { tag_name: string }[]).map(
      ({ tag_name }) => tag_name,
    )
  expect(await tags()).toEqual(['v2.0.0-rc.1', 'v1.1.0', 'v1.0.0'])
  expect(await tags(github.token({ user: 'ada' }))).toContain('v3')
  expect((await ask(github, 'GET /repos/example/open/releases/latest')).json).toMatchObject({ tag_name: 'v1.1.0' })
  expect(repo.resolve('v1.1.0')).toBe(repo.resolve('topic'))

  const first = await ask(github, 'GET /repos/example/open/releases/tags/v1.0.0')
  const [asset] = (first.json as { assets: { url: string; digest: string }[] }).assets
  expect((await ask(github, `GET ${asset?.url}`)).json).toMatchObject({ name: 'bench.json', size: 8, content_type: 'application/json' })
  const redirect = await ask(github, `GET ${asset?.url}`, { accept: 'application/octet-stream' })
  expect(await (await fetch(redirect.headers.get('location') ?? '')).text()).toBe('{"a": 1}')
})

test('compare: where they parted, the commits and the files between', async () => {
  const { json } = await ask(github, 'GET /repos/example/open/compare/v1.0.0...v1.1.0')
  expect(json).toMatchObject({ status: 'diverged', ahead_by: 2, total_commits: 2, files: [{ filename: 'b.md' }] })
  const diff = await ask(github, 'GET /repos/example/open/compare/v1.0.0...v1.1.0', { accept: 'application/vnd.github.diff' })
  expect(diff.text).toContain('+b by hand')
})

test('git itself finds nothing wrong with what was written', () => {
  expect(repo.git('fsck', '--strict', '--no-dangling', '--no-progress')).toBe('')
})

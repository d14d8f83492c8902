/** The first minute, as a stranger has it: one command, no account, a draft and its preview; against a whole fake GitHub. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-minute-'))
let github: FakeGitHub
let number: number

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front. Fixes #1.

## Modifications

The ring is split into shards by the hash of the key.

## Results

| benchmark | before | after |
|---|--:|--:|
| Get/parallel | 182.9 ns | 61.4 ns |
| Get/serial | 21.3 ns | 23.0 ns |
`

beforeAll(async () => {
  github = await fakeGitHub()
  const ring = github.repository('example/ringcache', {
    licence: 'MIT',
    files: {
      'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
      'cache.go': 'package ringcache\n\nfunc Get() {}\n',
    },
  })
  ring.issue({
    title: 'Get is slow',
    body: 'With 8 workers Get is slower than the round trip that it is supposed to save.',
    author: 'carl',
  })
  const pull = ring.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    labels: ['performance'],
    commits: [
      { message: 'cache: split into shards by key hash', files: { 'cache.go': 'package ringcache\n\nfunc Get() {\n\tshard()\n}\n' } },
      { message: 'cache: test the shards', files: { 'cache_test.go': 'package ringcache\n\nfunc TestShard(t *testing.T) {}\n' } },
    ],
    reviews: [
      {
        author: 'bob',
        state: 'COMMENTED',
        body: '',
        comments: [
          {
            path: 'cache.go',
            line: 3,
            body: 'Is eviction still LRU?',
            answers: [{ body: 'Not globally. Each shard evicts its own oldest entry.' }],
          },
        ],
      },
    ],
    comments: [{ author: 'carl', body: 'Thanks!' }],
    merged: 'squash',
  })
  ring.check(pull.head(), { name: 'test' })
  number = pull.number
  github
    .repository('example/secret', { visibility: 'private', files: { 'README.md': '# secret\n' } })
    .pullRequest({ title: 'Hide', body: 'x', files: { a: 'b' }, merged: 'squash' })
})
afterAll(async () => {
  rmSync(out, { recursive: true, force: true })
  await github.close()
})

async function casewright(args: string[], token = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...compiled, PATH: '/usr/bin:/bin', HOME: out, GITHUB_API_URL: github.url, ...(token === '' ? {} : { GH_TOKEN: token }) },
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve) =>
    child.exitCode === null ? child.on('close', resolve) : resolve(child.exitCode),
  )
  return { code, stdout, stderr }
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += chunk
  return all
}

describe('casewright owner/repo#n', () => {
  test('without an account: at most ten requests, an entry with its preview', async () => {
    const before = github.history.length
    const { code, stdout, stderr } = await casewright([`example/ringcache#${number}`, '--out', join(out, 'anybody'), '--json'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const requests = github.history.slice(before)
    expect(requests.length).toBeLessThanOrEqual(10)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
    const answer = JSON.parse(stdout) as { folder: string; title: string; preview: string }
    expect(answer.title.replaceAll('\u00a0', ' ')).toBe('Shard the LRU lock: 182.9 → 61.4 ns for Get/parallel')
    expect(existsSync(answer.preview)).toBe(true)
    const page = readFileSync(join(answer.folder, 'index.md'), 'utf8')
    expect(page).toContain('In ringcache, this change shards the LRU lock.')
    expect(page).toContain('> With 8 workers Get is slower than the round trip')
    expect(page).toContain('### Is eviction still LRU?')
    expect(page).toContain('tests passed on the measured commit')
    expect(page).toMatch(/https:\/\/github\.com\/example\/ringcache\/blob\/[0-9a-f]{40}\/cache\.go#L|127\.0\.0\.1/)
    const verified = await casewright(['verify', answer.folder])
    expect(verified).toMatchObject({ code: 0, stdout: '' })
  })

  test('by address, with a token; again it writes the same', async () => {
    const token = github.token({ user: 'dora' })
    const again = () => casewright([`example/ringcache#${number}`, '--out', join(out, 'dora'), '--json'], token)
    const [first, second] = [await again(), await again()]
    expect([first.code, second.code]).toEqual([0, 0])
    expect(second.stdout).toBe(first.stdout)
    expect(github.history.some(({ path }) => path === '/graphql')).toBe(true)
  })
})

describe('what cannot be read', () => {
  test('a private repository is not there for anybody, and refused to who may see it', async () => {
    const anybody = await casewright(['example/secret#1'])
    expect(anybody).toMatchObject({ code: 2, stderr: expect.stringMatching(/knows no .*only a token may see it/) })
    const owner = await casewright(['example/secret#1', '--out', join(out, 'secret')], github.token({ user: 'example' }))
    expect(owner).toMatchObject({ code: 2, stderr: expect.stringContaining('is private') })
    expect(existsSync(join(out, 'secret'))).toBe(false)
  })

  test('a pull request that does not exist', async () => {
    expect(await casewright(['example/ringcache#999'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('knows no /repos/example/ringcache/pulls/999'),
    })
  })

  test('a server fault on the way is tried again', async () => {
    github.fault({ kind: 'status', path: /files$/, status: 502 })
    github.fault({ kind: 'truncated', path: /commits$/ })
    const { code } = await casewright([`example/ringcache#${number}`, '--out', join(out, 'fault'), '--json'])
    expect(code).toBe(0)
  })
})

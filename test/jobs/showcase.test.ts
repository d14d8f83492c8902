/** `casewright draft --showcase`, as a person has it: from a pull request or a clone to a draft pull request, and again. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseShowcase } from '../../src/jobs/publish-to-showcase.ts'
import { verify } from '../../src/jobs/verify.ts'
import { compiled } from '../compiled.ts'
import { gitRepository, type TestRepository } from '../git-repository.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-showcase-'))
let github: FakeGitHub
let source: RepositoryHandle
let pull: PullHandle
let showcase: RepositoryHandle
let clone: TestRepository
let range: string
let token: string

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
  source = github.repository('example/ringcache', {
    licence: 'MIT',
    files: { 'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n', 'cache.go': 'package ringcache\n' },
  })
  pull = source.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' },
    merged: 'squash',
  })
  showcase = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' } })
  token = github.token({ user: 'ada' })
  clone = gitRepository({ remote: 'https://git.example.net/ring.git', person: { name: 'Ada', email: 'ada@example.org' } })
  const base = clone.commit('First', { 'cache.go': 'package ringcache\n' })
  range = `${base}..${clone.commit('cache: shard the LRU lock', { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' })}`
  clone.write({ 'text.md': description })
})
afterAll(async () => {
  rmSync(out, { recursive: true, force: true })
  clone.remove()
  await github.close()
})

interface Answer {
  code: number | null
  stderr: string
  showcase?: { outcome: string; number: number; url: string; branch: string; offers: number; writes: number; requests: number }
}

async function draft(args: string[], env: NodeJS.ProcessEnv = { SHOWCASE_TOKEN: token }): Promise<Answer> {
  const child = spawn(process.execPath, ['src/cli.ts', 'draft', ...args, '--out', out, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...compiled, PATH: '/usr/bin:/bin', HOME: out, GITHUB_API_URL: github.url, ...env },
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, stderr, ...(stdout === '' ? {} : (JSON.parse(stdout) as object)) }
}

const fromPull = () => ['--pull-request', `example/ringcache#${pull.number}`, '--showcase', 'ada/work']
const fromClone = () => ['--repo', clone.directory, '--range', range, '--text', join(clone.directory, 'text.md'), '--showcase', 'ada/work']

/** The entry as it stands on a branch, on disk. */
function checkedOut(branch: string): string {
  for (const path of showcase.git('ls-tree', '-r', '--name-only', branch).split('\n')) {
    mkdirSync(dirname(join(out, branch, path)), { recursive: true })
    writeFileSync(join(out, branch, path), showcase.read(path, branch) ?? '')
  }
  return join(out, branch, 'entries')
}

describe('from a pull request', () => {
  test('opens a draft whose entry verifies; a second run writes nothing', async () => {
    const first = await draft(fromPull())
    expect(first).toMatchObject({ code: 0, stderr: '', showcase: { outcome: 'created', number: 1, writes: 2, requests: 3 } })
    const { data } = showcase.existingPullRequest(1)
    expect(data).toMatchObject({ draft: true, author: { login: 'ada' } })
    expect(data.title).toMatch(/^Case study: Shard the LRU lock: 182\.9 to 61\.4 [A-Za-z ]+$/)
    expect(data.body).toContain('Questions only you can answer.')
    const [entry, ...more] = await verify({ paths: [checkedOut(data.head.ref)], fix: false, vouch: null })
    expect(more).toEqual([])
    expect(entry?.findings).toEqual([])
    expect(await draft(fromPull())).toMatchObject({ code: 0, showcase: { outcome: 'unchanged', writes: 0, requests: 2 } })
  })

  test('a new figure goes into the table, and the sentence that a person wrote stays', async () => {
    const { data } = showcase.existingPullRequest(1)
    const path = 'entries/cache-shard-the-lru-lock/index.md'
    const [page] = showcase.git('ls-tree', '-r', '--name-only', data.head.ref).match(/entries\/[a-z-]+\/index\.md/) ?? [path]
    const before = showcase.read(page, data.head.ref) ?? ''
    const [lead = ''] = before.split('---\n\n')[1]?.split('\n\n') ?? []
    showcase.commit('Say it my way', { [page]: before.replace(lead, 'Readers no longer wait for each other.') }, { branch: data.head.ref })
    pull.data.body = description.replace('61.4', '59.8')
    expect(await draft(fromPull())).toMatchObject({ code: 0, showcase: { outcome: 'updated', offers: 1 } })
    const after = showcase.read(page, data.head.ref) ?? ''
    expect(after).toContain('Readers no longer wait for each other.')
    expect(after.split('\n').find((line) => line.startsWith('|') && line.includes('182.9'))).toContain('59.8')
    expect(after).not.toContain('61.4')
    expect(data.comments.map(({ body }) => body)).toEqual([expect.stringContaining('59.8')])
  })

  test('a source that became private in between stops it', async () => {
    pull.data.body = description.replace('61.4', '57.1')
    const writes = github.requests({ write: true }).length
    github.fault({ operation: 'repos/get', kind: 'call', call: () => Object.assign(source.data, { visibility: 'private' }) })
    const { code, stderr } = await draft(fromPull(), { SHOWCASE_TOKEN: token, GH_TOKEN: github.token({ user: 'example' }) })
    source.data.visibility = 'public'
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('example/ringcache is private and ada/work is public') })
    expect(github.requests({ write: true })).toHaveLength(writes)
  })
})

describe('from a clone', () => {
  test('of a host that cannot be asked it needs a word; then it is a pull request of its own', async () => {
    expect(await draft(fromClone())).toMatchObject({ code: 2, stderr: expect.stringContaining('add --source-is-public') })
    const first = await draft([...fromClone(), '--source-is-public'])
    expect(first).toMatchObject({ code: 0, showcase: { outcome: 'created', number: 2, writes: 2 } })
  })
})

test('of a public upstream that does not have the commits nothing is written: they may be a private repository’s', async () => {
  const beside = gitRepository({ remote: 'https://github.com/example/ringcache.git', person: { name: 'Ada', email: 'ada@example.org' } })
  const base = beside.commit('First', { 'cache.go': 'package ringcache\n' })
  const head = beside.commit('cache: what only we have', { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' })
  const words = join(clone.directory, 'text.md')
  const writes = github.requests({ write: true }).length
  const refused = await draft(['--repo', beside.directory, '--range', `${base}..${head}`, '--text', words, '--showcase', 'ada/work'])
  expect(refused).toEqual({ code: 2, stderr: expect.stringContaining(`does not have ${head.slice(0, 12)}`) })
  expect(github.requests({ write: true })).toHaveLength(writes)
  beside.remove()
})

test('without a token it says which; --dry-run needs none', async () => {
  const [refused, dry] = await Promise.all([draft(fromPull(), {}), draft([...fromPull(), '--dry-run'], {})])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('Set SHOWCASE_TOKEN') })
  expect([dry.code, dry.showcase]).toEqual([0, undefined])
})

test.each([
  ['ada/work', { host: 'github.com', owner: 'ada', name: 'work' }],
  ['https://github.com/ada/work/', { host: 'github.com', owner: 'ada', name: 'work' }],
  ['https://git.example.net/team/show.case.git', { host: 'git.example.net', owner: 'team', name: 'show.case' }],
])('--showcase %s', (given, expected) => {
  expect(parseShowcase(given)).toEqual(expected)
})

test.each(['ada', 'ada/work/more', '-a/b', 'http://github.com/ada/work', 'a b/c', '../x'])('--showcase %s is refused', (given) => {
  expect(() => parseShowcase(given)).toThrow('names no repository')
})

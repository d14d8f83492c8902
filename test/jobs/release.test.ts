/** `casewright draft --release owner/repo@tag`, as a person has it: an entry in a folder, and a draft pull request. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ledger } from '../../src/model.ts'
import { compiled } from '../compiled.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { fast, ringcache, slow } from '../sources/github-benchmarks/scene.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-release-'))
let github: FakeGitHub
let ring: RepositoryHandle

const notes = `## Why

Every reader of the ring waited for one lock, since even a read moves the entry to the front. That made Get slower with every core.

## Changes

The ring is split into shards by the hash of the key, and each shard has a lock of its own.
`

beforeAll(async () => {
  github = await fakeGitHub()
  ring = ringcache(github)
  ring.release({ tag: 'v1.2.0', date: '2026-03-01T10:00:00Z', assets: { 'bench-v1.2.0.txt': slow, 'ringcache.tar.gz': 'x' } })
  for (const [title, path, merged] of [
    ['cache: shard the LRU lock', 'cache.go', 'squash'],
    ['cache: drop the list of free entries', 'free.go', 'merge'],
  ] as const)
    ring.pullRequest({ title, body: 'Because.', files: { [path]: 'package ringcache\n\nfunc Get() {\n\tshard()\n}\n' }, merged })
  ring.release({ tag: 'v1.3.0-rc.1', prerelease: true, date: '2026-03-20T10:00:00Z' })
  ring.release({ tag: 'v1.3.0', name: 'v1.3.0', body: notes, date: '2026-04-02T10:00:00Z', assets: { 'bench-v1.3.0.txt': fast } })
  ring.check(ring.resolve('v1.3.0') ?? '', { name: 'test' })
})
afterAll(async () => {
  rmSync(out, { recursive: true, force: true })
  await github.close()
})

interface Answer {
  code: number | null
  stderr: string
  stdout: string
}

async function casewright(args: string[], token = ''): Promise<Answer> {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...compiled,
      PATH: '/usr/bin:/bin',
      HOME: out,
      GITHUB_API_URL: github.url,
      ...(token !== '' && { GH_TOKEN: token, SHOWCASE_TOKEN: token }),
    },
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, stdout, stderr }
}

const draft = (tag: string, folder: string, token?: string) =>
  casewright(['draft', '--release', `example/ringcache@${tag}`, '--out', join(out, folder), '--json'], token)

describe('a release', () => {
  test.each<[string, boolean]>([
    ['with a token', true],
    ['as anybody', false],
  ])('%s: its files against those of the release before', async (who, hasToken) => {
    const from = github.history.length
    const { code, stdout, stderr } = await draft('v1.3.0', who.replaceAll(' ', '-'), hasToken ? github.token({ user: 'dora' }) : undefined)
    expect([stderr, code]).toEqual(['', 0])
    const { folder, title } = JSON.parse(stdout) as { folder: string; title: string }
    expect(title.replaceAll('\u00a0', ' ')).toBe('ringcache v1.3.0: 182 → 61 ns for Get')
    const page = readFileSync(join(folder, 'index.md'), 'utf8').replaceAll('\u00a0', ' ')
    expect(page).toContain(
      'ringcache v1.3.0 is a release of an in-process LRU cache for Go services, compared here with the release before it.',
    )
    expect(page).toContain('[Shards the LRU lock]')
    expect(page).toContain('[Drops the list of free entries]')
    expect(page).toContain('Description of the release')
    expect(page).toContain('Release v1.3.0, published on 2 April 2026')
    const ledger = JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')) as Ledger
    expect(ledger.subject).toMatchObject({
      kind: 'release',
      number: null,
      tag: 'v1.3.0',
      base: ring.resolve('v1.2.0'),
      head: ring.resolve('v1.3.0'),
    })
    expect(ledger.sources.filter(({ kind }) => kind === 'benchmark').map(({ level, url }) => [level, url])).toEqual([
      ['recorded', expect.stringContaining('/releases/download/v1.2.0/bench-v1.2.0.txt')],
      ['recorded', expect.stringContaining('/releases/download/v1.3.0/bench-v1.3.0.txt')],
    ])
    expect(await casewright(['verify', folder])).toMatchObject({ code: 0, stdout: '' })
    const asked = github.history.slice(from).filter(({ operation }) => !/download|asset/.test(operation))
    expect(asked.length).toBeLessThanOrEqual(8)
  })

  test('named alone, as anybody: an entry with its preview', async () => {
    const named = 'https://github.com/example/ringcache/releases/tag/v1.3.0'
    const { code, stdout } = await casewright([named, '--out', join(out, 'minute'), '--json'])
    expect(code).toBe(0)
    const { preview } = JSON.parse(stdout) as { preview: string }
    expect(readFileSync(preview, 'utf8')).toContain('>release v1.3.0<')
  })

  test('has one draft pull request, however often it is drafted', async () => {
    const showcase = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' } })
    const args = ['draft', '--release', 'example/ringcache@v1.3.0', '--showcase', 'ada/work', '--out', out, '--json']
    const token = github.token({ user: 'ada' })
    const first = await casewright(args, token)
    expect([first.stderr, first.code]).toEqual([expect.any(String), 0])
    ring.release({ tag: 'v1.2.1', date: '2026-05-01T10:00:00Z', target: ring.resolve('v1.2.0') ?? '' })
    expect((await casewright(args, token)).code).toBe(0)
    expect(showcase.pullRequests().map(({ title }) => title)).toEqual(['Case study: ringcache v1.3.0: 182 to 61 ns for Get'])
  })

  test('what cannot be read is said', async () => {
    const asked = [
      draft('v1.2.0', 'first'),
      draft('v9', 'none'),
      casewright(['draft', '--release', 'ringcache']),
      casewright(['draft', '--release', 'a/b@c', '--range', 'a..b']),
    ]
    const said = [
      /is the first release of its kind/,
      /knows no \/repos\/example\/ringcache\/releases\/tags\/v9/,
      /names no release/,
      /cannot be used with/,
    ]
    const answers = await Promise.all(asked)
    expect(answers).toMatchObject(said.map((words) => ({ code: 2, stderr: expect.stringMatching(words) })))
  })
})

test('a token inside an artifact is refused with its place', async () => {
  const pull = ring.pullRequest({ title: 'Leak', body: notes, files: { 'x.go': 'package ringcache\n' }, merged: 'squash' })
  const secret = ['ghp', 'a'.repeat(18) + 'B7'.repeat(9)].join('_')
  const artifact = { 'baseline/bench.txt': slow, 'candidate/bench.txt': `${fast}token: ${secret}\n` }
  ring.workflowRun({ head: pull.data.merged?.sha ?? '', event: 'push', artifacts: { 'casewright-bench': artifact } })
  const args = ['draft', '--pull-request', `example/ringcache#${pull.number}`, '--out', join(out, 'leak')]
  const { code, stderr } = await casewright(args, github.token({ user: 'dora' }))
  expect(code).toBe(2)
  expect(stderr).toContain('casewright-bench/candidate/bench.txt:')
  expect(stderr).not.toContain(secret)
})

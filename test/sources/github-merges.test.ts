/** GitHub's three ways to merge, told apart; where a branch left its base; and what GitHub knows only a little later. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { read, ringcache } from './github-source.ts'

let github: FakeGitHub
let ring: RepositoryHandle
let token: string

beforeEach(async () => {
  github = await fakeGitHub()
  ring = ringcache(github)
  token = github.token({ user: 'dora' })
})
afterEach(() => github.close())

const commits = [
  { message: 'Split into shards', files: { 'a.go': 'package a\n' } },
  { message: 'Test the shards', files: { 'b.go': 'package b\n' } },
]

describe('how it was merged', () => {
  test.each(['merge', 'squash', 'rebase'] as const)('%s, while the base moved on', async (method) => {
    const base = ring.resolve('main')
    const pull = ring.pullRequest({ title: 'Shard the lock', body: '', commits })
    ring.commit('Something else', { 'c.go': 'package c\n' })
    const merge = pull.merge(method)
    const [byRest, byGraph] = [await read(github, pull.number, null), await read(github, pull.number, token)]
    expect(byRest.evidence).toEqual(byGraph.evidence)
    expect(byGraph.evidence.subject).toMatchObject({ base, head: pull.head(), merge, mergedAs: method })
    expect(byGraph.trees).toEqual({ head: ring.git('rev-parse', `${pull.head()}^{tree}`), merge: ring.git('rev-parse', `${merge}^{tree}`) })
    expect(byGraph.evidence.commits).toHaveLength(2)
  })

  test.each(['merge', 'squash', 'rebase'] as const)('%s of a single commit', async (method) => {
    const pull = ring.pullRequest({ title: 'Shard the lock', body: '', commits: commits.slice(0, 1), merged: method })
    for (const who of [null, token]) expect((await read(github, pull.number, who)).evidence.subject.mergedAs).toBe(method)
  })

  test("a branch that was pushed to the base, and one that is not merged, in none of GitHub's ways", async () => {
    const open = ring.pullRequest({ title: 'Open', body: '', commits })
    expect((await read(github, open.number, token)).evidence.subject).toMatchObject({ merge: null })
    open.data.merged = { at: '2026-03-03T00:00:00Z', by: open.data.author, sha: open.head(), method: 'merge' }
    const { subject } = (await read(github, open.number, token)).evidence
    expect([subject.merge, subject.mergedAs]).toEqual([open.head(), undefined])
  })
})

test.each(['rest', 'graph'])('a branch into which its base was merged is compared with that base (%s)', async (api) => {
  const pull = ring.pullRequest({ title: 'Shard', body: '', commits })
  const moved = ring.commit('Something else', { 'c.go': 'package c\n' })
  const tree = ring.git('merge-tree', '--write-tree', 'main', pull.head())
  const merged = ring.git('commit-tree', tree, '-p', pull.head(), '-p', moved, '-m', 'Merge main')
  ring.git('update-ref', `refs/heads/${pull.data.head.ref}`, merged)
  const { evidence } = await read(github, pull.number, api === 'rest' ? null : token)
  expect(evidence.subject).toMatchObject({ base: moved, head: merged })
  expect(evidence.changes.map(({ path }) => path)).toEqual(['a.go', 'b.go'])
})

describe('right after the merge', () => {
  test.each(['rest', 'graph'])('GitHub does not name the merge commit yet, and then does (%s)', async (api) => {
    const pull = ring.pullRequest({ title: 'Shard', body: '', commits, merged: 'squash' })
    const sha = pull.data.merged?.sha ?? ''
    const waits: number[] = []
    const name = (value: string | null) => Object.assign(pull.data.merged ?? {}, { sha: value })
    name(api === 'rest' ? null : '0'.repeat(40))
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds)
      if (waits.length === 2) name(sha)
    }
    const { evidence } = await read(github, pull.number, api === 'rest' ? null : token, { wait })
    expect([waits, evidence.subject.merge, evidence.omissions]).toEqual([[1000, 2000], sha, []])
  })

  test.each(['rest', 'graph'])('and never does: then the evidence says so (%s)', async (api) => {
    const pull = ring.pullRequest({ title: 'Shard', body: '', commits, merged: 'squash' })
    Object.assign(pull.data.merged ?? {}, { sha: api === 'rest' ? null : '0'.repeat(40) })
    const { evidence, waits } = await read(github, pull.number, api === 'rest' ? null : token)
    expect([waits, evidence.subject.merge]).toEqual([[1000, 2000, 4000], null])
    expect(evidence.omissions).toEqual([{ what: 'The merge commit', why: 'GitHub does not name it' }])
  })

  test.each(['rest', 'graph'])('what a webhook told of is not there yet (%s)', async (api) => {
    const pull = ring.pullRequest({ title: 'Shard', body: '', commits, merged: 'squash' })
    github.world.repositories.delete('example/ringcache')
    let waited = 0
    const wait = async () => {
      waited++
      github.world.repositories.set('example/ringcache', ring.data)
    }
    const who = api === 'rest' ? null : token
    const error = await read(github, pull.number, who, { wait }).catch((reason: unknown) => reason)
    expect([error instanceof KnownError && error.exitCode, waited]).toEqual([2, 0])
    expect((await read(github, pull.number, who, { wait, isNew: true })).evidence.subject.title).toBe('Shard')
    expect(waited).toBe(1)
  })
})

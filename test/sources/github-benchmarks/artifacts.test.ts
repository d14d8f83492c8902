/** Which artifacts of workflow runs count, and for how much. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeGitHub, fakeGitHub } from '../../github/github.ts'
import type { PullHandle } from '../../github/seed/pull.ts'
import type { RepositoryHandle } from '../../github/seed/repository.ts'
import { bench, goBench, leftOut, listed, look, ringcache, sharded } from './scene.ts'

let github: FakeGitHub
let repository: RepositoryHandle

beforeEach(async () => {
  github = await fakeGitHub()
  repository = ringcache(github)
})
afterEach(() => github.close())

const merge = (pull: PullHandle): string => pull.data.merged?.sha ?? ''
const recorded = ['casewright-bench/baseline/bench.txt baseline recorded', 'casewright-bench/candidate/bench.txt candidate recorded']
const stated = (...doubts: string[]) => recorded.map((file) => [file.replace('recorded', 'stated'), ...doubts].join(' '))

describe('what a run is worth', () => {
  test('a run on the merge commit is recorded, with its environment and its page', async () => {
    const pull = sharded(repository)
    const run = repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench, coverage: { x: 'y' } } })
    const found = await look(github, pull.number)
    expect(listed(found)).toEqual(recorded)
    expect(found.evidence.environments).toEqual([
      { side: 'unknown', path: 'casewright-bench/environment.json', environment: { cpu: 'AMD EPYC 7763', os: 'Linux 6.8' } },
    ])
    expect(found.evidence.benchmarks[1]).toMatchObject({
      url: `https://github.com/example/ringcache/actions/runs/${run.id}/artifacts/${run.artifacts[0]?.id}`,
      commit: merge(pull),
    })
    expect(leftOut(found)).toEqual([])
    const ours = found.operations.filter((operation) => operation.startsWith('actions/'))
    expect(ours).toEqual(['actions/list-artifacts-for-repo', 'actions/get-workflow-run', 'actions/download-artifact'])
    expect(
      found.operations.filter((operation) => operation !== 'actions/download-artifact' && operation !== 'download').length,
    ).toBeLessThan(8)
  })

  test("a pull request's run is recorded where its tree was merged", async () => {
    const pull = sharded(repository)
    repository.workflowRun({ head: pull.head(), artifacts: { 'casewright-bench': bench } })
    expect(listed(await look(github, pull.number))).toEqual(recorded)
  })

  test('and stated where the base had moved, since other code was measured', async () => {
    const pull = sharded(repository, { open: true })
    repository.commit('Meanwhile', { 'other.go': 'package ringcache\n' })
    pull.merge('squash')
    repository.workflowRun({ head: pull.head(), artifacts: { 'casewright-bench': bench } })
    expect(listed(await look(github, pull.number))).toEqual(stated('other-tree'))
  })

  test("a fork's run is stated, whatever tree it ran on", async () => {
    const fork = repository.fork('carl')
    const pull = sharded(repository, { from: fork })
    repository.workflowRun({ head: pull.head(), from: fork, artifacts: { 'casewright-bench': bench } })
    expect(listed(await look(github, pull.number))).toEqual(stated('untrusted-run'))
  })

  test.each(['issue_comment', 'pull_request_target', 'workflow_run'])('an event that others can cause: %s', async (event) => {
    const pull = sharded(repository)
    repository.workflowRun({ head: merge(pull), event, artifacts: { 'casewright-bench': bench } })
    expect(listed(await look(github, pull.number))).toEqual(stated('untrusted-run'))
  })

  test('of several runs the recorded one counts, however old; of two such the newer', async () => {
    const pull = sharded(repository)
    const artifact = (ns: number) => ({ 'casewright-bench': { 'candidate/bench.txt': goBench(ns) } })
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: artifact(1) })
    repository.workflowRun({ head: merge(pull), event: 'schedule', artifacts: artifact(2) })
    repository.workflowRun({ head: merge(pull), event: 'issue_comment', artifacts: artifact(3) })
    repository.workflowRun({ head: merge(pull), event: 'push', status: 'in_progress', artifacts: artifact(4) })
    const found = await look(github, pull.number)
    expect(found.evidence.benchmarks.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([goBench(2)])
    expect(leftOut(found)).toEqual([
      'The artifact casewright-bench of a newer run: the run has not ended',
      'The artifact casewright-bench of other runs: figures of one run are not mixed with those of another',
    ])
  })

  test('in a busy repository it is found from the commits', async () => {
    const pull = sharded(repository)
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench } })
    const later = repository.commit('Later', { 'x.go': 'package ringcache\n' })
    for (let i = 0; i < 101; i++) repository.workflowRun({ head: later, event: 'push', artifacts: { 'casewright-bench': { x: '' } } })
    expect(listed(await look(github, pull.number))).toEqual(recorded)
  })
})

describe('what cannot be had is said', () => {
  test('expired, or gone when it is fetched', async () => {
    const pull = sharded(repository)
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench }, expired: true })
    const why = 'W07 The artifact casewright-bench: it has expired, so nobody can read it any more'
    expect(leftOut(await look(github, pull.number))).toEqual([why])
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench } })
    github.fault({ kind: 'status', operation: 'actions/download-artifact', status: 410 })
    expect(leftOut(await look(github, pull.number))).toEqual([why])
  })

  test('soon to be deleted', async () => {
    const pull = sharded(repository)
    const run = repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench } })
    for (const artifact of run.artifacts) artifact.expiresAt = new Date(Date.parse(artifact.createdAt) + 5 * 86_400_000).toISOString()
    const found = await look(github, pull.number)
    expect(listed(found)).toEqual(recorded)
    expect(leftOut(found)).toEqual(['W07 The artifact casewright-bench: it is deleted soon after the run; the figures are kept here'])
  })

  test('without a token nothing is asked for', async () => {
    const pull = sharded(repository)
    const found = await look(github, pull.number, { token: null })
    expect(leftOut(found)).toContain('Artifacts of workflow runs: GitHub gives them only to a token: set GH_TOKEN')
    expect(found.operations.filter((operation) => operation.startsWith('actions/'))).toEqual([])
  })

  test('a token that may not read actions', async () => {
    const pull = sharded(repository)
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': bench } })
    const token = github.token({ user: 'dora', permissions: { contents: 'read' } })
    expect(leftOut(await look(github, pull.number, { token }))).toEqual([expect.stringContaining('needs the permission to read actions')])
  })

  test.each<[string, Uint8Array | Record<string, string>, string]>([
    ['a broken zip', Buffer.from('no zip'), 'it is no zip file that can be read; none of it was read'],
    ['a way out', { 'baseline/bench.txt': 'x', '../../out': 'x' }, 'it is no zip file that can be read; none of it was read'],
    ['a bomb', { 'baseline/bench.txt': '0'.repeat(5_000_001) }, 'a file in it has more than 5 MB; none of it was read'],
  ])('%s', async (_, artifact, why) => {
    const pull = sharded(repository)
    repository.workflowRun({ head: merge(pull), event: 'push', artifacts: { 'casewright-bench': artifact } })
    const found = await look(github, pull.number)
    expect([listed(found), leftOut(found)]).toEqual([[], [`The artifact casewright-bench: ${why}`]])
  })

  test('a server that is down is no omission: figures would be missing', async () => {
    const pull = sharded(repository)
    for (let i = 0; i < 3; i++) github.fault({ kind: 'status', operation: 'actions/list-artifacts-for-repo', status: 502 })
    await expect(look(github, pull.number)).rejects.toThrow(/status 502/)
  })
})

test('names and globs of the configuration', async () => {
  const pull = sharded(repository)
  const artifacts = { perf: { 'main/a.txt': goBench(2), 'pr/a.txt': goBench(1), 'notes.txt': 'x' }, more: { 'pr/b.txt': goBench(3) } }
  repository.workflowRun({ head: merge(pull), event: 'push', artifacts })
  const config = 'benchmarks:\n  artifacts: [perf, more]\n  baseline: "main/**"\n  candidate: "pr/**"\n'
  expect(listed(await look(github, pull.number, { config }))).toEqual([
    'perf/main/a.txt baseline recorded',
    'perf/notes.txt unknown recorded',
    'perf/pr/a.txt candidate recorded',
    'more/pr/b.txt candidate recorded',
  ])
})

/** Outputs that are committed: both ends of the change, and the history of github-action-benchmark. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readEvidence } from '../../../src/jobs/read-evidence.ts'
import { type FakeGitHub, fakeGitHub } from '../../github/github.ts'
import { bench, fast, leftOut, listed, look, ringcache, sharded, slow } from './scene.ts'

let github: FakeGitHub

beforeEach(async () => {
  github = await fakeGitHub()
})
afterEach(() => github.close())

const config = 'benchmarks:\n  files: ["bench/results/**", "*.bench.txt"]\n'

describe('both ends', () => {
  const binary = new Uint8Array([0, 255, 1, 254])
  const before = {
    'bench/results/get.txt': slow,
    'bench/results/same.txt': slow,
    'bench/other.txt': slow,
    'root.bench.txt': slow,
    'bench/results/trace.bin': binary as unknown as string,
  }
  const after = {
    'bench/results/get.txt': fast,
    'root.bench.txt': fast,
    'bench/results/sub/new.txt': fast,
    'bench/results/trace.bin': 'text',
  }
  const both = [
    'bench/results/get.txt baseline recorded measured-apart',
    'bench/results/get.txt candidate recorded measured-apart',
    'bench/results/sub/new.txt candidate recorded measured-apart',
    'bench/results/trace.bin baseline recorded measured-apart',
    'bench/results/trace.bin candidate recorded measured-apart',
    'root.bench.txt baseline recorded measured-apart',
    'root.bench.txt candidate recorded measured-apart',
  ]

  test.each<['a token' | 'nobody']>([['a token'], ['nobody']])('with %s: the same files, pinned', async (who) => {
    const pull = sharded(ringcache(github, before), { files: after })
    const found = await look(github, pull.number, { config, ...(who === 'nobody' && { token: null }) })
    expect(listed(found)).toEqual(both)
    const { base } = found.evidence.subject
    expect(found.evidence.benchmarks[0]).toMatchObject({
      commit: base,
      url: `https://github.com/example/ringcache/blob/${base}/bench/results/get.txt`,
    })
    expect(new TextDecoder().decode(found.evidence.benchmarks[0]?.bytes)).toBe(slow)
    expect([...(found.evidence.benchmarks[3]?.bytes ?? [])]).toEqual([...binary])
    expect(leftOut(found)).toContain('bench/results/same.txt: the same at both ends, so nothing was measured anew')
  })

  test('two requests with a token, where all is text', async () => {
    const pull = sharded(ringcache(github, { 'bench/results/get.txt': slow }), { files: { 'bench/results/get.txt': fast } })
    const without = await look(github, pull.number)
    const found = await look(github, pull.number, { config })
    // Without committed files the history of gh-pages was looked for, in one request.
    expect(found.operations.length - without.operations.length).toBe(1)
    expect(found.operations.length).toBeLessThanOrEqual(8)
  })

  test('where one query is more than GitHub answers, the list of all paths is asked for', async () => {
    const pull = sharded(ringcache(github, { 'bench/results/get.txt': slow }), { files: { 'bench/results/get.txt': fast } })
    const overwhelmed = () => github.fault({ kind: 'status', operation: 'query', status: 502, times: 3 })
    github.fault({ kind: 'call', operation: 'pulls/get', call: overwhelmed })
    const found = await look(github, pull.number, { config })
    expect(listed(found)).toEqual([
      'bench/results/get.txt baseline recorded measured-apart',
      'bench/results/get.txt candidate recorded measured-apart',
    ])
    expect(found.operations).toContain('git/get-tree')
  })

  test('too many for nobody, too large for anybody: said', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`bench/results/${String(i).padStart(2, '0')}.txt`, `${i} ${fast}`]),
    )
    const pull = sharded(ringcache(github), { files: { ...many, 'bench/results/0.txt': 'x'.repeat(5_000_001) } })
    const found = await look(github, pull.number, { config, token: null })
    expect(listed(found)).toHaveLength(9)
    expect(leftOut(found)).toEqual(
      expect.arrayContaining([
        'bench/results/0.txt: at most 5 MB of a file and 20 MB of all are read',
        '3 more tracked benchmark files: at most 10 are read',
      ]),
    )
  })
})

describe('the history of github-action-benchmark', () => {
  const run = (id: string, value: number) => ({
    commit: { id, message: 'x', url: 'https://example.org' },
    date: 1,
    tool: 'customSmallerIsBetter',
    benches: [{ name: 'Get', unit: 'ns', value }],
  })
  const history = (...runs: object[]) =>
    `window.BENCHMARK_DATA = ${JSON.stringify({ lastUpdate: 1, repoUrl: 'https://example.org', entries: { Ring: runs } })}`

  test('runs of the base and of the merge commit become the sides', async () => {
    const repository = ringcache(github)
    const pull = sharded(repository)
    const [base, merge] = [pull.data.base.sha, pull.data.merged?.sha ?? '']
    const text = history(run('f'.repeat(40), 999), run(base, 182), run(merge, 61), run('e'.repeat(40), 77))
    const tip = repository.commit('Benchmarks', { 'dev/bench/data.js': text }, { branch: 'gh-pages' })
    const { evidence } = await look(github, pull.number)
    expect(evidence.benchmarks).toMatchObject([
      { side: 'unknown', level: 'recorded', url: `https://github.com/example/ringcache/blob/${tip}/dev/bench/data.js` },
    ])
    const [reading] = readEvidence(evidence, []).readings
    expect(reading?.measurements.map(({ side, value, better, condition }) => [side, value, better, condition])).toEqual([
      ['baseline', 182, 'lower', ''],
      ['candidate', 61, 'lower', ''],
    ])
  })

  test('one without both ends is left out, and one of another folder is found by its path', async () => {
    const repository = ringcache(github)
    const pull = sharded(repository)
    const [base, merge] = [pull.data.base.sha, pull.data.merged?.sha ?? '']
    repository.commit('Benchmarks', { 'dev/bench/data.js': history(run(base, 182)) }, { branch: 'gh-pages' })
    repository.commit('Benchmarks', { 'docs/perf/data.js': history(run(base, 182), run(merge, 61)) })
    const found = await look(github, pull.number, { config: 'benchmarks:\n  files: docs/perf/data.js\n' })
    expect(listed(found)).toEqual(['docs/perf/data.js unknown recorded measured-apart'])
    expect(leftOut(found)).toEqual(['dev/bench/data.js: this history has no runs of both ends of the change'])
  })
})

describe('files of this machine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-own-'))
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  test('come before those of an artifact, file by file', async () => {
    writeFileSync(join(directory, 'bench.txt'), fast)
    const repository = ringcache(github)
    const pull = sharded(repository)
    const artifact = { ...bench, 'candidate/more.txt': fast }
    repository.workflowRun({ head: pull.data.merged?.sha ?? '', event: 'push', artifacts: { 'casewright-bench': artifact } })
    const found = await look(github, pull.number, { own: { candidate: ['bench.txt'], cwd: directory } })
    expect(listed(found)).toEqual([
      'bench.txt candidate vouched',
      'casewright-bench/baseline/bench.txt baseline recorded',
      'casewright-bench/candidate/more.txt candidate recorded',
    ])
    expect(leftOut(found)).toEqual([
      'casewright-bench/candidate/bench.txt: a file of the same name is read already, and figures of two places are not mixed',
    ])
  })
})

/** A merged pull request whose benchmarks ran in workflows: what the tests of artifacts start from. */
import { configOf, parseConfig } from '../../../src/config.ts'
import { gitHub } from '../../../src/github/client.ts'
import { type Collected, collectFromGitHub, type OwnFiles } from '../../../src/jobs/collect-github.ts'
import type { FakeGitHub } from '../../github/github.ts'
import type { PullHandle, PullSeed } from '../../github/seed/pull.ts'
import type { RepositoryHandle } from '../../github/seed/repository.ts'

/** Go's output of so many runs of one benchmark. */
export function goBench(...nanoseconds: number[]): string {
  const rows = nanoseconds.map((ns) => `BenchmarkGet-8   \t 1000000\t ${ns} ns/op\n`)
  return `goos: linux\ngoarch: amd64\npkg: example.com/ringcache\n${rows.join('')}PASS\n`
}

export const slow = goBench(180.1, 182.9, 181.5, 183.2, 180.7, 182.2)
export const fast = goBench(61.4, 60.9, 61.8, 62.0, 61.1, 61.5)

/** An artifact as docs/evidence.md says it. */
export const bench = {
  'baseline/bench.txt': slow,
  'candidate/bench.txt': fast,
  'environment.json': JSON.stringify({ cpu: 'AMD EPYC 7763', os: 'Linux 6.8' }),
}

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front.
`

export function ringcache(github: FakeGitHub, files: Record<string, string> = {}): RepositoryHandle {
  return github.repository('example/ringcache', {
    licence: 'MIT',
    files: {
      'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
      'cache.go': 'package ringcache\n\nfunc Get() {}\n',
      ...files,
    },
  })
}

/** Merged unless it is to stay open. */
export function sharded(repository: RepositoryHandle, { open = false, ...seed }: PullSeed & { open?: boolean } = {}): PullHandle {
  return repository.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {\n\tshard()\n}\n' },
    ...(open ? {} : { merged: 'squash' as const }),
    ...seed,
  })
}

export interface Look {
  config?: string
  own?: Partial<OwnFiles>
  /** Null is anybody. */
  token?: string | null
}

export interface Looked extends Collected {
  operations: string[]
}

/** Collects as a draft does, with a person's token unless told. */
export async function look(github: FakeGitHub, number: number, { config = '{}', own = {}, token }: Look = {}): Promise<Looked> {
  const from = github.history.length
  const collected = await collectFromGitHub({
    reference: { kind: 'pull-request', owner: 'example', name: 'ringcache', number, host: 'github.com' },
    github: gitHub({
      baseUrl: github.url,
      token: token === undefined ? github.token({ user: 'dora' }) : token,
      userAgent: 'test',
      wait: async () => {},
    }),
    own: { baseline: [], candidate: [], environment: null, cwd: '/', ...own },
    benchmarks: configOf(parseConfig(config, 'casewright.yml')).benchmarks,
    onProgress: () => {},
  })
  return { ...collected, operations: github.history.slice(from).map(({ operation }) => operation) }
}

/** Path, side and level of each file, in their order. */
export function listed({ evidence }: Collected): string[] {
  return evidence.benchmarks.map(({ path, side, level, doubts = [] }) => [path, side, level, ...doubts].join(' '))
}

export function leftOut({ evidence }: Collected): string[] {
  return evidence.omissions.map(({ what, why, code }) => `${code === undefined ? '' : `${code} `}${what}: ${why}`)
}

/** A rich pull request on the fake GitHub, and ways to read it. */
import { type GitHub, gitHub } from '../../src/github/client.ts'
import { collectPullRequest, type PullRequestEvidence, type PullRequestRequest } from '../../src/sources/github/pull-request.ts'
import type { Files } from '../git-repository.ts'
import type { FakeGitHub } from '../github/github.ts'
import type { PullHandle, PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

const reference = (number: number) => ({
  kind: 'pull-request' as const,
  owner: 'example',
  name: 'ringcache',
  number,
  host: 'github.com',
})

export interface Read extends PullRequestEvidence {
  requests: number
  operations: string[]
  waits: number[]
}

/** Reads as a run of its own does; `token` null is anybody. */
export async function read(
  github: FakeGitHub,
  number: number,
  token: string | null,
  change: Partial<PullRequestRequest> = {},
  fetch?: typeof globalThis.fetch,
): Promise<Read> {
  const from = github.history.length
  const waits: number[] = []
  const found = await collectPullRequest({
    github: clientOf(github, token, fetch),
    reference: reference(number),
    suspicious: /password/,
    wait: async (milliseconds) => void waits.push(milliseconds),
    onProgress: () => {},
    ...change,
  })
  const sent = github.history.slice(from)
  return { ...found, waits, requests: sent.length, operations: sent.map(({ operation }) => operation) }
}

export function clientOf({ url }: FakeGitHub, token: string | null, fetch?: typeof globalThis.fetch): GitHub {
  return gitHub({ baseUrl: url, token, userAgent: 'test', wait: async () => {}, ...(fetch && { fetch }) })
}

export function ringcache(github: FakeGitHub, files: Files = {}): RepositoryHandle {
  return github.repository('example/ringcache', {
    licence: 'MIT',
    files: {
      'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
      'cache.go': 'package ringcache\n\nfunc Get() {}\n',
      ...files,
    },
  })
}

const long = Array.from({ length: 40 }, (_, i) => `line ${i}\n`).join('')

/** Everything that both APIs know: threads with answers, bots, somebody who is gone, checks, and files of every kind. */
export function richPull(ring: RepositoryHandle, seed: PullSeed = {}): PullHandle {
  ring.commit('Files of every kind', {
    'old name.txt': long,
    'docs/gone.md': 'gone\n',
    'logo.png': new Uint8Array([0, 1, 2, 3]),
    'café.go': 'package cafe\n',
  })
  const issue = ring.issue({ title: 'Get is slow', body: 'With 8 workers Get is slower than a round trip.', author: 'carl' })
  const pull = ring.pullRequest({
    title: 'cache: shard the LRU lock',
    body: `Every reader waits for one lock.\n\nFixes #${issue.number}`,
    labels: ['performance', 'go'],
    commits: [
      {
        message: 'cache: split into shards\n\nBy the hash of the key.',
        files: { 'cache.go': 'package ringcache\n\nfunc Get() {\n\tshard()\n\t// password = "hunter2"\n}\n' },
      },
      {
        message: 'cache: test the shards',
        files: { 'cache_test.go': 'package ringcache\n\nfunc TestShard(t *testing.T) {}' },
        author: 'bob',
      },
      {
        message: 'cache: tidy up',
        files: {
          'old name.txt': null,
          'new name.txt': long.replace('line 7\n', '--- a/x\ndiff --git a/x b/x\n'),
          'docs/gone.md': null,
          'logo.png': new Uint8Array([0, 9, 9]),
          'café.go': 'package cafe\n\nfunc Brew() {}\n',
          'a "b".txt': 'quoted\n',
        },
      },
    ],
    reviews: [
      {
        author: 'bob',
        state: 'APPROVED',
        body: 'I repeated the measurement, same result.',
        comments: [
          {
            path: 'cache.go',
            line: 4,
            body: 'Is eviction still LRU?',
            resolved: true,
            answers: [
              { body: 'Not globally. Each shard evicts its own oldest entry.' },
              { author: 'lint[bot]', body: 'Line too long.' },
              { author: 'ghost', body: 'I was here.' },
            ],
          },
          { path: 'cache_test.go', line: 3, body: 'Add a race test.' },
        ],
      },
      { author: 'carl', body: '' },
    ],
    comments: [
      { author: 'carl', body: 'Thanks!' },
      { author: 'codecov[bot]', body: 'Coverage 81 %' },
      { author: 'ghost', body: 'Nice.' },
    ],
    merged: 'squash',
    ...seed,
  })
  ring.check(pull.head(), { name: 'test (linux)' })
  ring.check(pull.head(), { name: 'lint', conclusion: 'neutral' })
  return pull
}

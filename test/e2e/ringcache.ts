/** A small cache, its showcase, and what people do there: the story of the end-to-end test and of `npm run demo:app`. */
import type { FakeGitHub } from '../github/github.ts'
import type { PullHandle, PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

export interface Ringcache {
  source: RepositoryHandle
  showcase: RepositoryHandle
}

/** The two repositories of an owner; one line of configuration in the source names the other. */
export function ringcache(github: FakeGitHub, owner: string): Ringcache {
  const source = github.repository(`${owner}/ringcache`, {
    licence: 'MIT',
    collaborators: { ada: 'write', bob: 'write' },
    files: {
      'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
      'cache.go': 'package ringcache\n\ntype Cache struct {\n\tmu   sync.Mutex\n\tring list.List\n}\n',
      'cache_test.go': benchmark,
      '.github/casewright.yml': `showcase: ${owner}/showcase\n`,
    },
  })
  const showcase = github.repository(`${owner}/showcase`, {
    collaborators: { bob: 'write' },
    files: { 'README.md': '# Our work\n' },
  })
  return { source, showcase }
}

const benchmark = `package ringcache

func BenchmarkGet(b *testing.B) {
\tb.RunParallel(func(pb *testing.PB) {
\t\tfor pb.Next() {
\t\t\tcache.Get(keys[rand.IntN(len(keys))])
\t\t}
\t})
}
`

const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front. With sixteen goroutines most of them wait.

## Modifications

- The cache is split into 32 shards, each with a lock and a ring of its own.
- A key stays in its shard, so that \`Len\` walks over all of them.

## Results

Parallel reads take a third of the time. A single reader pays for finding its shard.
`

/** Ada opens it, with the label, and its benchmarks ran before and after the change, six times each. */
export function shardTheLock({ source }: Ringcache, seed: PullSeed = {}): PullHandle {
  const pull = source.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    labels: ['case-study'],
    files: {
      'cache.go':
        'package ringcache\n\ntype Cache struct {\n\tshards [32]shard\n}\n\ntype shard struct {\n\tmu   sync.Mutex\n\tring list.List\n}\n',
    },
    ...seed,
  })
  source.workflowRun({ head: pull.head(), pulls: [pull.number], artifacts: { 'casewright-bench': measured } })
  return pull
}

function goTest(rows: Readonly<Record<string, readonly number[]>>): string {
  const lines = Object.entries(rows).flatMap(([name, values]) =>
    values.map((ns) => `Benchmark${name}-16   \t 6000000\t ${ns.toFixed(1)} ns/op`),
  )
  return ['goos: linux', 'goarch: amd64', 'pkg: example.org/ringcache', ...lines, 'PASS', ''].join('\n')
}

const measured = {
  'baseline/bench.txt': goTest({
    'Get/parallel': [182.9, 184.1, 181.7, 183.6, 182.2, 185.0],
    'Get/serial': [21.3, 21.2, 21.4, 21.3, 21.5, 21.2],
  }),
  'candidate/bench.txt': goTest({
    'Get/parallel': [61.4, 60.9, 62.0, 61.1, 61.8, 60.7],
    'Get/serial': [23.0, 23.1, 22.9, 23.2, 23.0, 23.1],
  }),
  'environment.json': JSON.stringify({ cpu: 'AMD EPYC 7443P', os: 'Linux 6.8', go: '1.25.3' }),
}

/** Where the entry of a draft is: its only page, on its branch. */
export function pageOf({ showcase }: Ringcache, draft: PullHandle): string {
  const files = showcase.git('diff', '--name-only', `${draft.base()}...${draft.head()}`).split('\n')
  const page = files.find((path) => path.endsWith('/index.md'))
  if (page === undefined) throw new Error(`pull request ${draft.number} of ${showcase.name} changes no page`)
  return page
}

export const sentence = 'Readers of the cache no longer wait for each other.'

/** Bob puts his sentence where the draft's first one was. */
export function editFirstSentence(story: Ringcache, draft: PullHandle): void {
  const path = pageOf(story, draft)
  const text = story.showcase.read(path, draft.data.head.ref) ?? ''
  const [, front = '', lead = '', rest = ''] = /^(---\n[\s\S]*?\n---\n\s*(?:# [^\n]*\n\s*)?)([^\n]+)([\s\S]*)$/.exec(text) ?? []
  draft.push('In our own words', { [path]: `${front}${lead.replace(/^.*?\.(?=\s|$)/, sentence)}${rest}` }, 'bob')
}

export const answer = 'Our ingest fleet did, on Mondays, when every cache is cold.'
export const corrected = 'Our ingest fleet did, on Monday mornings, when every cache is cold.'

/** Bob finds a better word for what he answered; the page follows when the draft is made anew. */
export function correctAnswer(draft: PullHandle): void {
  const comment = draft.data.comments.find(({ body }) => body.includes(answer))
  if (comment === undefined) throw new Error(`nobody answered on pull request ${draft.number}`)
  comment.body = comment.body.replace(answer, corrected)
}

/** A pull request as a good one is: a reason, an issue, a discussion with answers, tests, and its benchmarks as an artifact. */
import type { FakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'

const description = `## Motivation

Every push of the queue takes one lock, so with eight producers seven of them wait. In our log shipper that is half of the CPU time of a busy minute.

## Modifications

- One ring for each producer; the consumer visits them in turn.
- \`Len\` is a sum now, and may be late by what is being pushed.

## Results

Push with eight producers takes a third of the time. A queue needs 2 KiB more memory at the start.

## Test plan

\`\`\`
go test -run . -bench 'Push' -count 6 ./queue
\`\`\`

Closes #1
`

function output(rows: Readonly<Record<string, readonly number[]>>): string {
  const lines = Object.entries(rows).flatMap(([name, values]) =>
    values.map((ns) => `Benchmark${name}-8   \t 5000000\t ${ns.toFixed(1)} ns/op\n`),
  )
  return `goos: linux\ngoarch: amd64\npkg: example.org/parcel/queue\ncpu: AMD EPYC 7443P 24-Core Processor\n${lines.join('')}PASS\nok  \texample.org/parcel/queue\t9.1s\n`
}

const bench = {
  'baseline/bench.txt': output({
    'Push/producers=8': [241.3, 244.9, 239.8, 243.1, 240.6, 245.7],
    'Push/producers=1': [31.2, 31.0, 31.4, 31.1, 31.3, 31.2],
  }),
  'candidate/bench.txt': output({
    'Push/producers=8': [79.4, 80.8, 78.9, 80.1, 79.0, 81.2],
    'Push/producers=1': [33.8, 33.6, 34.0, 33.7, 33.9, 33.8],
  }),
  'environment.json': JSON.stringify({ cpu: 'AMD EPYC 7443P', os: 'Linux 6.8', go: '1.25.3', runner: 'bench-2, nothing else running' }),
}

/** Merged, with green checks; its benchmarks ran on the merged tree. */
export function queuePull(github: FakeGitHub): PullHandle {
  const repository = github.repository('example/parcel', {
    licence: 'Apache-2.0',
    files: {
      'README.md': '# parcel\n\nparcel is a queue between the threads of one Go program.\n',
      'queue/queue.go': 'package queue\n\ntype Queue struct {\n\tmu sync.Mutex\n}\n\nfunc (q *Queue) Push(v any) {\n\tq.mu.Lock()\n}\n',
    },
  })
  repository.issue({
    author: 'nia',
    title: 'Push does not scale with producers',
    body: 'With eight producers our log shipper spends half of its CPU time in Push, waiting.',
  })
  const pull = repository.pullRequest({
    title: 'queue: one ring for each producer',
    author: 'ada',
    body: description,
    labels: ['performance'],
    files: {
      'queue/queue.go': 'package queue\n\ntype Queue struct {\n\trings []ring\n}\n\nfunc (q *Queue) Push(v any) {\n\tq.own().push(v)\n}\n',
      'queue/queue_test.go': 'package queue\n\nfunc TestOrderPerProducer(t *testing.T) {\n}\n',
    },
    comments: [{ author: 'ci-bot[bot]', body: 'Coverage: 93.1 %' }],
    reviews: [
      {
        author: 'bob',
        comments: [
          {
            path: 'queue/queue.go',
            line: 4,
            body: 'Is the order between two producers still the order of time?',
            answers: [
              {
                author: 'ada',
                body: 'No. It holds for each producer alone, which is what the documentation always said. There is a test for it now.',
              },
            ],
          },
          {
            path: 'queue/queue.go',
            line: 8,
            body: 'Why not a lock-free list?',
            answers: [
              {
                author: 'ada',
                body: 'I tried one. It was as fast at eight producers and twice as slow at one, because each push allocates.',
              },
            ],
          },
        ],
      },
      { author: 'bob', state: 'APPROVED' },
    ],
    merged: 'squash',
    mergedBy: 'bob',
  })
  for (const name of ['test', 'lint']) repository.check(pull.head(), { name })
  repository.workflowRun({ head: pull.head(), artifacts: { 'casewright-bench': bench } })
  return pull
}

/** What an open pull request is told before its merge: what is there, what is missing, how to add it; never more than that. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configOf, parseConfig } from '../../src/config.ts'
import { postCheck } from '../../src/destinations/check.ts'
import { gitHub } from '../../src/github/client.ts'
import { gitHubWriter } from '../../src/github/writer.ts'
import { previewEvidence } from '../../src/jobs/preview-evidence.ts'
import { parsePullRequest } from '../../src/sources/github/reference.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

let github: FakeGitHub
let source: RepositoryHandle
let out: string
beforeAll(async () => {
  github = await fakeGitHub()
  source = github.repository('example/ringcache', {
    licence: 'MIT',
    files: { 'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n', 'cache.go': 'package ringcache\n' },
  })
  out = mkdtempSync(join(tmpdir(), 'casewright-preview-'))
})
afterAll(async () => {
  rmSync(out, { recursive: true, force: true })
  await github.close()
})

let changes = 0
const open = (body: string, seed: PullSeed = {}) =>
  source.pullRequest({
    title: 'cache: shard the LRU lock',
    body,
    files: { 'cache.go': `package ringcache\n\n// ${++changes}\nfunc Get() {}\n` },
    ...seed,
  })

async function preview(number: number, config = '', own: { baseline: string[]; candidate: string[] } = { baseline: [], candidate: [] }) {
  const reference = parsePullRequest(`example/ringcache#${number}`)
  if (reference === null) throw new Error('no reference')
  return previewEvidence({
    reference,
    source: gitHub({ baseUrl: github.url, token: github.token({ user: 'ada' }), userAgent: 'test', wait: async () => {} }),
    config: configOf(parseConfig(`showcase: ada/work\n${config}`, 'casewright.yml')),
    own: { ...own, environment: null, cwd: out },
  })
}

const reason = '## Motivation\n\nEvery reader of the ring waits for one lock, since even a read moves the entry to the front.\n'
const table = '## Results\n\n| ns/op | before | after |\n|---|--:|--:|\n| Get/parallel | 182.9 | 61.4 |\n| Get/serial | 21.3 | 23.0 |\n'

describe('says what is there and what would help', () => {
  test('figures of the text, one run each', async () => {
    const pull = open(`${reason}\n${table}\n## Test plan\n\n\`\`\`\ngo test -run xxx -bench Get -benchmem ./...\n\`\`\`\n`)
    const { title, summary, conclusion, head, annotations } = await preview(pull.number)
    expect([conclusion, head, annotations]).toEqual(['neutral', pull.head(), []])
    expect(title).toBe('2 figures before and after; 3 things would help')
    expect(summary).toContain('| Get/parallel | 182.9\u00a0ns | 61.4\u00a0ns | reported by the author, one run each |')
    expect(summary.match(/^- \*\*[^*]+\*\*/gm)).toEqual(['- **Runs.**', '- **The outputs themselves.**', '- **The machine.**'])
    expect(summary).toContain('for i in 1 2 3 4 5 6; do')
    expect(summary).toContain('    go test -run xxx -bench Get -benchmem ./...')
    expect(summary).toContain(`git worktree add ../candidate ${pull.head()}`)
    expect(summary).toContain('artifact `casewright-bench`')
    expect(summary).toMatch(
      /Nothing of this holds up the merge\. A page is drafted after it when the pull request has the label `case-study` or somebody comments `\/casewright draft`\.\n$/,
    )
  })

  test('enough runs with a machine and a reason: nothing is missing, and nothing is asked', async () => {
    for (const [side, value] of [
      ['old', 182],
      ['new', 61],
    ] as const) {
      mkdirSync(join(out, side), { recursive: true })
      const rows = Array.from({ length: 8 }, (_, i) => `BenchmarkGet-8 \t 1000 \t ${value + i / 10} ns/op`)
      writeFileSync(join(out, side, 'bench.txt'), `goos: linux\ngoarch: amd64\npkg: ringcache\ncpu: AMD EPYC 7763\n${rows.join('\n')}\n`)
    }
    const pull = open(reason)
    const { title, summary } = await preview(pull.number, 'draft: { when: improvement }', {
      baseline: ['old/*.txt'],
      candidate: ['new/*.txt'],
    })
    expect(title).toBe('One figure before and after')
    expect(summary).not.toMatch(/^## /m)
    expect(summary).toContain('Read from 2 benchmark files.')
    expect(summary).toMatch(/A page is drafted after it when recorded figures show a change beyond noise\.\n$/)
  })

  test('an artifact of its own run is taken in, and counts for more once it is merged as it is', async () => {
    const pull = open(reason)
    const output = (value: number) => `goos: linux\ncpu: AMD EPYC 7763\nBenchmarkGet-8 \t 1000 \t ${value} ns/op\n`
    const artifact = { 'baseline/bench.txt': output(182), 'candidate/bench.txt': output(61) }
    source.workflowRun({ head: pull.head(), artifacts: { 'casewright-bench': artifact } })
    const { title, summary } = await preview(pull.number)
    expect(title).toBe('One figure before and after; one thing would help')
    expect(summary).toMatch(/\| 182\u00a0ns \| 61\u00a0ns \| from a run, one run each \|/)
    expect(summary).toContain('counts as recorded once it is merged, if exactly what was measured is merged')
    expect(summary.match(/^- \*\*[^*]+\*\*/gm)).toEqual(['- **Runs.**'])
  })

  test('no figures and no reason', async () => {
    const pull = open('Shards it.')
    const { title, summary } = await preview(pull.number)
    expect(title).toBe('Not enough for a page so far; 2 things would help')
    expect(summary.match(/^- \*\*[^*]+\*\*/gm)).toEqual(['- **Figures.**', '- **The reason.**'])
    expect(summary).toContain('A change that is not about speed or size needs none')
    expect(summary).not.toContain('## How to add it')
  })

  test('one side only', async () => {
    const pull = open(`${reason}\n\`\`\`\nBenchmarkGet-8   \t 1000 \t 61.4 ns/op\nBenchmarkPut-8   \t 1000 \t 80.1 ns/op\n\`\`\`\n`)
    const { title, summary } = await preview(pull.number)
    expect(title).toBe('2 figures, not before and after; one thing would help')
    expect(summary).toContain('**The other side.**')
    expect(summary).toMatch(/^## How to add it$/m)
  })
})

test('a title, a label or a description full of commands does nothing in it', async () => {
  const pull = open(
    `${reason}\n| ns/op | before | after |\n|---|--:|--:|\n| @ada <img src=x> #1 | 10 | 5 |\n| [x](javascript:1) | 3 | 1 |\n`,
    {
      title: '@ada ::error::x <script> #1',
    },
  )
  const { title, summary } = await preview(pull.number, 'draft: { label: "@ada #2" }')
  expect(`${title}\n${summary}`).not.toMatch(/(^|[^`\w])@ada|<img|<script/)
  const kinds = new Set<string>()
  visit(unified().use(remarkParse).use(remarkGfm).parse(summary), (node) => void kinds.add(node.type))
  expect([...kinds].filter((kind) => /link|image|html/i.test(kind))).toEqual([])
})

test('something like a secret is not repeated', async () => {
  const secret = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_')
  const pull = open(`${reason}\nexport TOKEN=${secret}\n`)
  const { title, summary } = await preview(pull.number)
  expect(title).toBe('No page can be drafted: something looks like a secret')
  expect(summary).toContain('the description')
  expect(summary).not.toContain(secret)
})

test('twice is one check', async () => {
  const pull = open(`${reason}\n${table}`)
  const app = github.app()
  const installation = app.install('example')
  for (const changed of [true, false]) {
    const { head, ...said } = await preview(pull.number)
    const writer = gitHubWriter({
      baseUrl: github.url,
      token: { writes: app.token(installation) },
      userAgent: 'test',
      wait: async () => {},
    })
    expect(
      await postCheck(writer, { owner: 'example', name: 'ringcache', sha: head, check: 'casewright / preview', ...said }),
    ).toMatchObject({
      kind: 'check',
      changed,
    })
  }
})

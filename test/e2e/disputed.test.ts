/** What people say against a figure, from the discussion on GitHub to the page, its ledger and the questions to the author. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configOf, parseConfig } from '../../src/config.ts'
import { gitHub } from '../../src/github/client.ts'
import { draftOnGitHub } from '../../src/jobs/draft-on-github.ts'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import { ledgerSchema } from '../../src/model.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-disputed-'))
let github: FakeGitHub
let source: RepositoryHandle
beforeAll(async () => {
  github = await fakeGitHub()
  source = github.repository('example/cache', {
    licence: 'MIT',
    files: { 'README.md': '# cache\n\ncache is an LRU cache for services.\n', 'cache.go': 'package cache\n' },
  })
})
afterAll(async () => {
  rmSync(out, { recursive: true, force: true })
  await github.close()
})

const table = (before: number, after: number) => `| | before | after |\n|---|--:|--:|\n| load time | ${before} ms | ${after} ms |\n`
const reason =
  '## Motivation\n\nEvery reader of the cache waits for one lock, because even a read moves its entry to the front of the list. With eight readers seven of them wait, and a busy service spends half of its time there.\n\n## Modifications\n\nThe list is split into shards by the hash of the key, each with a lock of its own.\n\n## Results\n\n'

let drafts = 0
/** Merges a pull request with such a discussion, drafts it into a folder and answers what a person reads there. */
async function drafted(body: string, seed: PullSeed = {}) {
  const pull = source.pullRequest({
    title: 'cache: shard the lock',
    author: 'ada',
    body,
    files: { [`shard-${++drafts}.go`]: 'package cache\n' },
    merged: 'squash',
    ...seed,
  })
  const wait = async () => {}
  const { draft } = await draftOnGitHub({
    reference: { kind: 'pull-request', host: 'github.com', owner: 'example', name: 'cache', number: pull.number },
    source: gitHub({ baseUrl: github.url, userAgent: 'test', wait, token: github.token({ user: 'ada' }) }),
    config: configOf(parseConfig('showcase: ada/work\n', '.github/casewright.yml')),
    own: { baseline: [], candidate: [], environment: null, cwd: '.' },
    to: { kind: 'folder', out: join(out, String(pull.number)), force: false },
    allowedSecrets: new Set(),
    generator: 'casewright test',
    onProgress: () => {},
  })
  if (draft?.kind !== 'drafted') throw new Error(`not drafted: ${JSON.stringify(draft).slice(0, 300)}`)
  const read = (name: string) => readFileSync(join(draft.folder, name), 'utf8').replaceAll('\u00a0', ' ')
  const page = read('index.md')
  const ledger = ledgerSchema.parse(JSON.parse(read('evidence.json')))
  return {
    files: draft.composition.files,
    page,
    limits: page.split('## What this does not show')[1] ?? '',
    ledger,
    request: read('pull-request.md'),
  }
}

describe('a reviewer who disputes the figure', () => {
  test('is heard on the page, with a link to the comment, in the ledger and in the questions; the page still verifies', async () => {
    const { files, page, limits, ledger, request } = await drafted(`${reason}${table(412, 287)}`, {
      comments: [{ author: 'bob', body: 'Nice, but I cannot reproduce these numbers: on my machine it is no faster.' }],
    })
    expect(page).toContain('412 ms')
    expect(limits).toMatch(/The discussion doubts a figure \(\[comment\]\[(e\d+)\]\)[\s\S]*\n\[\1\]: \S+#issuecomment-\d+\n/)
    const warning = ledger.warnings.find(({ message }) => message === 'The discussion doubts a figure.')
    expect(warning).toMatchObject({ code: 'W22', said: true, about: [expect.stringMatching(/^e\d+$/)] })
    expect(ledger.sources.find(({ id }) => id === warning?.about[0])).toMatchObject({ kind: 'review', title: 'Comment', by: 'bob' })
    expect(request).toContain('**1.** Somebody doubts a figure in the discussion.')
    expect(verifyFiles(files).findings).toEqual([])
  })

  test('in a review thread counts too; one who cannot reproduce the bug does not', async () => {
    const thread = (body: string): PullSeed => ({
      reviews: [{ author: 'bob', comments: [{ path: `shard-${drafts + 1}.go`, line: 1, body }] }],
    })
    const doubted = await drafted(`${reason}${table(300, 250)}`, thread('Is that not within the noise of this benchmark?'))
    expect(doubted.limits).toMatch(/The discussion doubts a figure \(\[review\]\[e\d+\]\)/)
    const other = await drafted(`${reason}${table(300, 250)}`, thread('I cannot reproduce the crash that this mends.'))
    expect(other.page).not.toContain('doubts')
  })
})

test('figures that the author takes back in a later comment are on no page, and the author is asked which hold', async () => {
  const { page, limits, ledger, request } = await drafted(`${reason}${table(412, 287)}`, {
    comments: [{ author: 'ada', body: 'Please ignore the numbers in the description, I compared a debug build.' }],
  })
  expect(page).not.toMatch(/412|287/)
  expect(ledger.comparisons).toEqual([])
  expect(limits).toMatch(/The author took figures back; they are left out \(\[comment\]\[e\d+\]\)/)
  expect(limits).not.toContain('Nothing was measured')
  expect(request).toContain('You took figures back. Which hold now, before and after?')
  expect(request).toContain('figures of the description (a later comment of the author takes figures back)')
})

test('sample output and the figures of another change give no row; what stands under a heading of its own does', async () => {
  const body = `The report has a column more. Sample output:\n\n${table(80, 40)}\n## Results\n\n${table(412, 287)}\n## Before\n\nFor comparison, the numbers of PR #12:\n\n${table(70, 60)}`
  const { page, ledger, request } = await drafted(body)
  expect(ledger.comparisons.map(({ ratio }) => ratio)).toEqual([287 / 412])
  expect(page).not.toMatch(/\b(?:80|40|70|60) ms/)
  expect(request).toContain('its own words call them a sample of output')
  expect(request).toContain('its own words say that they are of another change')
})

test('variants without labels are said to be so, and asked about', async () => {
  const body = `${reason}${table(412, 287)}\n## Other engines\n\n| case | Alpha (ms) | Beta (ms) |\n|---|--:|--:|\n| load | 10 | 20 |\n`
  const { ledger, request } = await drafted(body)
  expect(ledger.comparisons).toHaveLength(1)
  expect(ledger.warnings.map(({ message }) => message)).toContain('Figures of variants that no label calls before or after are left out.')
  expect(request).toContain('Which of them is this change')
})

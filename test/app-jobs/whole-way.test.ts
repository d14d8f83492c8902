/** The App's whole way, each job done twice: merged → draft → edit and answers → redraft → approved → merged → recorded → withdrawn. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { type AppStage, appStage, change, endsOf, writes } from './stage.ts'

let stage: AppStage
let showcase: RepositoryHandle
let source: RepositoryHandle
let pull: PullHandle
let draft: PullHandle
const folder = 'entries/shard-the-lru-lock'

beforeAll(async () => {
  stage = await appStage({ twice: true })
  source = stage.source('example/ringcache', 'showcase: example/showcase\n')
  showcase = stage.source('example/showcase', null)
  stage.install('example')
  pull = change(source)
})
afterAll(() => stage.close())

const page = (ref = draft.data.head.ref) => showcase.read(`${folder}/index.md`, ref) ?? ''
const check = (name: string) => showcase.data.checks.findLast((one) => one.name === `casewright / ${name}` && one.sha === draft.head())
const said = (on: PullHandle) => on.data.comments.filter(({ author }) => author.type === 'Bot').map(({ body }) => body)
const reactions = (on: PullHandle, text: string) =>
  on.data.comments.find(({ body }) => body === text)?.reactions.map(({ content }) => content)

test('a merge with the label gives a draft that verifies, and one quiet comment', async () => {
  pull.label('case-study')
  expect(endsOf(await stage.settle())).toEqual(['preview: done previewed'])
  pull.merge('squash')
  expect(endsOf(await stage.settle())).toEqual(['consider: done wanted', 'draft: done created', 'check-entry: done verified'])
  draft = showcase.existingPullRequest(1)
  expect(draft.data).toMatchObject({ draft: true, author: { login: 'casewright[bot]' } })
  expect(said(pull)).toEqual([expect.stringMatching(/\nA case study was drafted: https:\S+showcase\/pull\/1$/)])
  expect([check('evidence')?.conclusion, check('sign-off')?.conclusion]).toEqual(['success', 'action_required'])
  expect(source.data.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([['casewright / preview', 'neutral']])
})

test('answers become quotations, a person’s sentence stays, answered questions go', async () => {
  expect(draft.data.body).toMatch(/\*\*1\.\*\* Who noticed[\s\S]*\*\*2\.\*\* Was anything/)
  draft.push(
    'My words',
    { [`${folder}/index.md`]: page().replace(/^In ringcache, this change.*$/m, 'Readers no longer wait for each other.') },
    'bob',
  )
  await stage.settle()
  const answer = '/casewright answer 1 Our ingest did: p99 fell from 40 ms to 12 ms on Mondays, when the caches are cold.'
  draft.comment(answer, 'bob')
  expect(endsOf(await stage.settle())).toEqual(['command: done taken-on', 'draft: done updated', 'check-entry: done verified'])
  expect(reactions(draft, answer)).toEqual(['eyes', '+1'])
  expect(page()).toContain('a maintainer says: “Our ingest did: p99 fell from 40 ms to 12 ms on Mondays, when the caches are cold.”')
  expect(page()).toContain('vouched by bob')
  expect(page()).toContain('Readers no longer wait for each other.')
  expect(draft.data.body).not.toContain('Who noticed')
  const reply =
    '> **2.** Was anything measured with another workload? The page says it was not.\n\nYes, a replay of a weekday. It looked the same.'
  draft.comment(reply, 'ada')
  expect(endsOf(await stage.settle())).toEqual(['reply: done taken-on', 'draft: done updated', 'check-entry: done verified'])
  expect(page()).toContain('the author says: “Yes, a replay of a weekday. It looked the same.”')
  expect(draft.data.body).not.toContain('Questions only you can answer')
  const files = ['index.md', 'evidence.json', 'figures.svg', 'data/description.txt', 'data/measurements.csv']
  const read = files.map((path) => ({ path, content: showcase.read(`${folder}/${path}`, draft.data.head.ref) ?? '' }))
  expect(verifyFiles(read).findings).toEqual([])
})

test('a wording that verify questions comes as a suggestion, once', async () => {
  draft.push('A plain space', { [`${folder}/index.md`]: page().replace('182.9\u00a0ns', '182.9 ns') }, 'bob')
  await stage.settle()
  const comments = draft.data.threads.flatMap(({ path, comments }) => comments.map(({ body, author }) => [path, author.login, body]))
  expect(comments).toEqual([[`${folder}/index.md`, 'casewright[bot]', expect.stringMatching(/^```suggestion\n.*182\.9\u00a0ns.*\n```$/)]])
})

test('after an approval nothing is pushed', async () => {
  draft.review({ author: 'bob', state: 'APPROVED' })
  expect(endsOf(await stage.settle())).toEqual(['judge-sign-off: done signed'])
  expect(check('sign-off')).toMatchObject({ conclusion: 'success', output: { title: 'Signed by bob' } })
  const head = draft.head()
  draft.comment('/casewright redraft', 'bob')
  expect(endsOf(await stage.settle())).toEqual(['command: done taken-on', 'draft: done approved'])
  expect(draft.head()).toBe(head)
})

test('after the merge the signature is recorded and the share kit said once', async () => {
  draft.merge('merge', 'bob')
  expect(endsOf(await stage.settle())).toEqual(['end-entry: done record-committed'])
  expect(JSON.parse(showcase.read(`${folder}/sign-off.json`) ?? '')).toMatchObject({ how: 'review', by: { login: 'bob' } })
  const kits = said(draft).filter((body) => body.includes('casewright share'))
  expect(kits).toEqual([
    expect.stringContaining('Readers no longer wait for each other.\n\nhttps://github.com/example/showcase/blob/main/entries/'),
  ])
  expect(kits[0]).toMatch(/One line for a CV\*\*\n\n```text\nShard the LRU lock: /)
})

test('a change that is taken back withdraws the page, by a pull request that a person signs', async () => {
  const revert = source.pullRequest({
    title: 'Revert "cache: shard the LRU lock"',
    body: `Reverts example/ringcache#${pull.number}`,
    files: { 'cache.go': 'package ringcache\n' },
    labels: ['case-study'],
  })
  revert.merge('squash')
  expect(endsOf(await stage.settle())).toEqual([
    'preview: skipped not-open',
    'consider: done reverts',
    'correct: done correction-proposed',
    'check-entry: done verified',
  ])
  const withdrawal = showcase.existingPullRequest(2)
  expect(withdrawal.data).toMatchObject({ title: 'Withdraw a case study', draft: true })
  expect(page(withdrawal.data.head.ref)).toMatch(/^---\n[\s\S]*\nstatus: "withdrawn"\n---\n/)
  expect(showcase.read(`${folder}/sign-off.json`, withdrawal.data.head.ref)).toBeNull()
})

test('no token was wider than its step', () => {
  const made = stage.github.requests({ operation: 'apps/create-installation-access-token' }).map(({ body }) => body as Wanted)
  expect(made.length).toBeGreaterThan(5)
  for (const { repository_ids: ids = [], repositories = [], permissions } of made) {
    expect(ids.length + repositories.length).toBe(1)
    expect(Object.keys(permissions).length).toBeGreaterThan(0)
    if (ids[0] === source.data.id) expect(permissions.contents).not.toBe('write')
  }
  // What is written to the source is said, and checked; its bytes are never touched.
  const onSource = writes(stage.github).filter(({ path }) => path.startsWith('/repos/example/ringcache/'))
  expect([...new Set(onSource.map(({ operation }) => operation))].sort()).toEqual([
    'checks/create',
    'issues/create-comment',
    'issues/update-comment',
  ])
})

interface Wanted {
  repository_ids?: number[]
  repositories?: string[]
  permissions: Record<string, string>
}

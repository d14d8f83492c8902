/** The real App over HTTP, told by signed webhooks: the whole way of a page, two owners at once, and a restart that misses nothing. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { queueDirectory } from '../queue/directory.ts'
import { type RealApp, realApp } from './real-app.ts'
import {
  answer,
  correctAnswer,
  corrected,
  editFirstSentence,
  pageOf,
  type Ringcache,
  ringcache,
  sentence,
  shardTheLock,
} from './ringcache.ts'

let stage: RealApp
let story: Ringcache
/** Another owner, who has the App installed as well. */
let other: Ringcache
let pull: PullHandle
let draft: PullHandle
let page: string

beforeAll(async () => {
  stage = await realApp(await queueDirectory())
  story = ringcache(stage.github, 'example')
  other = ringcache(stage.github, 'harbour')
})
afterAll(() => stage.close())

const textOf = (on: PullHandle) => story.showcase.read(page, on.data.head.ref) ?? ''
const bySelf = (on: PullHandle) => on.data.comments.filter(({ author }) => author.login === 'casewright[bot]').map(({ body }) => body)
const checks = ({ data }: RepositoryHandle, sha: string) =>
  Object.fromEntries(data.checks.filter((check) => check.sha === sha).map(({ name, conclusion }) => [name, conclusion]))

test('a newcomer with one line of configuration is welcomed once', async () => {
  stage.app.install('example', { told: true })
  await stage.settled()
  const issues = () => [...story.source.data.issues.values()].map(({ title, author }) => [title, author.login])
  expect(issues()).toEqual([['Casewright is set up', 'casewright[bot]']])
  // Installed anew, told again, and a second configuration that is right.
  stage.app.install('harbour', { told: true })
  story.source.commit('One more key', {
    '.github/casewright.yml': 'showcase: example/showcase\ndraft: { when: [label, command, release] }\n',
  })
  await stage.settled()
  expect(issues()).toHaveLength(1)
  expect([...other.source.data.issues.values()]).toHaveLength(1)
})

test('an open pull request with the label gets a preview', async () => {
  pull = shardTheLock(story)
  await stage.settled()
  expect(checks(story.source, pull.head())).toEqual({ 'casewright / preview': 'neutral' })
  expect(story.source.data.checks.at(-1)?.output.title).toBe('2 figures before and after')
})

test('two owners merge at once: a draft in each one’s showcase, by label and by command', async () => {
  const theirs = shardTheLock(other, { labels: [] })
  pull.merge('squash')
  theirs.merge('squash')
  theirs.comment('/casewright draft', 'ada')
  await stage.settled()
  for (const { showcase } of [story, other]) {
    expect(showcase.pullRequests().map(({ title, draft, author }) => [title, draft, author.login])).toEqual([
      ['Case study: Shard the LRU lock: 183 to 61 ns for Get parallel', true, 'casewright[bot]'],
    ])
  }
  draft = story.showcase.existingPullRequest(1)
  page = pageOf(story, draft)
  expect(checks(story.showcase, draft.head())).toEqual({ 'casewright / evidence': 'success', 'casewright / sign-off': 'action_required' })
  expect(bySelf(pull)).toEqual([expect.stringContaining('/example/showcase/pull/1')])
})

test('a person’s sentence stays while answers and another draft come in', async () => {
  editFirstSentence(story, draft)
  const own = draft.head()
  draft.comment(`/casewright answer 1 ${answer}`, 'bob')
  await stage.settled()
  expect(draft.head()).not.toBe(own)
  expect(textOf(draft)).toContain(`a maintainer says: “${answer}”`)
  correctAnswer(draft)
  draft.comment('/casewright redraft', 'bob')
  draft.comment('/casewright verify', 'bob')
  await stage.settled()
  expect(textOf(draft)).toContain(`a maintainer says: “${corrected}”`)
  expect(textOf(draft)).not.toContain(answer)
  expect(textOf(draft)).toContain(`\n${sentence} Get/parallel now takes 61\u00a0ns`)
  expect(draft.data.body).not.toContain('Who noticed')
  expect(draft.data.comments.filter(({ author }) => author.login === 'bob').map(({ reactions }) => reactions.at(-1)?.content)).toEqual([
    '+1',
    '+1',
    '+1',
  ])
  // No commit of a person was taken away.
  expect(story.showcase.git('rev-list', draft.head()).split('\n')).toContain(own)
})

test('approved, merged, and the signature recorded over exactly those bytes', async () => {
  draft.review({ author: 'bob', state: 'APPROVED' })
  await stage.settled()
  expect(checks(story.showcase, draft.head())).toEqual({ 'casewright / evidence': 'success', 'casewright / sign-off': 'success' })
  const approved = digestAt(draft.head())
  draft.merge('merge', 'bob')
  await stage.settled()
  const record: unknown = JSON.parse(story.showcase.read(page.replace('index.md', 'sign-off.json')) ?? '')
  expect(record).toMatchObject({ how: 'review', by: { login: 'bob' }, digest: approved })
  expect(digestAt('main')).toBe(approved)
  expect(bySelf(draft).at(-1)).toContain(`**A post**\n\n\`\`\`text\n${sentence}`)
})

/** What a reader can compute without casewright: `cat index.md evidence.json *.svg data/… | sha256sum`. */
function digestAt(ref: string): string {
  const folder = page.replace(/index\.md$/, '')
  const paths = story.showcase.git('ls-tree', '-r', '--name-only', ref, folder).split('\n').filter(Boolean)
  const names = paths.map((path) => path.slice(folder.length)).sort()
  const order = [
    'index.md',
    'evidence.json',
    ...names.filter((name) => name.endsWith('.svg')),
    ...names.filter((name) => name.startsWith('data/')),
  ]
  const hash = createHash('sha256')
  for (const name of order) hash.update(story.showcase.read(folder + name, ref) ?? '')
  return hash.digest('hex')
}

test('what happened while it was away is done after its start; a release is drafted', async () => {
  await stage.stop()
  const missed = shardTheLock(story, { title: 'cache: count hits', files: { 'hits.go': 'package ringcache\n' } })
  missed.merge('squash')
  story.source.release({ tag: 'v1.0.0' })
  story.source.release({
    tag: 'v1.1.0',
    body: 'Reads no longer wait for one lock, since the cache is sharded now, and that took a while to find.',
  })
  await stage.github.delivered()
  expect(story.showcase.pullRequests()).toHaveLength(1)
  await stage.start()
  await stage.settled()
  const titles = story.showcase.pullRequests().map(({ title }) => title)
  expect(titles).toContainEqual(expect.stringContaining('Count hits'))
  expect(titles).toContainEqual(expect.stringContaining('v1.1.0'))
})

test('no token crossed from one owner to the other', () => {
  const { world, history } = stage.github
  for (const { id, account } of world.installations) {
    const stranger = account.login === 'example' ? 'harbour/' : 'example/'
    const own = history.filter(({ installation }) => installation === id)
    expect(own.length).toBeGreaterThan(20)
    const crossed = own.filter(({ path, query, text, answer }) => `${path}${query}${text}${JSON.stringify(answer)}`.includes(stranger))
    expect(crossed.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  }
  const made = stage.github.requests({ operation: 'apps/create-installation-access-token' })
  for (const { path, body } of made) {
    const { account } = world.installations.find(({ id }) => path.endsWith(`/${id}/access_tokens`)) ?? {}
    const { repository_ids: ids = [] } = body as { repository_ids?: number[] }
    const owners = [...world.repositories.values()].filter(({ id }) => ids.includes(id)).map(({ owner }) => owner)
    expect(owners.every((owner) => owner === account)).toBe(true)
  }
  // Everything else is the App's own pages, and artifacts, whose addresses need no token.
  const without = history.filter(({ installation, operation }) => installation === null && !operation.startsWith('apps/'))
  expect([...new Set(without.map(({ operation }) => operation))]).toEqual(['download'])
})

test('nothing it wrote made it write again, and no token or payload is in its log', async () => {
  const { length } = stage.github.requests({ write: true })
  await stage.settled()
  expect(stage.github.requests({ write: true })).toHaveLength(length)
  const all = stage.log.join('\n')
  for (const secret of [stage.secret, 'ghs_', 'PRIVATE KEY', answer, corrected, 'ringcache']) expect(all).not.toContain(secret)
  expect((await stage.running().queue.counts()).dead).toBe(0)
})

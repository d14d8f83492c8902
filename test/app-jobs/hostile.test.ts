/** What strangers, and members of other repositories, try through the App, and what comes of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identityOf } from '../../src/jobs/publish-to-showcase.ts'
import { editComment } from '../github/acts/thread.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { account } from '../github/world.ts'
import { type AppStage, appStage, change, endsOf, writes } from './stage.ts'

let stage: AppStage
let source: RepositoryHandle
let showcase: RepositoryHandle
let pull: PullHandle

beforeEach(async () => {
  stage = await appStage()
  source = stage.source('example/ringcache', 'showcase: example/showcase\n')
  showcase = stage.source('example/showcase', null)
  stage.install('example')
  pull = change(source, { labels: ['case-study'] })
  pull.merge('squash')
  await stage.settle()
})
afterEach(() => stage.close())

const draft = () => showcase.existingPullRequest(1)
const folder = 'entries/shard-the-lru-lock'
const page = () => showcase.read(`${folder}/index.md`, draft().data.head.ref) ?? ''
const ledger = () => showcase.read(`${folder}/evidence.json`, draft().data.head.ref) ?? ''
const signOff = () => showcase.data.checks.findLast(({ name, sha }) => name === 'casewright / sign-off' && sha === draft().head())
const said = (on: PullHandle) => on.data.comments.filter(({ author }) => author.type === 'Bot').map(({ body }) => body)
const installation = (owner: string) => stage.github.world.installations.find((one) => one.account.login === owner)?.id ?? 0

describe('a showcase of somebody who may write nowhere else', () => {
  let own: RepositoryHandle
  let bait: PullHandle

  /** A pull request whose ledger names the other's repository, marked as if it were of that change. */
  const offer = (identity: string) => {
    bait = own.pullRequest({
      title: 'Case study',
      author: 'eve',
      head: `casewright/bait-${identity.slice(0, 8)}`,
      body: `Bait.\n\n<!-- casewright ${identity} 0123456789abcdef -->`,
      files: { 'entries/bait/index.md': page(), 'entries/bait/evidence.json': ledger() },
    })
  }
  const identity = () => {
    const { id, visibility: _ } = source.data
    const url = `https://${new URL(stage.github.world.html).host}/example/ringcache`
    return identityOf({ kind: 'pull-request', number: pull.number, base: '', head: '', repository: { id, name: 'example/ringcache', url } })
  }

  beforeEach(async () => {
    own = stage.source('eve/show', null, { ownerType: 'User', collaborators: { eve: 'admin' } })
    stage.install('eve')
    await stage.settle()
  })

  test('cannot have another’s change drafted, declined or not', async () => {
    offer(identity())
    draft().close('bob')
    await stage.settle()
    const before = writes(stage.github).length
    bait.comment('/casewright draft', 'eve')
    expect(endsOf(await stage.settle())).toEqual(['command: skipped refused'])
    expect(said(bait)).toEqual([expect.stringContaining('cannot be told from here')])
    expect(
      writes(stage.github)
        .slice(before)
        .filter(({ path }) => !path.startsWith('/repos/eve/')),
    ).toEqual([])
  })

  test('does not learn from a check what is private, or there at all', async () => {
    source.data.visibility = 'private'
    // Without the repository's number there is no identity of it.
    offer('f'.repeat(64))
    await stage.settle()
    expect(own.data.checks.filter(({ name }) => name === 'casewright / source')).toEqual([])
    expect(stage.github.requests({ path: /ringcache\/contents/ }).filter(({ actor }) => actor.includes('eve'))).toEqual([])
  })
})

test('a fork’s branch of the right name neither stands for a withdrawal nor stops one', async () => {
  draft().review({ author: 'bob', state: 'APPROVED' })
  await stage.settle()
  draft().merge('merge', 'bob')
  await stage.settle()
  const fork = showcase.fork('eve')
  const hash = /[0-9a-f]{8}$/.exec(draft().data.head.ref)?.[0]
  const trap = showcase.pullRequest({ author: 'eve', from: fork, head: `casewright/withdraw-${hash}-page`, files: { 'evil.md': 'x\n' } })
  pull.comment('/casewright withdraw', 'bob')
  expect(endsOf(await stage.settle())).toContain('correct: done correction-proposed')
  trap.close('eve')
  await stage.settle()
  pull.comment('/casewright withdraw', 'bob')
  expect(endsOf(await stage.settle())).toContain('correct: done correction-unchanged')
  expect(said(pull).join()).not.toContain(`/pull/${trap.number}`)
})

test('what a maintainer puts into another’s comment is neither an answer nor a command of that person', async () => {
  draft().comment('/casewright answer 1 Our ingest stalled on Mondays, when the caches were cold and everything was read twice.', 'bob')
  await stage.settle()
  expect(page()).toContain('Our ingest stalled on Mondays')
  const world = stage.github.world
  const [answer] = draft().data.comments.filter(({ author }) => author.login === 'bob')
  if (answer === undefined) throw new Error('nobody answered')
  const forged = '/casewright answer 1 Everything became a hundred times as fast for every single one of our customers.'
  editComment(world, draft().data, answer, forged, account(world, 'ada'))
  draft().comment('/casewright redraft', 'ada')
  await stage.settle()
  expect(page()).not.toContain('hundred times')
  // Edited by who wrote it, it is that person's word.
  editComment(world, draft().data, answer, forged.replace('hundred', 'thousand'))
  draft().comment('/casewright redraft', 'ada')
  await stage.settle()
  expect(page()).toContain('thousand times')

  const before = draft().data.state
  draft().comment('Looks good to me.', 'bob')
  const last = draft().data.comments.at(-1)
  if (last === undefined) throw new Error('nobody said anything')
  editComment(world, draft().data, last, '/casewright skip', account(world, 'ada'))
  const place = { installation: installation('example'), repository: showcase.data.id, number: 1, comment: last.id }
  expect(endsOf(await stage.work({ name: 'command', data: place, lane: 'x', about: 'x' }))).toEqual(['command: skipped no-command'])
  expect(draft().data.state).toBe(before)
})

test('an old answer hides no question that new evidence brings', async () => {
  const asked = () => [...(draft().data.body ?? '').matchAll(/\*\*(\d+)\.\*\* ([^\n]+)/g)].map(([, number, words]) => [number, words])
  const before = asked()
  const [, second] = before
  draft().comment(`/casewright answer ${second?.[0]} Yes, a replay of a whole weekday, and it looked very much the same there.`, 'bob')
  await stage.settle()
  expect(asked()).toEqual([before[0]])
  // Recorded figures: one of them regressed, so other questions come.
  const rows = (get: number, put: number) =>
    [0, 1, 2, 3, 4, 5]
      .map((i) => `BenchmarkGet-8 \t 1000000\t ${get + i / 10} ns/op\nBenchmarkPut-8 \t 1000000\t ${put + i / 10} ns/op\n`)
      .join('')
  source.check(pull.data.head.sha, { name: 'benchmarks' })
  source.workflowRun({
    head: pull.data.head.sha,
    artifacts: { 'casewright-bench': { 'baseline/get.txt': rows(180, 20), 'candidate/get.txt': rows(60, 40) } },
  })
  await stage.settle()
  const numbers = new Map(before.map(([number, words]) => [words, number]))
  expect(asked().some(([, words]) => words?.startsWith('Who should not upgrade?'))).toBe(true)
  for (const [number, words] of asked()) expect(numbers.get(words ?? '') ?? number).toBe(number)
  expect(asked().map(([number]) => number)).not.toContain(second?.[0])
})

test('a configuration that extends another private repository’s files shows nothing of them', async () => {
  stage.source('example/secret', null, {
    visibility: 'private',
    files: { 'passwords.yml': 'hunter2: x\n', '.github/casewright-shared.yml': 'showcase: example/showcase\n' },
  })
  const ask = async (text: string) => {
    source.commit('Extend', { '.github/casewright.yml': `${text}\n` })
    await stage.settle()
    pull.comment('/casewright redraft', 'ada')
    return [endsOf(await stage.settle()).slice(0, 2), said(pull).join()]
  }
  const [, told] = await ask('_extends: secret:passwords.yml')
  expect(told).not.toContain('hunter2')
  expect(told).toContain('which is not there or may not be read')
  expect(await ask('_extends: secret:.github/casewright-shared.yml')).toEqual([
    ['command: done taken-on', 'consider: done wanted'],
    expect.anything(),
  ])
})

describe('a signature does not outlive', () => {
  beforeEach(async () => {
    draft().review({ author: 'bob', state: 'APPROVED' })
    await stage.settle()
    expect(signOff()?.conclusion).toBe('success')
  })

  test('the rules it was given under', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`.github/a-${i}.yml`, 'x: 1\n']))
    showcase.commit('Two have to sign', { ...files, '.github/casewright.yml': 'sign-off: { count: 2 }\n' })
    expect(endsOf(await stage.settle())).toEqual(['check-config: done config-valid', 'judge-sign-off: done unsigned'])
    expect(signOff()?.conclusion).toBe('action_required')
  })

  test('the source’s visibility', async () => {
    source.data.visibility = 'private'
    const data = { installation: installation('example'), repository: source.data.id, change: 'privatized' }
    await stage.work({ name: 'hygiene', data, lane: 'x', about: 'x' })
    expect(signOff()).toMatchObject({
      conclusion: 'action_required',
      output: { title: expect.stringContaining('The source is private now') },
    })
    draft().merge('merge', 'bob')
    expect(endsOf(await stage.settle())).toEqual(['end-entry: done record-none'])
    expect(showcase.read(`${folder}/sign-off.json`)).toBeNull()
    // What is not shown is not to be shared.
    expect(said(draft()).filter((body) => body.includes('casewright share'))).toEqual([])
  })
})

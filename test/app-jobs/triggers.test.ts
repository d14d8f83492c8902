/** What each event makes the App do, and what it writes then. Each job is done twice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { type AppStage, appStage, change, endsOf, writes } from './stage.ts'

let stage: AppStage
let showcase: RepositoryHandle

beforeAll(async () => {
  stage = await appStage({ twice: true })
  showcase = stage.source('example/showcase', 'limits: { open-drafts: 50, per-day: 50 }\n')
  stage.install('example')
})
afterAll(() => stage.close())

let repositories = 0
function source(config: string | null): RepositoryHandle {
  return stage.source(`example/source-${++repositories}`, config)
}
const checks = ({ data }: RepositoryHandle) => data.checks.map(({ name, conclusion, output }) => [name, conclusion, output.title])
const line = 'showcase: example/showcase\n'

describe('a merge', () => {
  test('without the label: a neutral check on the merge commit says why not and how to ask', async () => {
    const repository = source(line)
    await stage.settle()
    const pull = change(repository, { merged: 'squash' })
    expect(endsOf(await stage.settle())).toEqual(['consider: skipped not-wanted'])
    expect(checks(repository)).toContainEqual(['casewright / draft', 'neutral', 'No case study was drafted'])
    const check = repository.data.checks.at(-1)
    expect(check).toMatchObject({
      sha: pull.data.merged?.sha,
      output: { summary: expect.stringMatching(/no label "case-study"[\s\S]*`\/casewright draft`/) },
    })
    pull.label('unrelated')
    expect(endsOf(await stage.settle())).toEqual(['consider: skipped not-wanted'])
    pull.label('case-study')
    expect(endsOf(await stage.settle())).toEqual(['consider: done wanted', 'draft: done created', 'check-entry: done verified'])
  })

  test.each([
    ['paths: [docs/**]', 'it touches none of draft.paths'],
    ['labels: [performance]', 'it has none of the labels performance'],
    ['authors: [bob]', 'its author is not among draft.authors'],
    ['when: release', 'only when asked'],
  ])('draft.%s', async (filter, why) => {
    const repository = source(`${line}draft:\n  ${filter}\n`)
    await stage.settle()
    change(repository, { labels: ['case-study'] }).merge('squash')
    expect(endsOf(await stage.settle()).slice(-1)).toEqual(['consider: skipped not-wanted'])
    expect(repository.data.checks.at(-1)?.output.summary).toContain(why)
  })

  test('on improvement: stated figures show none on record', async () => {
    const repository = source(`${line}draft: { when: improvement }\n`)
    await stage.settle()
    const pull = change(repository, { merged: 'squash' })
    expect(endsOf(await stage.settle())).toEqual(['consider: done wanted', 'draft: skipped no-improvement'])
    expect(pull.data.comments.map(({ body }) => body)).toEqual([expect.stringContaining('No recorded figure shows a change beyond noise')])
  })

  test('too little: no draft, and one comment with the questions; an answer makes one', async () => {
    const repository = source(line)
    await stage.settle()
    const pull = repository.pullRequest({ title: 'Tidy', body: '', files: { 'tidy.go': 'package ringcache\n' }, labels: ['case-study'] })
    pull.merge('squash')
    expect(endsOf(await stage.settle()).slice(-2)).toEqual(['consider: done wanted', 'draft: skipped too-little'])
    expect(pull.data.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/\*\*3\.\*\* Why was the change made\?[\s\S]*\/casewright answer/),
    ])
    pull.comment(
      '/casewright answer 3 The old code read every entry twice, so that a cold cache needed minutes before it served anything at all.',
      'ada',
    )
    expect(endsOf(await stage.settle())).toContain('draft: done created')
  })

  test('without a configuration nothing is said at all', async () => {
    const repository = source(null)
    const before = writes(stage.github).length
    change(repository, { labels: ['case-study'] }).merge('squash')
    expect(endsOf(await stage.settle())).toEqual(['preview: skipped no-config', 'consider: skipped no-config'])
    expect(writes(stage.github)).toHaveLength(before)
  })
})

test('late artifacts update a draft, and mean nothing under another name', async () => {
  const repository = source(line)
  await stage.settle()
  const pull = change(repository, { labels: ['case-study'] })
  pull.merge('squash')
  await stage.settle()
  const rows = (get: number) => [0, 1, 2, 3, 4, 5].map((i) => `BenchmarkGet-8 \t 1000000\t ${get + i / 10} ns/op\n`).join('')
  repository.workflowRun({ head: pull.data.head.sha, artifacts: { coverage: { 'c.txt': 'x' } } })
  expect(endsOf(await stage.settle())).toEqual(['late-artifacts: skipped no-artifact'])
  repository.check(pull.data.head.sha, { name: 'benchmarks' })
  repository.workflowRun({
    head: pull.data.head.sha,
    artifacts: { 'casewright-bench': { 'baseline/get.txt': rows(180), 'candidate/get.txt': rows(60) } },
  })
  expect(endsOf(await stage.settle())).toEqual([
    'late-artifacts: done artifacts',
    'consider: done wanted',
    'draft: done updated',
    'check-entry: done verified',
  ])
  const draft = showcase.pullRequests().at(-1)
  expect(draft?.body).toMatch(/67.% less/)
})

test('a published release is drafted where the configuration says so', async () => {
  const repository = source(`${line}draft: { when: [label, release] }\n`)
  await stage.settle()
  repository.release({ tag: 'v1.0.0' })
  await stage.settle()
  change(repository, { merged: 'squash' })
  await stage.settle()
  repository.release({
    tag: 'v1.1.0',
    body: 'Reads no longer wait for one lock, since the cache is sharded now, and that took a while to find.',
  })
  expect(endsOf(await stage.settle()).slice(0, 2)).toEqual(['consider-release: done wanted', 'draft: done created'])
  const draft = showcase.existingPullRequest(showcase.pullRequests().at(-1)?.number ?? 0)
  draft.comment('/casewright redraft', 'bob')
  expect(endsOf(await stage.settle())).toEqual(['command: done taken-on', 'draft: done unchanged'])
  repository.release({ tag: 'v1.2.0-rc.1', prerelease: true })
  expect(endsOf(await stage.settle())).toEqual(['consider-release: skipped prerelease'])
})

test('a closed draft stays closed', async () => {
  const repository = source(line)
  await stage.settle()
  const pull = change(repository, { labels: ['case-study'] })
  pull.merge('squash')
  await stage.settle()
  const draft = showcase.existingPullRequest(showcase.pullRequests().at(-1)?.number ?? 0)
  draft.close('bob')
  expect(endsOf(await stage.settle())).toEqual(['end-entry: declined declined'])
  pull.data.labels = []
  pull.label('case-study')
  expect(endsOf(await stage.settle())).toEqual(['consider: done wanted', 'draft: declined declined'])
})

describe('the configuration', () => {
  test('a fault is a check with the line and the mend; the first valid one is welcomed once', async () => {
    const other = stage.source('fresh/source', null)
    stage.source('fresh/showcase', null)
    stage.install('fresh')
    await stage.settle()
    other.commit('Configure', { '.github/casewright.yml': '# ours\nshowcase: fresh/showcase\n"@fresh/team": [x]\n' })
    expect(endsOf(await stage.settle())).toEqual(['check-config: done config-fault'])
    const [fault] = other.data.checks
    expect(fault).toMatchObject({ name: 'casewright / config', conclusion: 'failure' })
    // What is quoted of it mentions nobody.
    expect(fault?.output.summary).toContain('`@fresh/team`')
    expect(fault?.annotations).toEqual([
      expect.objectContaining({ path: '.github/casewright.yml', start_line: 3, annotation_level: 'failure' }),
    ])
    other.commit('Mend', { '.github/casewright.yml': 'showcase: fresh/showcase\n' })
    expect(endsOf(await stage.settle())).toEqual(['check-config: done welcomed'])
    other.commit('More', { '.github/casewright.yml': 'showcase: fresh/showcase\ndraft: { label: show }\n' })
    expect(endsOf(await stage.settle())).toEqual(['check-config: done config-valid'])
    const issues = [...other.data.issues.values()].map(({ title, body, author }) => [title, author.login, body])
    expect(issues).toEqual([['Casewright is set up', 'casewright[bot]', expect.stringContaining('/casewright draft')]])
    expect(checks(other).at(-1)).toEqual(['casewright / config', 'success', 'Valid: entries go to fresh/showcase'])
  })

  test('of a branch is checked, and not welcomed', async () => {
    const repository = source(null)
    repository.commit('Try', { '.github/casewright.yml': line }, { branch: 'try' })
    expect(endsOf(await stage.settle())).toEqual(['check-config: done config-valid'])
  })
})

test('a check that is asked for again is made again', async () => {
  const { number, data } = showcase.existingPullRequest(showcase.pullRequests().find(({ state }) => state === 'open')?.number ?? 0)
  const place = { installation: stage.github.world.installations[0]?.id ?? 0, repository: showcase.data.id }
  const job = { name: 'rerun', data: { ...place, sha: data.head.sha, check: 'casewright / evidence' }, lane: 'x', about: 'x' }
  expect(endsOf(await stage.work(job))).toEqual(['rerun: done taken-on', 'check-entry: done verified'])
  expect(number).toBeGreaterThan(0)
})

test('a source that becomes private, or names another showcase, stops its open drafts with a reason', async () => {
  const repository = source(line)
  await stage.settle()
  change(repository, { labels: ['case-study'] }).merge('squash')
  await stage.settle()
  const draft = showcase.pullRequests().at(-1)
  const { id } = stage.github.world.installations.find(({ account }) => account.login === 'example') ?? { id: 0 }
  const hygiene = {
    name: 'hygiene',
    data: { installation: id, repository: repository.data.id, change: 'privatized' },
    lane: 'x',
    about: 'x',
  }
  const fault = () => showcase.data.checks.findLast(({ name, sha }) => name === 'casewright / source' && sha === draft?.head.sha)
  expect(endsOf(await stage.work(hygiene))).toContain('check-entry: done verified')
  expect(fault()).toBeUndefined()
  repository.data.visibility = 'private'
  await stage.work(hygiene)
  expect(fault()).toMatchObject({ conclusion: 'failure', output: { summary: expect.stringContaining('is private now') } })
})

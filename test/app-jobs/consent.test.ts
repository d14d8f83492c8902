/** Consent of both sides, limits, two installations, and what was missed. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AppStage, appStage, change, endsOf, writes } from './stage.ts'

let stage: AppStage
beforeEach(async () => {
  stage = await appStage()
})
afterEach(() => stage.close())

test('no consent and no such repository give the same answer, on the source’s side alone', async () => {
  stage.source('other/closed', null, { visibility: 'private' })
  stage.install('example')
  stage.install('other')
  const answers: (string | undefined)[] = []
  for (const showcase of ['other/closed', 'other/nowhere', 'uninstalled/work']) {
    const repository = stage.source(`example/to-${showcase.replace('/', '-')}`, `showcase: ${showcase}\n`)
    await stage.settle()
    change(repository, { labels: ['case-study'] }).merge('squash')
    expect(endsOf(await stage.settle()).at(-1)).toBe('consider: skipped no-consent')
    const summary = repository.data.checks.find(({ name }) => name === 'casewright / draft')?.output.summary
    answers.push(
      summary
        ?.replaceAll(showcase, 'SHOWCASE')
        .replaceAll(repository.name, 'SOURCE')
        .replace(/pull request \d/, 'pull request N')
        .replace(/SOURCE@\d+/, 'SOURCE@ID'),
    )
  }
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
  expect(answers[0]).toContain('SHOWCASE takes no entries from SOURCE, or is not there.')
  expect(writes(stage.github).filter(({ path }) => path.startsWith('/repos/other/'))).toEqual([])
})

test('two installations at once: each source goes where it is accepted, and each token is of its own installation', async () => {
  const one = stage.source('one/lib', 'showcase: two/work\n')
  const two = stage.source('two/lib', 'showcase: two/work\n')
  const work = stage.source('two/work', 'accept: [one/*]\n')
  stage.install('one', { repositories: ['one/lib'] })
  stage.install('two', { repositories: ['two/lib', 'two/work'] })
  change(one, { labels: ['case-study'] }).merge('squash')
  change(two, { labels: ['case-study'] }).merge('squash')
  expect(endsOf(await stage.settle()).filter((end) => end === 'draft: done created')).toHaveLength(2)
  expect(work.pullRequests().map(({ author }) => author.login)).toEqual(['casewright[bot]', 'casewright[bot]'])
  // The showcase takes its word back: the open draft says why it cannot go on.
  work.commit('No more', { '.github/casewright.yml': 'accept: []\n' })
  await stage.settle()
  const [draft] = work.pullRequests()
  work.existingPullRequest(draft?.number ?? 0).push('Edit', { 'notes.md': 'x\n' }, 'bob')
  await stage.settle()
  expect(work.data.checks.filter(({ name }) => name === 'casewright / source').map(({ conclusion }) => conclusion)).toEqual(['failure'])
})

test('a showcase takes as many open drafts as it says, and says so', async () => {
  const source = stage.source('example/lib', 'showcase: example/work\n')
  stage.source('example/work', 'limits: { open-drafts: 1 }\n')
  stage.install('example')
  change(source, { labels: ['case-study'] }).merge('squash')
  await stage.settle()
  const second = change(source, { labels: ['case-study'] })
  second.merge('squash')
  expect(endsOf(await stage.settle()).at(-1)).toBe('draft: skipped open-drafts')
  expect(second.data.comments.map(({ body }) => body)).toEqual([expect.stringContaining('1 draft is open in the showcase, which takes 1.')])
})

test('the same repository is source and showcase with one line', async () => {
  const both = stage.source('example/lib', 'showcase: .\n')
  stage.install('example')
  const pull = change(both, { labels: ['case-study'] })
  pull.merge('squash')
  expect(endsOf(await stage.settle())).toContain('draft: done created')
  const draft = both.existingPullRequest(pull.number + 1)
  draft.review({ author: 'bob', state: 'APPROVED' })
  await stage.settle()
  draft.merge('squash', 'bob')
  expect(endsOf(await stage.settle())).toEqual(['end-entry: done record-committed'])
})

test('a private source is staged in its own repository, and its approval lets the draft out', async () => {
  const privacy = 'privacy: { publish-private: true, fields: [title, figures, quotations], approvers: [bob] }\n'
  const source = stage.source('example/secret', `showcase: example/work\n${privacy}`, { visibility: 'private' })
  const work = stage.source('example/work', null)
  stage.install('example')
  const pull = change(source, { labels: ['case-study'] })
  pull.merge('squash')
  expect(endsOf(await stage.settle())).toContain('draft: done staged-waiting')
  expect(work.pullRequests()).toEqual([])
  const staged = source.existingPullRequest(pull.number + 1)
  expect(staged.data.head.ref).toMatch(/^casewright\/private-/)
  staged.review({ author: 'bob', state: 'APPROVED' })
  expect(endsOf(await stage.settle()).slice(0, 2)).toEqual(['judge-sign-off: done staged', 'draft: done staged-out'])
  const [out] = work.pullRequests()
  expect(out?.body).not.toContain('example/secret')
  expect(
    work.git(
      'show',
      `${out?.head.ref}:${work
        .git('ls-tree', '-r', '--name-only', out?.head.ref ?? '')
        .split('\n')
        .find((path) => path.endsWith('index.md'))}`,
    ),
  ).not.toMatch(/secret|ada|bob/)
})

test('a private source does not go whole into what another owner keeps private', async () => {
  // Whoever takes over the name of a showcase can make it private, and accept everybody.
  const source = stage.source('example/secret', 'showcase: other/work\n', { visibility: 'private' })
  stage.source('other/work', 'accept: [example/*]\n', { visibility: 'private' })
  stage.install('example')
  stage.install('other')
  change(source, { labels: ['case-study'] }).merge('squash')
  expect(endsOf(await stage.settle()).at(-1)).toBe('consider: skipped other-owner')
  expect(writes(stage.github).filter(({ path }) => path.startsWith('/repos/other/'))).toEqual([])
  expect(stage.github.requests({ operation: 'createCommitOnBranch' })).toEqual([])
})

test('a source that is private without such words stays private, and hears why', async () => {
  const source = stage.source('example/secret', 'showcase: example/work\n', { visibility: 'private' })
  const work = stage.source('example/work', null)
  stage.install('example')
  const pull = change(source, { labels: ['case-study'] })
  pull.merge('squash')
  expect(endsOf(await stage.settle()).at(-1)).toBe('draft: skipped fault')
  expect(pull.data.comments.map(({ body }) => body)).toEqual([expect.stringContaining('publish-private: true')])
  expect(writes(stage.github).filter(({ path }) => path.startsWith('/repos/example/work/'))).toEqual([])
  expect(work.pullRequests()).toEqual([])
})

test('reconcile: failed deliveries are asked for again, merges nobody heard of are drafted, and each once', async () => {
  const source = stage.source('example/lib', 'showcase: example/work\n')
  const work = stage.source('example/work', null)
  stage.install('example')
  await stage.settle()
  stage.memory.set(`watermark:${source.data.id}`, '2026-03-02T08:00:00Z')
  stage.memory.set('reconciled', '2026-03-02T08:00:00.000Z')
  const hook = stage.app.data.hook
  stage.app.data.hook = null
  change(source, { labels: ['case-study'] }).merge('squash')
  stage.app.data.hook = hook
  const job = { name: 'reconcile', data: {}, lane: 'reconcile', about: 'app' }
  const ends = endsOf(await stage.work(job))
  expect(ends).toContain('reconcile-repository: done looked-through')
  expect(ends).toContain('draft: done created')
  expect(work.pullRequests()).toHaveLength(1)
  expect(stage.github.requests({ operation: 'apps/redeliver-webhook-delivery' }).length).toBe(
    stage.github.world.deliveries.filter(({ redelivery }) => redelivery).length,
  )
  stage.clock.ahead += 60 * 60_000
  const again = endsOf(await stage.work(job))
  expect(again.filter((end) => end.startsWith('consider'))).toEqual([])
  expect(work.pullRequests()).toHaveLength(1)
})

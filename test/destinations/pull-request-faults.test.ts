/** The draft pull request when GitHub fails: at every request, in every way, and the next run finishes what was begun. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { branch, draft, filesOf, page, type Stage, stage, subjectOf } from './showcase.ts'

let at: Stage

const kinds = [{ kind: 'status', status: 502 }, { kind: 'reset-after' }, { kind: 'truncated' }, { kind: 'lag' }] as const

describe('every fault at every request', () => {
  let github: Stage
  beforeAll(async () => {
    github = await stage()
  })
  afterAll(() => github.github.close())

  // Request 0 reads, 1 opens, 2 labels; of an update 0 and 1 read and 2 commits.
  const cases = kinds.flatMap((fault, i) => [0, 1, 2].map((request) => ({ ...fault, request, number: 10 * i + request })))
  test.each(cases)('$kind at request $request', async ({ number, request, ...fault }) => {
    const slug = `study-${number}`
    const own = `casewright/${slug}-${subjectOf(number).slice(0, 8)}`
    for (const figure of ['61', '59']) {
      const run = () => github.publish({ slug, subject: subjectOf(number), files: filesOf(figure) })
      github.github.fault({ ...fault, request: github.github.history.length + request })
      // A 404 for a read is believed, so that run ends; the next one meets no fault.
      await run().catch((error: unknown) => expect(error).toBeInstanceOf(KnownError))
      github.github.world.faults.length = 0
      await run()
      const pulls = github.showcase.pullRequests().filter(({ head }) => head.ref === own)
      expect(pulls).toMatchObject([{ draft: true, state: 'open', labels: [{ name: 'casewright' }] }])
      expect(github.showcase.read(`entries/${slug}/index.md`, own)).toBe(draft(figure))
    }
    expect(github.showcase.git('rev-list', '--count', `main..${own}`)).toBe('2')
  })
})

describe('on a showcase of its own', () => {
  afterEach(() => at.github.close())

  /** Everything a draft leaves behind, whatever happened on the way. */
  function expectDone(figure: string) {
    expect(at.showcase.pullRequests()).toHaveLength(1)
    expect(at.showcase.pullRequests()[0]).toMatchObject({ draft: true, state: 'open', labels: [{ name: 'casewright' }] })
    expect(at.showcase.read(page, branch)).toBe(draft(figure))
  }

  test('a lost answer is no second pull request, and the same run finishes', async () => {
    at = await stage()
    at.github.fault({ operation: 'createRef', kind: 'reset-after' })
    expect(await at.publish()).toMatchObject({ outcome: 'created', number: 1 })
    expectDone('61')
  })

  test('a process that ended before the label is finished by the next', async () => {
    at = await stage()
    at.github.fault({ operation: 'issues/add-labels', kind: 'status', status: 403, message: 'Resource not accessible by integration' })
    await expect(at.publish({ reviewers: ['bob'] })).rejects.toThrow(KnownError)
    expect(at.showcase.pullRequests()).toMatchObject([{ labels: [], requestedReviewers: [{ login: 'bob' }] }])
    at.showcase.existingPullRequest(1).comment('Nice.', 'bob')
    await at.publish({ reviewers: ['bob'] })
    expectDone('61')
  })

  test('what was held back is said even where the run ended before the commit', async () => {
    at = await stage()
    await at.publish()
    at.showcase.commit('Edit', { [page]: draft('61').replace('61 ns instead', '61 ns, we say, instead') }, { branch, author: 'bob' })
    at.github.fault({ operation: 'createCommitOnBranch', kind: 'status', status: 401 })
    await expect(at.publish({ files: filesOf('59') })).rejects.toThrow('does not accept')
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', offers: 1, writes: 1 })
    expect(at.showcase.existingPullRequest(1).data.comments).toHaveLength(1)
    expect(at.showcase.read(page, branch)).toContain('61 ns, we say, instead')
  })

  test('a branch that got no commit is committed to', async () => {
    at = await stage()
    at.showcase.branch(branch)
    expect(await at.publish()).toMatchObject({ outcome: 'created', writes: 2 })
    expectDone('61')
  })

  test('two runs at once make one pull request between them', async () => {
    at = await stage()
    const outcomes = await Promise.all([at.publish(), at.publish()])
    expect(outcomes.map(({ number }) => number)).toEqual([1, 1])
    expectDone('61')
    expect(at.showcase.git('rev-list', '--count', `main..${branch}`)).toBe('1')
    await Promise.all([at.publish({ files: filesOf('59') }), at.publish({ files: filesOf('59') })])
    expectDone('59')
    expect(at.showcase.git('rev-list', '--count', `main..${branch}`)).toBe('2')
  })

  test('an old one is found behind a hundred others', async () => {
    at = await stage()
    await at.publish()
    at.showcase.existingPullRequest(1).close('bob')
    at.showcase.commit('Other', { 'other.txt': '' }, { branch: 'other' })
    for (let i = 0; i < 100; i++) at.showcase.pullRequest({ author: 'bob', title: 'Other', head: 'other', closed: true })
    expect(await at.publish()).toMatchObject({ outcome: 'declined', number: 1, requests: 1 })
  })

  test('GitHub Enterprise Server', async () => {
    at = await stage({}, { enterprise: '3.19.0' })
    expect(await at.publish()).toMatchObject({ outcome: 'created', writes: 2 })
    expectDone('61')
  })

  test('a limit of requests is said, not fought', async () => {
    at = await stage()
    at.github.fault({
      operation: 'createRef',
      kind: 'status',
      status: 403,
      message: 'You have exceeded a secondary rate limit',
      retryAfter: 60,
    })
    await expect(at.publish()).rejects.toMatchObject({ name: 'KnownError', exitCode: 3, message: expect.stringContaining('rate limit') })
    expect(at.github.requests({ operation: 'createRef' })).toHaveLength(1)
    await at.publish()
    expectDone('61')
  })

  test('a branch that moves at every try is given up, not forced', async () => {
    at = await stage()
    await at.publish()
    let edits = 0
    const call = () => at.showcase.commit('Edit', { 'notes.txt': `${++edits}\n` }, { branch, author: 'bob' })
    at.github.fault({ operation: 'createCommitOnBranch', kind: 'call', times: 9, call })
    await expect(at.publish({ files: filesOf('59') })).rejects.toThrow(/run it again, and it goes on from there/)
    expect(at.showcase.git('rev-list', '--count', `main..${branch}`)).toBe(String(1 + edits))
  })

  test.each([
    ['contents', { pull_requests: 'write' }, 'Contents: write'],
    ['pull requests', { contents: 'write' }, 'Pull requests: write'],
  ] as const)('a token without the permission for %s is told its name', async (_, permissions, name) => {
    at = await stage()
    const seed = { user: 'ada', permissions, repositories: ['ada/showcase'] }
    await expect(at.publish({}, seed)).rejects.toMatchObject({ name: 'KnownError', message: expect.stringContaining(`"${name}"`) })
  })

  test("a branch with somebody else's pull request is left alone", async () => {
    at = await stage()
    await at.publish({}, { user: 'bob' })
    await expect(at.publish({ files: filesOf('59') })).rejects.toThrow('was opened by bob')
    expect(at.showcase.read(page, branch)).toBe(draft('61'))
    expect(await at.publish({ files: filesOf('59') }, { user: 'bob' })).toMatchObject({ outcome: 'updated', number: 1 })
  })

  test.each([
    ['archived', { archived: true }, 'is archived'],
    ['without a commit', {}, 'has no commit yet'],
  ] as const)('a showcase that is %s is refused before any write', async (_, seed, words) => {
    at = await stage(seed)
    if (words === 'has no commit yet') at.showcase.deleteBranch('main')
    await expect(at.publish()).rejects.toThrow(words)
    expect(at.github.requests({ write: true })).toEqual([])
  })

  test('a source that may not become public stops everything before the first write', async () => {
    at = await stage()
    const refuse = async () => {
      throw new KnownError('example/ring is private.')
    }
    await expect(at.publish({ mayPublish: refuse })).rejects.toThrow('is private')
    expect(at.github.requests({ write: true })).toEqual([])
  })
})

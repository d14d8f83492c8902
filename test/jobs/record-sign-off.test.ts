/** After the merge: a record beside the entry, once, of what was signed and nothing else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { entriesAt, entriesOf } from '../../src/jobs/entry-at.ts'
import { evidenceCheck } from '../../src/jobs/evidence-check.ts'
import { recordSignOff } from '../../src/jobs/record-sign-off.ts'
import { reviewSignOff } from '../../src/jobs/sign-off-review.ts'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import { account } from '../github/world.ts'
import { entryIn, type Stage, stage } from './showcase-pull.ts'

const RULES: Config['signOff'] = { who: [], count: 1, author: true }
const FILE = 'entries/a-kernel/sign-off.json'

let at: Stage
beforeEach(async () => {
  at = await stage()
})
afterEach(() => at.github.close())

const approve = (author = 'bob') => at.pull.review({ author, state: 'APPROVED' })
async function record(rules: Partial<Config['signOff']> = {}, number = at.pull.number) {
  const writer = at.writer()
  const recorded = await recordSignOff({ writer, pull: { ...at.place, number }, rules: { ...RULES, ...rules }, wait: async () => {} })
  return { ...recorded, writes: writer.writes }
}
const written = (ref = 'main') => JSON.parse(at.showcase.read(FILE, ref) ?? 'null')
const onMain = async () => {
  const place = { owner: 'ada', name: 'work', commit: at.showcase.resolve('main') ?? '' }
  return verifyFiles((await entriesAt(at.writer(), place, [FILE]))[0]?.files ?? [])
}

describe('a merged and approved entry', () => {
  test('is recorded with login, id, review, commit, time and digest; a second time nothing is written', async () => {
    const review = approve()
    const head = at.pull.head()
    at.pull.merge('squash', 'ada')
    expect(await record()).toMatchObject({ outcome: 'committed', why: [], writes: 1, url: expect.stringContaining('/commit/') })
    const { digest, findings, signOff } = await onMain()
    expect(findings).toEqual([])
    expect(written()).toEqual({
      schemaVersion: 1,
      how: 'review',
      by: { name: 'bob', login: 'bob', id: account(at.github.world, 'bob').id },
      statement: 'I read this page, I know the change, and I stand for these figures. I did not repeat the measurement.',
      measured: false,
      review: review.id,
      head,
      time: review.submittedAt,
      digest,
      wrote: ['mira-k'],
      measuredBy: ['mira-k'],
    })
    expect(signOff).toEqual(written())
    expect(at.showcase.git('log', '-1', '--format=%s', 'main').trim()).toBe('Sign-off of case study: a-kernel')
    expect(await record()).toMatchObject({ outcome: 'unchanged', writes: 0 })
    at.pull.review({ author: 'carol', state: 'APPROVED' })
    expect(await record()).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('by several is one record', async () => {
    approve()
    approve('carol')
    at.pull.merge('merge', 'ada')
    expect(await record({ count: 2 })).toMatchObject({ outcome: 'committed', writes: 1 })
    expect([written().by.login, written().also.map(({ by }: { by: { login: string } }) => by.login)]).toEqual(['bob', ['carol']])
    expect((await onMain()).signOff?.also).toHaveLength(1)
  })

  test('signed by comment is recorded as that', async () => {
    await at.github.close()
    at = await stage({}, 'ada')
    const { entries } = await reviewSignOff(at.writer(), at.place, RULES)
    at.pull.comment(`/casewright sign ${entries[0]?.digest}`, 'ada')
    at.pull.merge('squash', 'ada')
    expect(await record()).toMatchObject({ outcome: 'committed' })
    expect(written()).toMatchObject({ how: 'comment', by: { login: 'ada' }, review: null, comment: at.pull.data.comments[0]?.id })
  })

  test('approved only after the merge is recorded then', async () => {
    at.pull.merge('squash', 'ada')
    expect(await record()).toMatchObject({ outcome: 'none', why: ['Nobody signed it.'], writes: 0 })
    approve()
    expect(await record()).toMatchObject({ outcome: 'committed' })
  })

  test('and changed later is signed anew: the old signature is no fault of the new page, and gives way', async () => {
    approve()
    at.pull.merge('squash', 'ada')
    await record()
    const page = 'entries/a-kernel/index.md'
    const update = at.showcase.pullRequest({ files: { [page]: `${at.showcase.read(page)}\nBetter words.\n` }, author: 'casewright[bot]' })
    const place = { ...at.place, number: update.number }
    expect(evidenceCheck((await entriesOf(at.writer(), place)).entries).conclusion).toBe('success')
    expect((await reviewSignOff(at.writer(), place, RULES)).check.conclusion).toBe('action_required')
    update.review({ author: 'carol', state: 'APPROVED' })
    update.merge('squash', 'ada')
    expect(await record({}, update.number)).toMatchObject({ outcome: 'committed' })
    expect(written().by.login).toBe('carol')
    expect((await onMain()).findings).toEqual([])
    expect(await record()).toMatchObject({ outcome: 'none', writes: 0 })
  })

  test('replaces what somebody else wrote in its place', async () => {
    approve()
    at.pull.push('Forge', { [FILE]: '{"how":"review","by":{"login":"ada"}}\n' })
    approve()
    at.pull.merge('squash', 'ada')
    expect(await record()).toMatchObject({ outcome: 'committed' })
    expect(written().by.login).toBe('bob')
  })
})

describe('no record', () => {
  test('before the merge, without an entry, of nobody', async () => {
    approve()
    expect(await record()).toMatchObject({ outcome: 'open', why: ['The pull request is not merged.'], writes: 0 })
    const other = at.showcase.pullRequest({ files: { 'README.md': 'x' }, author: 'bob' })
    other.merge('merge', 'ada')
    expect(await record({}, other.number)).toMatchObject({ outcome: 'none', why: ['The pull request changes no case study.'] })
  })

  test('where the merge or a later commit made other bytes than were signed', async () => {
    approve()
    at.pull.merge('squash', 'ada')
    const page = 'entries/a-kernel/index.md'
    at.showcase.commit('Improve', { [page]: `${at.showcase.read(page)}\nBetter words.\n` })
    expect(await record()).toMatchObject({
      outcome: 'none',
      writes: 0,
      why: ['entries/a-kernel is not what was signed: it was changed in the merge or since. Sign it again.'],
    })
    expect(written()).toBeNull()
  })

  test('where the entry is gone again', async () => {
    approve()
    at.pull.merge('squash', 'ada')
    at.showcase.commit('Take it away', Object.fromEntries(Object.keys(entryIn('entries/a-kernel')).map((path) => [path, null])))
    expect(await record()).toMatchObject({ outcome: 'none', why: ['entries/a-kernel is not on the default branch.'] })
  })
})

describe('a protected branch', () => {
  beforeEach(() => {
    approve()
    at.pull.merge('squash', 'ada')
    at.showcase.data.protectedBranches.add('main')
  })

  test('gets a pull request, one, which needs no signature of its own; merged, it is the record', async () => {
    const first = await record()
    expect(first).toMatchObject({ outcome: 'proposed', url: expect.stringContaining('/pull/2') })
    expect(await record()).toMatchObject({ outcome: 'unchanged', url: first.url, writes: 0 })
    const pull = at.showcase.existingPullRequest(2)
    expect(pull.data).toMatchObject({ title: 'Sign-off of case study: a-kernel', draft: false, head: { ref: 'casewright/sign-off-1' } })
    const place = { ...at.place, number: 2 }
    expect((await reviewSignOff(at.writer(), place, RULES)).check.conclusion).toBe('success')
    expect(evidenceCheck((await entriesOf(at.writer(), place)).entries).conclusion).toBe('success')
    pull.push('Forge', { [FILE]: (at.showcase.read(FILE, 'casewright/sign-off-1') ?? '').replaceAll('bob', 'ada') })
    expect((await reviewSignOff(at.writer(), place, RULES)).check.conclusion).toBe('action_required')
    expect(await record()).toMatchObject({ outcome: 'proposed', url: first.url, writes: 1 })
    expect((await reviewSignOff(at.writer(), place, RULES)).check.conclusion).toBe('success')
    at.showcase.data.protectedBranches.delete('main')
    pull.merge('squash', 'ada')
    expect(written().by.login).toBe('bob')
    expect(await record()).toMatchObject({ outcome: 'unchanged', writes: 0 })
    expect(await record({}, 2)).toMatchObject({ outcome: 'none', writes: 0 })
  })

  test('whose pull request a person closed stays without', async () => {
    await record()
    at.showcase.existingPullRequest(2).close('ada')
    expect(await record()).toMatchObject({ outcome: 'declined', writes: 0 })
    expect(at.showcase.pullRequests()).toHaveLength(2)
  })
})

describe('faults', () => {
  test.each(['reset', 'reset-after', 'truncated'] as const)('a commit met by %s is there once', async (kind) => {
    approve()
    at.pull.merge('squash', 'ada')
    const before = Number(at.showcase.git('rev-list', '--count', 'main'))
    at.github.fault({ operation: /createCommitOnBranch/, kind })
    expect(await record()).toMatchObject({ outcome: 'committed' })
    expect(Number(at.showcase.git('rev-list', '--count', 'main'))).toBe(before + 1)
    expect(await record()).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test.each([
    /createRef|createCommitOnBranch/,
    'pulls/create',
  ])('a pull request of the record met by a cut connection is there once', async (operation) => {
    approve()
    at.pull.merge('squash', 'ada')
    at.showcase.data.protectedBranches.add('main')
    for (const kind of ['reset', 'reset-after'] as const) at.github.fault({ operation, kind })
    expect(await record()).toMatchObject({ outcome: 'proposed' })
    expect(at.showcase.pullRequests()).toHaveLength(2)
    expect(written('casewright/sign-off-1').by.login).toBe('bob')
    expect(await record()).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('a branch that moves in between is looked at again', async () => {
    approve()
    at.pull.merge('squash', 'ada')
    at.github.fault({
      operation: /createCommitOnBranch/,
      kind: 'call',
      call: () => void at.showcase.commit('Elsewhere', { 'README.md': 'x' }),
    })
    expect(await record()).toMatchObject({ outcome: 'committed' })
    expect(at.showcase.read('README.md')).toBe('x')
    expect(written().by.login).toBe('bob')
  })
})

/** Whose approval counts, of which bytes, and what undoes it. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { postCheck } from '../../src/destinations/check.ts'
import { reviewSignOff } from '../../src/jobs/sign-off-review.ts'
import type { Reader } from '../../src/sources/github/tree-at.ts'
import { dismissReview } from '../github/acts/review.ts'
import { addComment, editComment } from '../github/acts/thread.ts'
import { account } from '../github/world.ts'
import { entryIn, type Stage, stage } from './showcase-pull.ts'

const RULES: Config['signOff'] = { who: [], count: 1, author: true }
const PAGE = 'entries/a-kernel/index.md'

let at: Stage
beforeEach(async () => {
  at = await stage()
})
afterEach(() => at.github.close())

const judge = (rules: Partial<Config['signOff']> = {}) => reviewSignOff(at.writer(), at.place, { ...RULES, ...rules })
const approve = (author = 'bob', body = '') => at.pull.review({ author, state: 'APPROVED', body })
const edit = (text = 'A sentence more.') => at.pull.push('Edit', { [PAGE]: `${entryIn('x')['x/index.md']}\n${text}\n` })
const key = async () => (await judge()).entries[0]?.digest

describe('an approval', () => {
  test('signs, with who, when, which commit and which bytes', async () => {
    const before = await judge()
    expect(before).toMatchObject({ signed: false, by: [], why: [], check: { conclusion: 'action_required', title: 'Not signed yet' } })
    expect(before.check.summary).toContain(
      '> I read this page, I know the change, and I stand for these figures. I did not repeat the measurement.',
    )
    expect(before.check.summary).not.toContain('/casewright sign')
    const { id, submittedAt } = approve()
    const after = await judge()
    expect(after).toMatchObject({
      signed: true,
      head: at.pull.head(),
      entries: [{ folder: 'entries/a-kernel', digest: expect.stringMatching(/^[0-9a-f]{64}$/), wrote: ['mira-k'] }],
      by: [{ login: 'bob', how: 'review', said: id, head: at.pull.head(), time: submittedAt, measured: false, isAuthor: false }],
      check: { conclusion: 'success', title: 'Signed by bob' },
    })
    expect(after.by[0]?.id).toBe(account(at.github.world, 'bob').id)
  })

  test('with the word that the measurement was repeated', async () => {
    approve('bob', 'Ran it on my machine.\n\nI did repeat the measurement.')
    const { by, check } = await judge()
    expect(by[0]?.measured).toBe(true)
    expect(check.summary).toContain('I did repeat the measurement.')
  })

  test('is undone by a later change of the page, the ledger or the data, not by the base branch merged in', async () => {
    approve()
    at.showcase.commit('Elsewhere', { 'README.md': '# Work, and more\n' })
    const tree = at.showcase.git('merge-tree', '--write-tree', 'main', at.pull.head()).trim()
    const merged = at.showcase
      .git(
        '-c',
        'user.name=x',
        '-c',
        'user.email=x@example.org',
        'commit-tree',
        tree,
        '-p',
        at.pull.head(),
        '-p',
        'main',
        '-m',
        'Merge main',
      )
      .trim()
    const approved = at.pull.head()
    at.showcase.git('update-ref', 'refs/heads/casewright/a-kernel-01234567', merged)
    expect(await judge()).toMatchObject({ signed: true, head: merged, by: [{ login: 'bob', head: approved }] })
    edit()
    expect(await judge()).toMatchObject({
      signed: false,
      by: [],
      why: ['bob approved an earlier version, and the page was changed since.'],
      check: { conclusion: 'action_required', title: 'Not signed yet' },
    })
    approve()
    expect(await judge()).toMatchObject({ signed: true })
  })

  test.each([
    ['a bot', 'renovate[bot]', 'renovate is a program, and only people sign.'],
    ['a reader', 'rita', 'rita may not write to this repository.'],
    ['a stranger', 'eve', 'eve may not write to this repository.'],
  ])('of %s counts nothing', async (_who, login, why) => {
    approve(login)
    expect(await judge()).toMatchObject({ signed: false, by: [], why: [why] })
  })

  test("each person's last verdict holds; who asks for changes holds it up", async () => {
    const review = approve()
    approve('carol')
    at.pull.review({ author: 'bob', state: 'COMMENTED', body: 'One more thing.' })
    expect((await judge()).by.map(({ login }) => login)).toEqual(['bob', 'carol'])
    dismissReview(at.github.world, at.pull.data, review)
    expect(await judge()).toMatchObject({ signed: true, by: [{ login: 'carol' }], why: ['The review of bob was dismissed.'] })
    at.pull.review({ author: 'bob', state: 'CHANGES_REQUESTED', body: 'No.' })
    expect(await judge()).toMatchObject({ signed: false, check: { title: 'Not signed: bob asks for changes' } })
    approve('bob')
    at.pull.review({ author: 'rita', state: 'CHANGES_REQUESTED', body: 'No.' })
    expect(await judge()).toMatchObject({ signed: true })
  })

  test('of something wrong signs nothing', async () => {
    at.pull.push('Edit', { 'entries/a-kernel/figures.svg': '<svg/>' })
    approve()
    expect(await judge()).toMatchObject({
      signed: false,
      check: { conclusion: 'action_required', title: 'Cannot be signed: one thing is wrong' },
    })
  })
})

describe('a push while it is judged', () => {
  const evil = () => at.pull.push('One page more', entryIn('entries/evil', 'harvest'))

  test.each([0, 1])('signs no page that nobody saw (before request %i)', async (turn) => {
    approve()
    const before = at.github.requests().length
    // The one question is answered of the head before the push, the other of the one after it.
    const call = async () => {
      if (turn === 0) await pause(300)
      evil()
    }
    at.github.fault({ kind: 'call', request: before + turn, call })
    const { head, signed, entries } = await judge()
    expect(head).toBe(at.pull.head())
    expect(entries.map(({ folder }) => folder)).toEqual(['entries/a-kernel', 'entries/evil'])
    expect(signed).toBe(false)
  })
})

test('files that GitHub does not list are not taken for none', async () => {
  const files = { headRefOid: at.pull.head(), files: null }
  const reader: Reader = {
    get: at.writer().get,
    query: (async (document: string, variables: object, schema: { parse(value: unknown): unknown }) =>
      document.includes('files(')
        ? schema.parse({ repository: { pullRequest: files } })
        : at.writer().query(document, variables as Record<string, unknown>, schema as never)) as Reader['query'],
  }
  await expect(reviewSignOff(reader, at.place, RULES)).rejects.toThrow('GitHub does not list the files')
})

test('a login that passed on to somebody else signs nothing', async () => {
  approve()
  // GitHub is asked by login; between two requests bob is renamed, and eve takes the name.
  const [bob, eve] = [account(at.github.world, 'bob'), account(at.github.world, 'eve')]
  at.github.fault({
    kind: 'call',
    path: /\/collaborators\/bob\/permission$/,
    call: () => {
      at.github.world.accounts.set('bob-2', Object.assign(bob, { login: 'bob-2' }))
      at.github.world.accounts.set('bob', Object.assign(eve, { login: 'bob' }))
    },
  })
  expect(await judge()).toMatchObject({ signed: false, why: ['bob may not write to this repository.'] })
})

test('words that somebody else put into a review are not its giver’s', async () => {
  const review = approve('bob', 'Fine.')
  Object.assign(review, { body: 'I did repeat the measurement.', editor: account(at.github.world, 'carol') })
  expect(await judge()).toMatchObject({ signed: true, by: [{ login: 'bob', measured: false }] })
  Object.assign(review, { editor: account(at.github.world, 'bob') })
  expect(await judge()).toMatchObject({ by: [{ measured: true }] })
})

describe('the rules of the showcase', () => {
  test('who may sign', async () => {
    approve()
    expect(await judge({ who: ['Carol'] })).toMatchObject({ signed: false, why: ['bob is not among those who may sign here.'] })
    approve('carol')
    expect(await judge({ who: ['Carol'] })).toMatchObject({ signed: true, by: [{ login: 'carol' }] })
  })

  test('how many', async () => {
    approve()
    expect(await judge({ count: 2 })).toMatchObject({ signed: false, check: { title: 'Signed by bob; one more signature is needed' } })
    approve('carol')
    expect(await judge({ count: 2 })).toMatchObject({ signed: true, check: { title: 'Signed by bob, carol' } })
  })

  test('whether those who made the change', async () => {
    at.showcase.data.collaborators.set('mira-k', 'write')
    approve('mira-k')
    expect(await judge()).toMatchObject({ signed: true, by: [{ login: 'mira-k', isAuthor: true }] })
    expect(await judge({ author: false })).toMatchObject({
      signed: false,
      why: ['mira-k made the change, and here somebody else has to sign.'],
    })
  })
})

describe('a comment of who opened the pull request', () => {
  beforeEach(async () => {
    await at.github.close()
    at = await stage({}, 'ada')
  })

  test('signs the bytes it names', async () => {
    const { check } = await judge()
    const command = /`(\/casewright sign [0-9a-f]{64})`/.exec(check.summary)?.[1] ?? ''
    expect(command).toBe(`/casewright sign ${await key()}`)
    at.pull.comment(command, 'ada')
    expect(await judge()).toMatchObject({ signed: true, by: [{ login: 'ada', how: 'comment', isAuthor: true }] })
    expect(await judge({ author: false })).toMatchObject({ signed: false })
    edit()
    expect(await judge()).toMatchObject({
      signed: false,
      why: [`The comment of ada signs an earlier version. Sign this one: /casewright sign ${await key()}`],
    })
  })

  test.each([
    ['without a name', () => '/casewright sign'],
    // Two pages that begin alike to 48 bits are found in seconds, so a part of the digest is no name.
    ['by a part of the digest', (key: string) => `/casewright sign ${key.slice(0, 40)}`],
  ])('%s signs nothing, whatever was checked before', async (_how, text) => {
    const post = async () => {
      const { check, head } = await judge()
      await postCheck(at.writer(), { owner: 'ada', name: 'work', sha: head, check: 'casewright / sign-off', ...check })
    }
    // A check says since when a commit is there, not since when it is the head: another branch may have had it.
    await post()
    at.pull.comment(text((await key()) ?? ''), 'ada')
    expect(await judge()).toMatchObject({
      signed: false,
      why: [`The comment of ada does not name what it signs. Sign this one: /casewright sign ${await key()}`],
    })
    at.pull.comment(`/casewright sign ${await key()} measured`, 'ada')
    expect(await judge()).toMatchObject({ signed: true, by: [{ measured: true }] })
  })

  test('counts from nobody else, and not when it was edited', async () => {
    at.pull.comment(`/casewright sign ${await key()}`, 'bob')
    const comment = addComment(at.github.world, at.pull.data, account(at.github.world, 'ada'), 'Looks good.')
    editComment(at.github.world, at.pull.data, comment, `/casewright sign ${await key()}`)
    expect(await judge()).toMatchObject({
      signed: false,
      why: ['bob signed with a comment, which only counts from who opened the pull request. Approve it instead.'],
    })
  })
})

test('a pull request without an entry needs no signature', async () => {
  const pull = at.showcase.pullRequest({ files: { 'README.md': 'x' }, author: 'bob' })
  expect(await reviewSignOff(at.writer(), { ...at.place, number: pull.number }, RULES)).toMatchObject({
    signed: false,
    check: { conclusion: 'success', title: 'No case study is changed here' },
  })
})

import { expect, test } from 'vitest'
import { approvalOf, type Person, type Review } from '../../src/policy/approval.ts'

const head = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00'
const yes: Review = { id: 1, login: 'Bea', account: 22, type: 'User', state: 'APPROVED', commit: head }
const ask = (reviews: readonly Review[], involved: readonly string[] = ['ada']) =>
  approvalOf({ reviews, head, approvers: ['bea', 'ada', 'cy'], involved: involved.map((login) => ({ login, account: null })) })

test('a named person who had no part in it, on exactly this commit', () => {
  expect(ask([yes])).toEqual({ by: 'Bea', review: 1 })
  expect(ask([{ ...yes, id: 3, login: 'dan' }, yes])).toEqual({ by: 'Bea', review: 1 })
  expect(ask([yes, { ...yes, id: 2, state: 'COMMENTED', commit: 'other' }])).toEqual({ by: 'Bea', review: 1 })
})

test.each<[string, Review[], string[], string]>([
  ['nobody yet', [], ['ada'], 'one of bea, cy'],
  ['somebody not named', [{ ...yes, login: 'dan' }], ['ada'], 'dan does not count'],
  ['a bot of that name', [{ ...yes, type: 'Bot' }], ['ada'], 'waits'],
  ['who asked, in other letters', [{ ...yes, login: 'ADA' }], ['ada'], 'waits'],
  ['an earlier commit', [{ ...yes, commit: 'beef' }], ['ada'], 'earlier commit'],
  ['a commit that is gone', [{ ...yes, commit: null }], ['ada'], 'earlier commit'],
  ['a dismissed approval', [{ ...yes, state: 'DISMISSED' }], ['ada'], 'waits'],
  ['taken back', [yes, { ...yes, id: 2, state: 'CHANGES_REQUESTED' }], ['ada'], 'asks for changes'],
  ['one for it, one against', [yes, { ...yes, id: 2, login: 'cy', state: 'CHANGES_REQUESTED' }], ['ada'], 'cy asks for changes'],
  ['all of them had a part in it', [yes], ['ada', 'BEA', 'cy'], 'second person'],
])('does not count: %s', (_, reviews, involved, why) => {
  expect(ask(reviews, involved)).toEqual({ missing: expect.stringContaining(why) })
})

test('who asked under another name is the same person', () => {
  const by = (involved: Person[]) => approvalOf({ reviews: [yes], head, approvers: ['bea'], involved })
  expect(by([{ login: 'bea-for-a-day', account: 22 }])).toEqual({ missing: expect.stringContaining('waits') })
  expect(by([{ login: 'ada', account: 1 }])).toEqual({ by: 'Bea', review: 1 })
})

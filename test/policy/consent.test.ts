/** Which sources a showcase takes entries from, and how many. */
import { describe, expect, test } from 'vitest'
import { mayDraftInto } from '../../src/policy/consent.ts'
import { mayOpenDraft } from '../../src/policy/limits-of-drafts.ts'

describe('a source may draft into a showcase', () => {
  const showcase = { id: 1, owner: 'octo-org', name: 'showcase' }
  test.each([
    ['of the same owner', { id: 2, owner: 'Octo-Org', name: 'ring' }, [], true],
    ['that is the same repository under an old name', { id: 1, owner: 'old-org', name: 'showcase' }, [], true],
    ['that names it', { id: 2, owner: 'ada', name: 'Ring' }, ['Ada/ring'], true],
    ['that names its owner', { id: 2, owner: 'ada', name: 'ring' }, ['bob/ring', 'ada/*'], true],
    ['that names another', { id: 2, owner: 'ada', name: 'ring' }, ['ada/ring2', 'adan/*', 'ad/ring'], false],
    ['that names its number', { id: 2, owner: 'ada', name: 'ring' }, ['ada/ring@2'], true],
    ['whose name passed on to another', { id: 3, owner: 'ada', name: 'ring' }, ['ada/ring@2'], false],
    ['that names the number of its owner', { id: 2, owner: 'ada', name: 'ring', ownerId: 7 }, ['ada/*@7'], true],
    ['whose name of the owner passed on to another', { id: 2, owner: 'ada', name: 'ring', ownerId: 8 }, ['ada/*@7'], false],
    ['that names nobody', { id: 2, owner: 'ada', name: 'ring' }, [], false],
    ['where the other has its name for an owner', { id: 2, owner: 'showcase', name: 'octo-org' }, ['ada/*'], false],
  ])('%s', (_, source, accept, allowed) => {
    expect(mayDraftInto({ source, showcase, config: { accept } }).allowed).toBe(allowed)
  })

  test('without a configuration, or without a showcase, the answer is the same', () => {
    const source = { id: 2, owner: 'ada', name: 'ring' }
    const answer = mayDraftInto({ source, showcase, config: null })
    expect(answer).toEqual({
      allowed: false,
      code: 'no-consent',
      why: 'octo-org/showcase takes no entries from ada/ring, or is not there. If it is yours, add this to its .github/casewright.yml: accept: [ada/ring@2]',
    })
    expect(mayDraftInto({ source, showcase, config: { accept: [] } })).toEqual(answer)
  })
})

test.each([
  [{ open: 9, today: 4 }, null],
  [{ open: 10, today: 0 }, 'open-drafts 10 drafts are open in the showcase, which takes 10.'],
  [{ open: 12, today: 9 }, 'open-drafts 12 drafts are open'],
  [{ open: 0, today: 5 }, 'per-day 5 drafts were opened in the showcase within a day, and it takes 5.'],
])('with %j', (now, expected) => {
  const answer = mayOpenDraft({ ...now, limits: { openDrafts: 10, perDay: 5 } })
  if (expected === null) expect(answer).toEqual({ allowed: true })
  else expect(answer.allowed ? '' : `${answer.code} ${answer.why}`).toContain(expected)
})

test('a limit of none stops everything, in the singular too', () => {
  expect(mayOpenDraft({ open: 0, today: 0, limits: { openDrafts: 0, perDay: 5 } })).toMatchObject({ code: 'open-drafts' })
  expect(mayOpenDraft({ open: 0, today: 1, limits: { openDrafts: 5, perDay: 1 } })).toMatchObject({
    why: expect.stringMatching(/^1 draft was opened/),
  })
})

/** Comment commands on both sides: who may, what happens, what the comment hears. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandIn, helpText } from '../../src/jobs/app/command-text.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { type AppStage, appStage, change, endsOf, writes } from './stage.ts'

let stage: AppStage
let source: RepositoryHandle
let showcase: RepositoryHandle
let pull: PullHandle

beforeAll(async () => {
  stage = await appStage()
  source = stage.source('example/ringcache', 'showcase: ada/work\n', { collaborators: { ada: 'read', bob: 'write' } })
  showcase = stage.source('ada/work', 'accept: [example/ringcache]\nsign-off: { author: true }\n', { ownerType: 'User' })
  stage.install('example')
  stage.install('ada')
  pull = change(source, { merged: 'squash' })
  await stage.settle()
})
afterAll(() => stage.close())

/** Says it; answers how the jobs ended, our reactions to it, and the one comment we keep there. */
async function ask(on: PullHandle, text: string, by: string) {
  on.comment(text, by)
  const asked = on.data.comments.at(-1)
  const ends = endsOf(await stage.settle())
  const own = on.data.comments.filter(({ author, body }) => author.type === 'Bot' && body.startsWith('<!-- casewright says'))
  expect(own.length).toBeLessThan(2)
  return { ends, reactions: asked?.reactions.map(({ content }) => content), says: own[0]?.body ?? '' }
}

describe('on the pull request of a source', () => {
  test.each([
    ['/casewright help', 'bob', ['eyes', '+1'], helpText],
    ['/casewright draft', 'mallory', ['eyes', '-1'], 'Only people with write access'],
    ['/casewright draft', 'ada', ['eyes', '-1'], 'Only people with write access'],
    ['/casewright drfat', 'bob', ['eyes', '-1'], 'Did you mean `/casewright draft`?'],
    ['/casewright answer', 'bob', ['eyes', '-1'], 'An answer needs the number'],
    ['/casewright verify', 'bob', ['eyes', '-1'], 'That is for the draft pull request'],
    ['/casewright withdraw', 'bob', ['eyes', '-1'], 'Nothing is published of it.'],
    ['/casewright pause', 'bob', ['eyes', '+1'], 'left as it is until `/casewright resume`'],
  ])('%s by %s', async (text, by, reactions, says) => {
    const pulls = showcase.pullRequests().length
    expect(await ask(pull, text, by)).toMatchObject({ reactions, says: expect.stringContaining(says) })
    expect(showcase.pullRequests()).toHaveLength(pulls)
  })

  test('resume drafts, and ends the pause', async () => {
    const { ends, reactions, says } = await ask(pull, '/casewright resume', 'bob')
    expect(ends).toEqual(['command: done taken-on', 'consider: done wanted', 'draft: done created', 'check-entry: done verified'])
    expect(reactions).toEqual(['eyes', '+1'])
    expect(says).toMatch(/^<!-- casewright says -->\nA case study was drafted: /)
  })

  test('its author may answer without write access', async () => {
    const { ends, reactions } = await ask(pull, '/casewright answer 1 I did: my feed stalled whenever the nightly import ran.', 'ada')
    expect([ends[2], reactions]).toEqual(['draft: done updated', ['eyes', '+1']])
    const { data } = showcase.existingPullRequest(1)
    expect(showcase.git('show', `${data.head.ref}:entries/shard-the-lru-lock/index.md`)).toContain(
      'my feed stalled whenever the nightly import ran.',
    )
  })

  test('skip holds against the label', async () => {
    const other = change(source, { title: 'cache: another', merged: 'squash' })
    await stage.settle()
    await ask(other, '/casewright skip', 'bob')
    other.label('case-study')
    expect(endsOf(await stage.settle())).toEqual(['consider: skipped not-wanted'])
    expect((await ask(other, '/casewright draft', 'bob')).ends.slice(1)).toContain('draft: done created')
  })
})

describe('on the draft', () => {
  const draft = () => showcase.existingPullRequest(1)

  test('files in code fences under "redraft" are read as vouched by who pasted them', async () => {
    const rows = (get: number) => [0, 1, 2, 3, 4, 5].map((i) => `BenchmarkGet-8 \t 1000000\t ${get + i / 10} ns/op`).join('\n')
    const text = `/casewright redraft\n\nbefore:\n\n\`\`\`\n${rows(180)}\n\`\`\`\n\nafter:\n\n\`\`\`\n${rows(60)}\n\`\`\``
    expect((await ask(draft(), text, 'ada')).ends).toContain('draft: done updated')
    const page = showcase.git('show', `${draft().data.head.ref}:entries/shard-the-lru-lock/index.md`)
    expect(page).toMatch(/\| Median of six runs, vouched by ada \|/)
    expect(page).toMatch(/\| Get \| 180\.3.ns \| 60\.3.ns \|/)
  })

  test('verify checks again, sign is for who opened it', async () => {
    expect(await ask(draft(), '/casewright verify', 'ada')).toMatchObject({
      ends: ['command: done taken-on', 'check-entry: done verified'],
      reactions: ['eyes', '+1'],
      says: expect.stringContaining('figures agree with the evidence'),
    })
    expect(await ask(draft(), '/casewright sign', 'ada')).toMatchObject({
      ends: ['command: done taken-on', 'judge-sign-off: done unsigned'],
      reactions: ['eyes', '-1'],
      says: expect.stringContaining('only counts from who opened the pull request'),
    })
  })

  test('a pause holds against new evidence, not against a person', async () => {
    await ask(draft(), '/casewright pause', 'ada')
    pull.data.body = pull.data.body?.replace('61.4', '59.8') ?? ''
    pull.label('case-study')
    expect(endsOf(await stage.settle())).toEqual(['consider: done wanted', 'draft: skipped paused'])
    expect((await ask(draft(), '/casewright redraft', 'ada')).ends).toContain('draft: done updated')
    expect((await ask(draft(), '/casewright resume', 'ada')).says).toMatch(/^<!-- casewright says -->/)
  })

  test('skip closes it; closed means no, until somebody asks again', async () => {
    expect(await ask(draft(), '/casewright skip', 'ada')).toMatchObject({ reactions: ['eyes', '+1'] })
    expect(draft().data.state).toBe('closed')
    expect(await ask(draft(), '/casewright redraft', 'ada')).toMatchObject({
      reactions: ['eyes', '-1'],
      says: expect.stringContaining('means no'),
    })
    expect((await ask(pull, '/casewright draft', 'bob')).ends).toContain('draft: done created')
  })
})

test('what bots, ourselves and programs in a person’s name say, is no command', async () => {
  const before = writes(stage.github).length
  pull.comment('/casewright draft', 'renovate[bot]')
  pull.comment('/casewright draft', 'casewright[bot]')
  pull.comment('Thanks! `/casewright draft` is how it works\n\n```\n/casewright draft\n```', 'bob')
  expect(await stage.settle()).toEqual([])
  expect(writes(stage.github)).toHaveLength(before)
})

test.each([
  ['/casewright', { kind: 'command', command: 'help', words: '' }],
  ['Look:\n/CaseWright Draft please', { kind: 'command', command: 'draft', words: 'please' }],
  ['/casewright answer 2. We met it\non Mondays.', { kind: 'answer', number: 2, words: 'We met it\non Mondays.' }],
  ['/casewright answer because', { kind: 'answer', number: 0, words: 'because' }],
  ['/casewright frobnicate', { kind: 'unknown', word: 'frobnicate', nearest: null }],
  ['/casewrightdraft', null],
  ['> /casewright draft', null],
  ['~~~\n```\n/casewright draft\n```\n~~~', null],
  ['````md\n```\n/casewright draft\n```\n````', null],
  ['Thanks!\n<!-- write below\n/casewright withdraw\n-->', null],
  ['<!-- nothing -->\n/casewright draft', { kind: 'command', command: 'draft', words: '' }],
  ['```x``` is code\n/casewright draft', { kind: 'command', command: 'draft', words: '' }],
  [' /casewright draft', null],
])('%j', (text, asked) => {
  expect(commandIn(text)).toEqual(asked)
})

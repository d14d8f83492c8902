import { describe, expect, test } from 'vitest'
import { readChange } from '../../src/sources/github/changes.ts'
import { commentThreads, issuesNamed, reviewThreads } from '../../src/sources/github/discussion.ts'
import { apiOf, parsePullRequest, parseRelease } from '../../src/sources/github/reference.ts'

describe('a pull request as people write it', () => {
  const ring = { kind: 'pull-request', owner: 'example', name: 'ringcache', number: 218, host: 'github.com' }
  test.each([
    ['example/ringcache#218', ring],
    ['https://github.com/example/ringcache/pull/218', ring],
    ['https://github.com/example/ringcache/pull/218/files#diff-1', ring],
    ['https://git.example.org/example/ringcache/pull/218', { ...ring, host: 'git.example.org' }],
    ['example/ringcache', null],
    ['example/ringcache/pull/218', null],
    ['https://github.com/example/ringcache/issues/218', null],
    ['../etc/passwd#1', null],
    ['example/ringcache#0x1', null],
  ])('%s', (text, expected) => expect(parsePullRequest(text)).toEqual(expected))

  const first = { kind: 'release', owner: 'example', name: 'ringcache', tag: 'v1.2.0', host: 'github.com' }
  test.each([
    ['example/ringcache@v1.2.0', first],
    ['https://github.com/example/ringcache/releases/tag/v1.2.0', first],
    ['https://git.example.org/example/ringcache/releases/tag/pkg%2Fv1', { ...first, host: 'git.example.org', tag: 'pkg/v1' }],
    ['example/ringcache', null],
    ['example/ringcache@', null],
    ['example/ringcache@a..b~1', null],
    ['https://github.com/example/ringcache/releases/tag/%zz', null],
  ])('the release %s', (text, expected) => expect(parseRelease(text)).toEqual(expected))

  test('the API of GitHub and of an Enterprise Server', () => {
    expect([apiOf('github.com'), apiOf('git.example.org')]).toEqual(['https://api.github.com', 'https://git.example.org/api/v3'])
  })
})

describe('a changed file', () => {
  const patch = [
    '@@ -1,5 +1,6 @@ func New(n int) *Cache {',
    ' package ringcache',
    ' ',
    '-old',
    '+new',
    '+token = "x"',
    ' }',
    '@@ -20,3 +21,2 @@',
    ' a',
    '-b',
    '\\ No newline at end of file',
  ].join('\n')
  const file = { filename: 'cache.go', status: 'modified' as const, additions: 2, deletions: 2, patch }

  test('hunks begin at the first changed line and keep the symbol of their header', () => {
    const { change, suspects } = readChange(file, /token/)
    expect(change.hunks).toEqual([
      { start: 3, lines: 2, symbol: 'New' },
      { start: 22, lines: 0, symbol: null },
    ])
    expect(suspects).toEqual([{ path: 'cache.go', line: 4, text: 'token = "x"' }])
    expect(change).toMatchObject({ added: 2, removed: 2, language: 'Go', test: false, status: 'modified' })
  })

  test('tests by name; a renamed test is no new one', () => {
    const tests = ['@@ -1,2 +1,3 @@', '-def test_old():', '+def test_old():', '+def test_new():'].join('\n')
    const { change } = readChange({ ...file, filename: 'tests/test_a.py', patch: tests }, /$^/)
    expect(change).toMatchObject({ test: true, testsAdded: ['test_new'], testsRemoved: [] })
  })

  test('a binary file has no line counts; a large one has counts and no hunks', () => {
    const base = { filename: 'a.png', status: 'added' as const }
    expect(readChange({ ...base, additions: 0, deletions: 0 }, /$^/).change).toMatchObject({ added: null, removed: null, hunks: [] })
    expect(readChange({ ...base, filename: 'a.go', additions: 90_000, deletions: 0 }, /$^/).change).toMatchObject({
      added: 90_000,
      hunks: [],
    })
  })
})

describe('the discussion', () => {
  const mira = { login: 'mira', isBot: false }
  const said = (text: string, login: string | null, isBot = false) => ({
    by: login === null ? null : { login, isBot },
    text,
    url: 'https://a',
  })

  test('replies stand under the comment that began their thread; bots say nothing, who is gone still does', () => {
    const place = { path: 'a.go', line: 3 }
    const threads = reviewThreads(
      [
        { ...place, remarks: [said('text 1', 'rev'), said('text 3', 'mira'), said('text 4', 'ci[bot]', true)] },
        { ...place, isResolved: true, remarks: [said('text 2', null)] },
        { ...place, remarks: [said('text 5', 'ci[bot]', true)] },
      ],
      mira,
    )
    expect(threads.map((thread) => [thread.isResolved, thread.messages.map(({ by, name, text }) => [by, name, text])])).toEqual([
      [
        undefined,
        [
          ['reviewer', 'rev', 'text 1'],
          ['author', 'mira', 'text 3'],
        ],
      ],
      [true, [['reviewer', null, 'text 2']]],
    ])
  })

  test('a comment is a thread of its own; one without words is none', () => {
    const threads = commentThreads([said('x', 'bench', true), said('y', 'mira'), said(' ', 'rev')], mira)
    expect(threads).toMatchObject([{ kind: 'comment', messages: [{ by: 'author', text: 'y' }] }])
  })

  test('issues that are closed come before those that are named', () => {
    expect(issuesNamed('See #7 and (#8). Fixes #4015, closes: #12. abc#9')).toEqual([4015, 12, 7, 8])
  })
})

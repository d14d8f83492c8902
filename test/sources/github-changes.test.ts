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
  const user = (login: string, type = 'User') => ({ login, type })

  test('replies stand under the comment that began their thread; bots say nothing', () => {
    const comment = (id: number, login: string, reply?: number) => ({
      id,
      user: user(login),
      body: `text ${id}`,
      html_url: `https://github.com/example/r/pull/1#discussion_r${id}`,
      path: 'a.go',
      line: 3,
      ...(reply === undefined ? {} : { in_reply_to_id: reply }),
    })
    const threads = reviewThreads([comment(1, 'rev'), comment(2, 'rev'), comment(3, 'mira', 1), comment(4, 'ci[bot]', 1)], 'mira')
    expect(threads.map((thread) => thread.messages.map(({ by, text }) => [by, text]))).toEqual([
      [
        ['reviewer', 'text 1'],
        ['author', 'text 3'],
      ],
      [['reviewer', 'text 2']],
    ])
  })

  test('a comment is a thread of its own', () => {
    const threads = commentThreads(
      [
        { id: 1, user: user('bench', 'Bot'), body: 'x', html_url: 'https://a' },
        { id: 2, user: user('mira'), body: 'y', html_url: 'https://b' },
      ],
      'mira',
    )
    expect(threads).toMatchObject([{ kind: 'comment', url: 'https://b', messages: [{ by: 'author', text: 'y' }] }])
  })

  test('issues that are closed come before those that are named', () => {
    expect(issuesNamed('See #7 and (#8). Fixes #4015, closes: #12. abc#9')).toEqual([4015, 12, 7, 8])
  })
})

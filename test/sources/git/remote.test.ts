import { describe, expect, test } from 'vitest'
import { commitLink, permalink } from '../../../src/permalink.ts'
import { parseRemote } from '../../../src/sources/git/remote.ts'

describe('parseRemote', () => {
  const ours = { name: 'example/ringcache', url: 'https://github.com/example/ringcache' }
  test.each([
    'https://github.com/example/ringcache',
    'https://github.com/example/ringcache.git',
    'https://github.com/example/ringcache/',
    'https://bob:secret@github.com/example/ringcache.git',
    'https://x-access-token:ghs_abc@github.com/example/ringcache',
    'http://github.com/example/ringcache.git',
    'git://github.com/example/ringcache.git',
    'git@github.com:example/ringcache.git',
    'github.com:example/ringcache',
    'ssh://git@github.com/example/ringcache.git',
    'ssh://git@github.com:22/example/ringcache.git',
    'ssh://git@ssh.github.com:443/example/ringcache.git',
    'git+ssh://git@GitHub.com/example/ringcache.git',
  ])('%s', (remote) => expect(parseRemote(remote)).toEqual(ours))

  test.each([
    ['https://gitlab.com/group/sub/project.git', { name: 'group/sub/project', url: 'https://gitlab.com/group/sub/project' }],
    ['https://git.example.org:8443/a/b.git', { name: 'a/b', url: 'https://git.example.org:8443/a/b' }],
    ['work-github:example/ringcache.git', { name: 'example/ringcache', url: null }],
    ['/srv/git/a/b.git', null],
    ['../b', null],
    ['file:///srv/a/b', null],
    ['C:\\code\\b', null],
    ['C:/code/b', null],
    ['https://github.com/only-one', null],
    ['https://github.com/a/..', null],
    ['https://github.com/a/<script>', null],
    ['ext::sh -c x', null],
    ['', null],
  ])('%s', (remote, expected) => expect(parseRemote(remote)).toEqual(expected))
})

describe('permalink', () => {
  test.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/abc/a%20b/c%23.go#L3-L9'],
    ['https://gitlab.com/o/r', 'https://gitlab.com/o/r/-/blob/abc/a%20b/c%23.go#L3-9'],
    ['https://bitbucket.org/o/r', 'https://bitbucket.org/o/r/src/abc/a%20b/c%23.go#lines-3:9'],
    ['https://codeberg.org/o/r', 'https://codeberg.org/o/r/src/commit/abc/a%20b/c%23.go#L3-L9'],
    ['https://git.sr.ht/~o/r', 'https://git.sr.ht/~o/r/tree/abc/item/a%20b/c%23.go#L3-9'],
  ])('of lines on %s', (url, expected) => expect(permalink(url, 'abc', 'a b/c#.go', [3, 9])).toBe(expected))

  test('of a file, of one line, of a commit', () => {
    expect(permalink('https://github.com/o/r', 'abc', 'a.go')).toBe('https://github.com/o/r/blob/abc/a.go')
    expect(permalink('https://github.com/o/r', 'abc', 'a.go', [3, 3])).toBe('https://github.com/o/r/blob/abc/a.go#L3')
    expect(commitLink('https://github.com/o/r', 'abc')).toBe('https://github.com/o/r/commit/abc')
    expect(commitLink('https://gitlab.com/o/r', 'abc')).toBe('https://gitlab.com/o/r/-/commit/abc')
  })
})

import { describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { parsePullRequestFile } from '../../src/sources/pull-request-file.ts'

const full = `---
title: "cache: shard the LRU lock"
url: https://github.com/example/ringcache/pull/218
author: tomasz-w
merged: 2026-09-30
merge: fb4ea71f712cf956113d39b29b941d773f1bf016
labels: [performance]
issues:
  - number: 190
    url: https://github.com/example/ringcache/issues/190
    title: Get is slow
    text: p99 follows the cache.
threads:
  - path: cache.go
    line: 31
    messages:
      - by: reviewer
        name: mira
        text: Why 16 shards?
      - by: author
        text: |
          A fixed power of two.

          8 left some contention.
---

\`Cache\` has one mutex.

---
Not front matter.
`

describe('parsePullRequestFile', () => {
  test('reads facts, issues, threads and the body after them', () => {
    expect(parsePullRequestFile(full, 'pr.md')).toEqual({
      description: '`Cache` has one mutex.\n\n---\nNot front matter.\n',
      title: 'cache: shard the LRU lock',
      number: 218,
      url: 'https://github.com/example/ringcache/pull/218',
      author: 'tomasz-w',
      date: '2026-09-30',
      merge: 'fb4ea71f712cf956113d39b29b941d773f1bf016',
      labels: ['performance'],
      threads: [
        {
          kind: 'issue',
          number: 190,
          url: 'https://github.com/example/ringcache/issues/190',
          title: 'Get is slow',
          path: null,
          line: null,
          messages: [{ by: 'other', name: null, text: 'p99 follows the cache.' }],
        },
        {
          kind: 'review',
          number: null,
          url: null,
          title: null,
          path: 'cache.go',
          line: 31,
          messages: [
            { by: 'reviewer', name: 'mira', text: 'Why 16 shards?' },
            { by: 'author', name: null, text: 'A fixed power of two.\n\n8 left some contention.\n' },
          ],
        },
      ],
    })
  })

  test('the same with line breaks of Windows', () => {
    expect(parsePullRequestFile(full.replaceAll('\n', '\r\n'), 'pr.md')).toEqual(parsePullRequestFile(full, 'pr.md'))
  })

  test.each([
    ['no front matter', 'Just words.\n\n---\n\nMore.', 'Just words.\n\n---\n\nMore.'],
    ['a rule that nothing closes', '---\nJust words.', '---\nJust words.'],
    ['empty front matter', '---\n---\nWords.', 'Words.'],
    ['nothing', '', ''],
  ])('a file with %s is a description', (_, text, description) => {
    expect(parsePullRequestFile(text, 'pr.md')).toMatchObject({ description, title: null, number: null, threads: [] })
  })

  test.each([
    ['a key that nobody knows', 'title: x\nautor: me', 'pr.md:3: there is no key "autor". Did you mean "author"?'],
    [
      'a key far from every other',
      'zzzzzzzzzz: 1',
      'pr.md:2: there is no key "zzzzzzzzzz". Known keys: title, url, number, author, merged, merge, labels, issues, threads.',
    ],
    [
      'a key of a thread',
      'threads:\n  - file: a.go\n    messages: [{ by: author, text: x }]',
      'pr.md:3: there is no key "file". Known keys: path, line, url, messages.',
    ],
    [
      'a key of a message',
      'threads:\n  - messages:\n      - by: author\n        txt: x',
      'pr.md:5: there is no key "txt". Did you mean "text"?',
    ],
    ['a wrong date', 'title: x\nmerged: 30.9.2026', 'pr.md:3: merged must be a date, as in 2026-09-30.'],
    ['a short commit id', 'merge: fb4ea71', 'pr.md:2: merge must be a full commit id, as git rev-parse prints it.'],
    ['an address without https', 'url: http://x.co', 'pr.md:2: url must be an address that begins with https://.'],
    ['a number in words', 'number: twelve', 'pr.md:2: number must be a number.'],
    ['a title that is a number', 'title: 12', 'pr.md:2: title must be words (in quotes).'],
    [
      'somebody else as speaker',
      'threads:\n  - messages:\n      - by: bot\n        text: x',
      'pr.md:4: threads.0.messages.0.by must be author, reviewer or other.',
    ],
    ['a key twice', 'title: x\ntitle: y', 'pr.md:3: the front matter is no plain YAML: Map keys must be unique.'],
    ['a colon in words', 'title: cache: shard', 'pr.md:2: the front matter is no plain YAML: '],
    ['words alone', 'only words', 'pr.md:2: the front matter holds no keys.'],
    ['aliases', 'title: &a x\nauthor: *a', 'pr.md: the front matter uses anchors and aliases'],
    ['a tag that runs code elsewhere', 'title: !!js/function "x"', 'pr.md:2: the front matter is no plain YAML: '],
  ])('%s is a fault with its line', (_, frontMatter, message) => {
    const parse = () => parsePullRequestFile(`---\n${frontMatter}\n---\nbody`, 'pr.md')
    expect(parse).toThrow(KnownError)
    expect(parse).toThrow(message)
  })

  test.each([
    [
      'references within references',
      `a: &a [x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [${Array(9).fill(i === 0 ? '*a' : `*b${i - 1}`)}]`).join('\n')}`,
    ],
    ['ten thousand brackets', `title: ${'['.repeat(10_000)}`],
  ])('%s end soon in a fault', (_, frontMatter) => {
    const started = performance.now()
    expect(() => parsePullRequestFile(`---\n${frontMatter}\n---\n`, 'pr.md')).toThrow(KnownError)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

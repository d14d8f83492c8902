import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeTitle } from '../../src/policy/grammar.ts'
import { isSafeEntryPath, slugify } from '../../src/policy/paths.ts'

describe('safeTitle', () => {
  test.each([
    ['cache: shard the LRU lock (2.9x)', 'cache: shard the LRU lock (2.9x)'],
    ['Fixes #12 @org/team [skip ci] `x` <b>', 'Fixes 12 org team skip ci x b'],
    ['naïve 快取 v1.2, +3', 'naïve 快取 v1.2, +3'],
    ['a\nSigned-off-by: x\u202e\u0007', 'a Signed-off-by: x'],
    ['Make get 40% faster (~3x), 3 ms -> 2 ms', 'Make get 40 percent faster (about 3x), 3 ms to 2 ms'],
    ['p99 < 10 ms & > 5 tok/s', 'p99 under 10 ms and over 5 tok per s'],
    ["Don't copy: GH-12", 'Don’t copy: GH 12'],
    ['word '.repeat(60), 'word '.repeat(40).trim()],
    ['x'.repeat(300), 'x'.repeat(200)],
    ['', ''],
  ])('%j', (title, safe) => expect(safeTitle(title)).toBe(safe))

  test('holds nothing that acts, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const safe = safeTitle(title)
        expect(safe).toMatch(/^[\p{L}\p{N} ,.:()+-]*$/u)
        expect(safeTitle(safe)).toBe(safe)
      }),
    )
  })
})

describe('slugify', () => {
  test.each([
    ['Sharding one lock: 61 ns instead of 183 ns', 'sharding-one-lock-61-ns-instead-of-183-ns'],
    ['Éclair & Größe', 'eclair-gro-e'],
    ['快取', 'study'],
    ['x'.repeat(100), 'x'.repeat(60)],
    [`${'word '.repeat(30)}`, Array(12).fill('word').join('-')],
  ])('%s', (title, slug) => expect(slugify(title)).toBe(slug))

  test('is always a folder name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expect(slugify(title)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      }),
    )
  })
})

test.each([
  ['index.md', true],
  ['data/old.txt', true],
  ['data/criterion/get/new/estimates.json', false],
  ['data/a/b/c.json', true],
  ['../x', false],
  ['a/../b', false],
  ['/x', false],
  ['.git/config', false],
  ['data/.hidden', false],
  ['a//b', false],
  ['a\\b', false],
  ['a b', false],
  ['naïve.md', false],
  ['', false],
  ['a'.repeat(201), false],
])('path %s is safe: %s', (path, expected) => expect(isSafeEntryPath(path)).toBe(expected))

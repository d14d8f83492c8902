import { expect, test } from 'vitest'
import { nearest } from '../src/nearest.ts'

test.each([
  ['autor', ['title', 'author', 'url'], ['author']],
  ['tilte', ['title', 'author'], ['title']],
  ['Main', ['main', 'maint', 'release'], ['main', 'maint']],
  ['main', ['origin/main', 'v1.0'], ['origin/main']],
  ['file', ['path', 'line', 'url'], []],
  ['v1.2.0', ['v1.2.1', 'v1.3.0', 'v9.9.9', 'main'], ['v1.2.1', 'v1.3.0']],
  ['x', ['y'], []],
  ['anything', [], []],
])('%s is nearest to %j: %j', (word, known, expected) => {
  expect(nearest(word, known, 2)).toEqual(expected)
})

import { expect, test } from 'vitest'
import { firstMembers, keysOf, pointer, records, root } from '../../../src/benchmarks/document/node.ts'

test('keys of a large object are listed once', () => {
  const large = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`metric-${index}`, index]))
  expect(keysOf(large)).toBe(keysOf(large))
  expect(keysOf(large)).toEqual(Object.keys(large))
  expect(firstMembers(large)).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('what is no object has no keys', () => {
  for (const value of [undefined, null, 'text', 7, ['a']]) expect([keysOf(value), firstMembers(value)]).toEqual([[], []])
})

test('records stand alone, in a list, or in a list of lists, and know where', () => {
  const of = (value: unknown) => records(root(value)).map(pointer)
  expect([of({}), of([{}, 1, {}]), of([[{}], [{}, [{}]], {}])]).toEqual([[''], ['/0', '/2'], ['/0/0', '/1/0', '/2']])
  expect(records(null)).toEqual([])
})

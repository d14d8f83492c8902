import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/benchmarks/document/json-parse.ts'

describe('parseJson', () => {
  test('answers null for a text that does not begin like JSON', () => {
    expect(parseJson('Benchmark 1')).toBeNull()
    expect(parseJson('"a string"')).toBeNull()
    expect(parseJson('')).toBeNull()
  })

  test('reads one document', () =>
    expect(parseJson(' {"a":[1,"x",null,true]}\n')).toEqual({ values: [{ a: [1, 'x', null, true] }], starts: [1], fault: null }))

  test("reads Python's NaN and Infinity", () => {
    expect(parseJson('{"a": NaN, "b": [Infinity, -Infinity, -1.5e3]}')?.values).toEqual([
      { a: Number.NaN, b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1500] },
    ])
  })

  test('reads JSON Lines and objects appended to one file', () => {
    expect(parseJson('{"a":1}\n{"a":NaN}\n\n{"a":3}\n')).toMatchObject({
      values: [{ a: 1 }, { a: Number.NaN }, { a: 3 }],
      starts: [0, 8, 19],
    })
    expect(parseJson('{\n "a": 1\n}\n{\n "a": 2\n}')).toMatchObject({ values: [{ a: 1 }, { a: 2 }], starts: [0, 12] })
    expect(parseJson('{"a":1}{"a":2}')?.values).toEqual([{ a: 1 }, { a: 2 }])
  })

  test.each([
    ['a missing colon', '{"a" 1}', 5, 'expected ":" after "a"'],
    ['a bare key', '{a: 1}', 1, 'expected a key in quotes'],
    ['a wrong escape', '{"a": "\\x"}', 6, 'a string with a control character or a wrong escape'],
    ['a trailing comma', '[1,]', 3, 'expected a value'],
  ])('says where %s breaks', (_, text, position, message) =>
    expect(parseJson(text)).toEqual({ values: [], starts: [], fault: { position, message, isCut: false } }))

  test.each([
    ['in a list', '{"a": [1, 2\n', 12],
    ['in a string', '{"a": "b', 6],
    ['in a key', '{"a": 1, "b', 9],
    ['before a value', '{"a": ', 6],
    ['in a word', '{"a": tru', 6],
    ['in a number', '[1, 2.', 5],
  ])('says that a text was cut off %s', (_, text, position) =>
    expect(parseJson(text)).toEqual({ values: [], starts: [], fault: { position, message: 'the file ends in the middle', isCut: true } }))

  test('keeps what stood before the break', () => {
    expect(parseJson('{"a":1}\n{"a":2}\n{"a":')).toMatchObject({ values: [{ a: 1 }, { a: 2 }], fault: { position: 21 } })
  })

  test('refuses nesting that no tool writes, without falling over', () => {
    expect(parseJson('[NaN,'.repeat(100_000))?.fault?.message).toBe('more than 200 levels deep')
  })

  test('takes __proto__ for a key like any other', () => {
    const [value] = parseJson('{"__proto__": {"a": NaN}}')?.values ?? []
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect({}).not.toHaveProperty('a')
  })
})

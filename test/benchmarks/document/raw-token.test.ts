import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../../src/benchmarks/document/document.ts'
import { at, entries, items, type JsonNode, pointer } from '../../../src/benchmarks/document/node.ts'

const open = (text: string) => openDocument({ path: 'x.json', text, siblings: () => null })

function tokensOf(text: string, ways: (string | number)[][]): (string | null)[] {
  const document = open(text)
  return ways.map((way) => (document.json === null ? null : document.token(at(document.json, ...way))))
}

describe('the text of a JSON value', () => {
  test('is what stands in the file, not what it means', () => {
    const text = '{"a": 1e1, "b": 12345678901234567890, "c": 0.10, "d": "12.50", "e": -0}'
    expect(tokensOf(text, [['a'], ['b'], ['c'], ['d'], ['e']])).toEqual(['1e1', '12345678901234567890', '0.10', '"12.50"', '-0'])
  })

  test('is found in any order', () => {
    const text = '[{"t": 1.0, "u": 2.0}, {"t": 3.0, "u": 4.0}, {"u": 5.0, "t": 6.0}]'
    expect(
      tokensOf(text, [
        [2, 't'],
        [0, 'u'],
        [1, 't'],
        [0, 't'],
        [2, 'u'],
        [1, 'u'],
      ]),
    ).toEqual(['6.0', '2.0', '3.0', '1.0', '5.0', '4.0'])
  })

  test('is not taken from a text that only looks like the key', () => {
    expect(tokensOf('{"note": "\\"mean\\": 1", "x": {"mean": 2}, "mean": 1.0}', [['mean'], ['x', 'mean']])).toEqual(['1.0', '2'])
  })

  test('is the last one of equal keys, as for JSON.parse', () => expect(tokensOf('{"a": 1, "b": 0, "a": 1.50}', [['a']])).toEqual(['1.50']))

  test('is found under escaped keys and in arrays', () => {
    expect(tokensOf('{"\\u00b5s\\n": [[1, 2.50], [3]], "a/b": 7.0}', [['µs\n', 0, 1], ['a/b']])).toEqual(['2.50', '7.0'])
  })

  test('is found in every value of a sequence', () => {
    expect(
      tokensOf('{"a": 1.0}\n{"a": 1.00, "b": [NaN]}\n{"a": 1.000}', [
        [2, 'a'],
        [0, 'a'],
        [1, 'a'],
        [1, 'b', 0],
      ]),
    ).toEqual(['1.000', '1.0', '1.00', 'NaN'])
  })

  test('has a line', () => {
    const document = open('{\n "a": [\n  1,\n  null ]\n}')
    expect(document.json && document.lineOf(at(document.json, 'a', 1))).toBe(4)
  })

  test('is right for every scalar of any document, in any order', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 0, max: 3 }), fc.infiniteStream(fc.nat()), (json, space, order) => {
        const text = JSON.stringify({ top: JSON.parse(json) as unknown }, null, space)
        const document = open(text)
        const scalars = document.json === null ? [] : scalarsOf(document.json)
        const shuffled = scalars.map((node) => ({ node, key: order.next().value })).sort((a, b) => a.key - b.key)
        for (const { node } of shuffled) expect(document.token(node), pointer(node)).toBe(JSON.stringify(node.value))
      }),
      { seed: 20261002, numRuns: 300 },
    )
  })
})

function scalarsOf(node: JsonNode): JsonNode[] {
  const inside = [...items(node), ...entries(node).map(([, child]) => child)]
  return typeof node.value === 'object' && node.value !== null ? inside.flatMap(scalarsOf) : [node]
}

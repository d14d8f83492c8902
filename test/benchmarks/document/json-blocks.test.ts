import { describe, expect, test } from 'vitest'
import { openDocument } from '../../../src/benchmarks/document/document.ts'
import { blockWriter, jsonBlocks } from '../../../src/benchmarks/document/json-blocks.ts'
import { at } from '../../../src/benchmarks/document/node.ts'
import { findings } from '../../../src/benchmarks/findings.ts'

const open = (text: string) => openDocument({ path: '', text, siblings: () => null })
const values = (text: string) => jsonBlocks(open(text), '"a"').map((block) => block.json?.value)

describe('JSON in other text', () => {
  test('is found on single lines, indented, and behind an assignment', () => {
    expect(values('log\n{"a": 1}\nmore\n  {\n    "a": {\n      "b": 2\n    }\n  }\nend')).toEqual([{ a: 1 }, { a: { b: 2 } }])
    expect(values('window.DATA = {\n"a": [1,\n2]}\n')).toEqual([{ a: [1, 2] }])
  })

  test('of other kinds is passed over', () => expect(values('log\n{"c": 1}\n[INFO] "a"\n')).toEqual([]))

  test('that breaks off does not take the next one with it', () => expect(values('log\n{\n  "a": [\n{"a": 2}\n')).toEqual([{ a: 2 }]))

  test('is the document itself where there is nothing else', () => {
    const document = open('{"c": 1}')
    expect(jsonBlocks(document, '"a"')).toEqual([document])
  })
})

test('a figure of a block has its line in the whole text', () => {
  const document = open('log\nlog\n{\n  "a": 1.50,\n  "b": null,\n  "c": "x"\n}\n')
  const found = findings(document)
  const [block] = jsonBlocks(document, '"a"')
  if (block?.json == null) throw new Error('no block')
  const write = blockWriter(document, block, found)
  for (const key of ['a', 'b', 'missing']) write.figure(at(block.json, key), { metric: key })
  found.flag('derived-value', 'why', write.place(at(block.json, 'c')))
  expect(found.measurements).toMatchObject([{ metric: 'a', value: 1.5, locator: { line: 4, text: '1.50' } }])
  expect(found.flags).toMatchObject([
    { code: 'not-a-number', locator: { line: 5 } },
    { code: 'derived-value', locator: { line: 6, text: 'x' } },
  ])
})

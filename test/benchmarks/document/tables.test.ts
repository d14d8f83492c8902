import { describe, expect, test } from 'vitest'
import { csvCells, csvHeader, readCsv } from '../../../src/benchmarks/document/csv.ts'
import { openDocument } from '../../../src/benchmarks/document/document.ts'
import { splitLines } from '../../../src/benchmarks/document/lines.ts'
import { readTables } from '../../../src/benchmarks/document/pipe-table.ts'

const open = (text: string) => openDocument({ path: 'x', text, siblings: () => null })

describe('readCsv', () => {
  test('reads quoted cells, and rows with their line', () => {
    const [table] = readCsv(open('name,ms\n"a, b",1.5\nc,"2"\n'))
    expect(table).toMatchObject({
      header: ['name', 'ms'],
      rows: [
        { cells: ['a, b', '1.5'], line: { number: 2 } },
        { cells: ['c', '2'], line: { number: 3 } },
      ],
      ragged: [],
    })
  })

  test('sets rows apart whose cells do not fit the header', () => {
    const [table] = readCsv(open('a,b\n1,2\n3\n4,5,6\n'))
    expect(table?.rows.map(({ cells }) => cells)).toEqual([['1', '2']])
    expect(table?.ragged.map(({ line }) => line.number)).toEqual([3, 4])
  })

  test('begins a new table after an empty line, with its own delimiter', () => {
    expect(readCsv(open('a,b\n1,2\n\nc;d;e\n3;4;5')).map(({ header }) => header)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ])
  })

  test('does not lose the other rows over a quote that never closes', () => {
    const [table] = readCsv(open('a,b\n1,2\n"3,4\n5,6'))
    expect([...(table?.rows ?? []), ...(table?.ragged ?? [])].map(({ line }) => line.number)).toEqual([2, 3, 4])
  })

  test.each([
    ['a doubled quote', '"a ""b"" c",1', ['a "b" c', '1']],
    ['a delimiter and a line end in quotes', '"a,\nb",1', ['a,\nb', '1']],
    ['a quote within a cell', '5" disk,"1"', ['5" disk', '1']],
    ['words behind a closed quote', '"a" b,1', ['"a" b', '1']],
    ['nothing behind the last delimiter', '"a",', ['a', '']],
  ])('reads %s', (_, row, cells) => {
    const [table] = readCsv(open(`x,y\n${row}\n7,8\n`))
    expect(table?.rows.map((one) => one.cells)).toEqual([cells, ['7', '8']])
  })

  test('reads a megabyte of rows that fit no header as quickly as others', () => {
    const start = process.cpuUsage()
    const [table] = readCsv(open(`"a","b"\n${'"1"\n'.repeat(250_000)}`))
    expect(table?.ragged.length).toBe(250_000)
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1)
  })

  test('knows the header by the first line that is no profiler remark', () => {
    expect(csvHeader(open('==PROF== Connected\n\nid;time\n1;2'))).toEqual(['id', 'time'])
    expect(csvHeader(open('{"a": 1}'))).toEqual([])
  })

  test('reads one line by itself', () => expect(csvCells({ number: 1, text: '"a,b",,c' }, ',')).toEqual(['a,b', '', 'c']))
})

describe('readTables', () => {
  test('reads tables with the line above', () => {
    const text = 'On GPU 0:\n\n| a | b |\n|:--|--:|\n| x \\| y | 1 |\n| z | 2 |\n\ntext | no table\n| c |\n| - |\n'
    const [first, second] = readTables(splitLines(text))
    expect(first).toMatchObject({
      header: ['a', 'b'],
      above: { text: 'On GPU 0:' },
      rows: [{ cells: ['x | y', '1'], line: { number: 5 } }, { cells: ['z', '2'] }],
    })
    expect(second).toMatchObject({ header: ['c'], rows: [], above: { text: 'text | no table' } })
  })
})

describe('splitLines', () => {
  test('gives the states of a progress bar the number of their line', () => {
    expect(splitLines('a\n 0%\r100%\rtime: 1 s\nb', 10)).toEqual([
      { number: 10, text: 'a' },
      { number: 11, text: ' 0%' },
      { number: 11, text: '100%' },
      { number: 11, text: 'time: 1 s' },
      { number: 12, text: 'b' },
    ])
  })
})

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { remember, rememberColumn, rememberLast } from '../../src/benchmarks/remember.ts'

/** What was worked out, in order. */
function counted(most?: number) {
  const worked: string[] = []
  const answer = remember((word) => {
    worked.push(word)
    return word === 'none' ? null : word.toUpperCase()
  }, most)
  return { worked, answer }
}

test('a word is worked out once, also one whose answer is nothing', () => {
  const { worked, answer } = counted()
  expect(['ms', 'none', 'ms', 'none'].map(answer)).toEqual(['MS', null, 'MS', null])
  expect(worked).toEqual(['ms', 'none'])
})

test('words that differ in every row do not fill it for ever: the next file is remembered again', () => {
  const { worked, answer } = counted(10)
  for (let row = 0; row < 25; row++) answer(`row ${row}`)
  answer('ms')
  answer('ms')
  expect(worked.filter((word) => word === 'ms')).toHaveLength(1)
})

test('a long word is answered and not kept', () => {
  const { worked, answer } = counted()
  const long = 'x'.repeat(10_000)
  expect([answer(long), answer(long)]).toEqual([long.toUpperCase(), long.toUpperCase()])
  expect(worked).toHaveLength(2)
})

test('a word cut out of a large text does not keep the text in memory', () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const { answer } = counted()
  gc()
  const before = process.memoryUsage().heapUsed
  for (let file = 0; file < 20; file++) {
    // Joined, the text is one piece in memory, as a file that was read.
    const text = [`tokens per second in file ${file}, `, 'x'.repeat(2_000_000)].join('')
    answer(text.slice(0, text.indexOf(',')))
  }
  gc()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10e6)
})

test('what was asked about last is worked out once, until something else is asked about', () => {
  const worked: number[] = []
  const answer = rememberLast(({ row }: { row: number }) => {
    worked.push(row)
    return row * 10
  })
  const [first, second] = [{ row: 1 }, { row: 2 }]
  expect([first, first, second, first].map(answer)).toEqual([10, 10, 20, 10])
  expect(worked).toEqual([1, 2, 1])
})

test('a column is worked out once for rows with the same keys, and anew for a row with others', () => {
  const worked: string[] = []
  const answer = rememberColumn((key) => {
    worked.push(key)
    return key.toUpperCase()
  })
  const rows = [['a', 'b'], ['a', 'b'], ['b'], ['a', 'b']]
  expect(rows.map((keys) => keys.map(answer))).toEqual([['A', 'B'], ['A', 'B'], ['B'], ['A', 'B']])
  expect(worked).toEqual(['a', 'b', 'b', 'a'])
})

import { describe, expect, test } from 'vitest'
import { quantities } from '../../../src/benchmarks/prose/quantity.ts'

/** `value unit`, with the number behind `±`, and exactly the words that were taken. */
function shown(text: string): string[] {
  return quantities(text).map((q) => `${q.value} ${q.unit}${q.spread ? ` ± ${q.spread.value}` : ''} = ${text.slice(q.start, q.end)}`)
}

describe('numbers with what follows them', () => {
  test.each([
    ['14.2 us and 5.1 us', ['14.2 us = 14.2 us', '5.1 us = 5.1 us']],
    ['1,256,422 ns/iter (+/- 27,839)', ['1256422 ns/iter ± 27839 = 1,256,422 ns/iter (+/- 27,839)']],
    ['410.3 ms ±  19.9 ms', ['410.3 ms ± 19.9 = 410.3 ms ±  19.9 ms']],
    ['184±3ms', ['184 ms ± 3 = 184±3ms']],
    ['61.3 ns ± 2%', ['61.3 ns ± 0.02 = 61.3 ns ± 2%']],
    ['90.5 token / s', ['90.5 token / s = 90.5 token / s']],
    ['12453.04 tokens per second', ['12453.04 tokens per second = 12453.04 tokens per second']],
    ['14.2 us per layer', ['14.2 us = 14.2 us']],
    ['30.76 tok/s/user', ['30.76 tok/s/user = 30.76 tok/s/user']],
    ['1m 30s', ['90 s = 1m 30s']],
    ['from 14 min to 6 min 30 s', ['14 min = 14 min', '390 s = 6 min 30 s']],
    ['1 h 5 min instead of 2 hours and 10 minutes', ['3900 s = 1 h 5 min', '7800 s = 2 hours and 10 minutes']],
    ['1h2m3s, 2h 14m', ['3723 s = 1h2m3s', '8040 s = 2h 14m']],
    ['5 min for 3 s of work', ['5 min = 5 min', '3 s = 3 s']],
    ['19m29.394s', ['1169.394 s = 19m29.394s']],
    ['0 days 00:00:07.055290', ['7.05529 s = 0 days 00:00:07.055290']],
    ['−3.87%', ['-3.87 % = −3.87%']],
    ['272k -> 253k', ['272 k = 272k', '253 k = 253k']],
    ['5 s. 6 s, 7 s;', ['5 s = 5 s', '6 s = 6 s', '7 s = 7 s']],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })
})

describe('names with digits are no numbers', () => {
  test.each([
    'H100',
    'v1.2.3',
    '1.2.3',
    '#4512',
    'x86_64',
    'Llama-3-8B',
    '12:30:01',
    'int8',
    'p99',
    'commit 3f9c2ab',
    '$5x',
    'a/3b',
  ])('%s', (text) => {
    expect(shown(text)).toEqual([])
  })

  test('a number too large for a double is none', () => {
    expect(shown('1e999 ms')).toEqual([])
  })
})

/** Which numerals a text holds, what they say, and which of them are only names. */
import { describe, expect, test } from 'vitest'
import type { Numeral } from '../../src/claims/check/numeral.ts'
import { findNumerals } from '../../src/claims/numerals.ts'

/** `61 ns = 61 time`, `ten runs = (10)`: brackets for what is a figure only where a ledger expects one. */
function shown({ text, value, dimension, nouns, date, firm, sign }: Numeral): string {
  if (date !== null) return `${text} = ${date}`
  const what = `${sign}${Number(value.toPrecision(6))}${
    dimension === ''
      ? nouns
          .slice(0, 1)
          .map((noun) => ` ${noun}`)
          .join('')
      : ` ${dimension}`
  }`
  return `${text} = ${firm ? what : `(${what})`}`
}

const numeralsOf = (text: string) => findNumerals(text).map(shown)

describe('figures', () => {
  test.each<[string, string[]]>([
    ['a Get takes 61 ns instead of 183 ns', ['61 ns = 61 time', '183 ns = 183 time']],
    ['66 % less time (95 % interval 65 to 67 %)', ['66 % = 66 %', '95 % = 95 %', '65 = 65 %', '67 % = 67 %']],
    ['went from 4,655 to 4,749 tok/s', ['4,655 = 4655 rate:token', '4,749 tok/s = 4749 rate:token']],
    ['4,749 tokens a second', ['4,749 tokens a second = 4749 rate:token']],
    ['120 MB per second', ['120 MB per second = 120 rate:data']],
    ['14.2, 5.1 and 3 µs', ['14.2 = 14.2 time', '5.1 = 5.1 time', '3 µs = 3 time']],
    ['19.3→11.8 µs', ['19.3 = 19.3 time', '11.8 µs = 11.8 time']],
    ['65–67 %', ['65 = 65 %', '67 % = 67 %']],
    ['+8 ms and −0.53 ms', ['+8 ms = +8 time', '−0.53 ms = -0.53 time']],
    ['2.98× as fast, 3x the memory, 4.8 times as long', ['2.98× = 2.98 ×', '3x = 3 ×', '4.8 times = 4.8 ×']],
    ['1,184 B, 17 allocs/op', ['1,184 B = 1184 data', '17 allocs/op = 17']],
    ['a 30-second pause, a 3-fold gain', ['30-second = 30 time', '3-fold = 3 ×']],
    ['2.1 million messages, 16k tokens', ['2.1 = 2100000 message', '16k = 16000 token']],
    ['3 files, 163 lines added, 58 removed', ['3 = 3 file', '163 = 163 line', '58 = 58 removed']],
    ['an accuracy of 0.94', ['0.94 = 0.94']],
    ['7,6 ms', ['7,6 ms = NaN time']],
  ])('%s', (text, expected) => {
    expect(numeralsOf(text)).toEqual(expected)
  })
})

describe('number words', () => {
  test.each<[string, string[]]>([
    ['ten runs a side', ['ten = 10 run']],
    ['one run each', ['one = 1 run']],
    ['twice as long, half the time', ['twice = 2 ×', 'half = 0.5 ×']],
    ['it halves the latency and doubles throughput', ['halves = 0.5 ×', 'doubles = 2 ×']],
    ['three times as many', ['three times = 3 ×']],
    ['an order of magnitude less', ['an order of magnitude = 10 ×']],
    ['a third of the time', ['a third = 0.333333 ×']],
    ['two hundred milliseconds', ['two hundred milliseconds = 200 time']],
    ['four copies of it', ['four = (4 copie)']],
    ['half the battle, the other half, twice a day', []],
    ['one of the two', ['one = (1)', 'two = (2)']],
    ['no one, another one, the old one', []],
  ])('%s', (text, expected) => {
    expect(numeralsOf(text)).toEqual(expected)
  })
})

describe('names', () => {
  test.each([
    'an H100 and two A100s in int8, fp16 and bf16'.replace('two A100s', 'A100s'),
    'Llama-3-8B on CUDA 12.4 with Python 3.11, 3.12 and 3.13',
    'HTTP/2 on port 8443 answers 404 errors with UTF-8',
    'issue 4015, pull request 218, RFC 9110, step 3, line 412, #1018, e5',
    'at 10:30 in 2019, v1.2.3, 0x1F, 3D, 1st, 99th percentile, p99, x86-64',
    'a 64-bit, 8-core machine and a 7B model',
    'commit 9f2c1ab on 192.168.0.1/24 and https://example.org/42',
    'Bazel 7 enables what Bazel 6 did not, and GCC 13 rejects it',
    '8 × H100 SXM, A100 80GB, iPhone 6s, 502s',
  ])('%s', (text) => {
    expect(findNumerals(text).filter((numeral) => numeral.firm)).toEqual([])
  })
})

describe('dates', () => {
  test.each([
    ['merged on 30 September 2026', '30 September 2026 = 2026-09-30'],
    ['on September 30, 2026', 'September 30, 2026 = 2026-09-30'],
    ['2026-09-30', '2026-09-30 = 2026-09-30'],
    ['in October 2024', 'October 2024 = 2024-10'],
  ])('%s', (text, expected) => {
    expect(numeralsOf(text)).toEqual([expected])
  })
})

test('a comparing word bounds a figure, an "about" leaves its zeros open', () => {
  expect(findNumerals('more than 60 %, at most 9 ms, about 4,700 tok/s').map(({ bound, approximate }) => [bound, approximate])).toEqual([
    ['above', false],
    ['below', false],
    [null, true],
  ])
})

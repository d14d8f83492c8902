import { describe, expect, test } from 'vitest'
import { countWord, decimal, longDate, round, sharedDecimals, signed, writtenDecimals } from '../../src/claims/digits.ts'

describe('round', () => {
  test.each([
    [198.45, 1, 198.4],
    [1.006, 2, 1.01],
    [-2.5, 0, -3],
    [0, 3, 0],
    [1234.5, -2, 1235],
  ])('%d to %d decimals is %d', (value, decimals, expected) => expect(round(value, decimals)).toBe(expected))
})

describe('decimal', () => {
  test.each([
    [4654.55, 0, '4,655'],
    [1234567.891, 1, '1,234,567.9'],
    [-0.53, 2, '\u22120.53'],
    [-0.001, 2, '0.00'],
    [97, 1, '97.0'],
  ])('%d with %d decimals is %s', (value, decimals, expected) => expect(decimal(value, decimals)).toBe(expected))

  test('a sign only where something grew or fell', () => {
    expect([signed(94.44, 0), signed(-7.5, 1), signed(0.001, 1)]).toEqual(['+94', '\u22127.5', '0.0'])
  })
})

describe('sharedDecimals', () => {
  test.each([
    [182.9, 61.41, 3, 1],
    [413.7, 1985.5, 3, 0],
    [21.3, 22.975, 3, 1],
    [182.9, 61.41, 2, 0],
    [0.0063, 0.0061, 2, 4],
    [0, 0, 3, 0],
  ])('%d and %d with %d significant digits: %d decimals', (a, b, significant, decimals) =>
    expect(sharedDecimals(a, b, significant)).toBe(decimals))

  test('sides that differ are told apart', () => expect(sharedDecimals(100.2, 100.4, 3)).toBe(1))
})

test('writtenDecimals reads what a source wrote', () => {
  expect(writtenDecimals('Mean TPOT (ms):  24.10', 24.1)).toBe(2)
  expect(writtenDecimals('12,345 tok/s', 12345)).toBe(0)
  expect(writtenDecimals('| 5.344 | 5.7 |', 5.7)).toBe(1)
  expect(writtenDecimals('n/a', 3)).toBeNull()
})

test('counts and dates in words', () => {
  expect([countWord(1), countWord(10), countWord(13)]).toEqual(['one', 'ten', '13'])
  expect(longDate('2026-09-30')).toBe('30 September 2026')
})

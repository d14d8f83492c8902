import { describe, expect, test } from 'vitest'
import { readCell, toNumber } from '../../src/benchmarks/cells.ts'

describe('readCell', () => {
  test.each([
    ['12,345', { value: 12345, text: '12,345', unit: '', plusMinus: null }],
    ['521.27us', { value: 521.27, text: '521.27', unit: 'us', plusMinus: null }],
    ['34.5 ± 8.8', { value: 34.5, text: '34.5', unit: '', plusMinus: { value: 8.8, percent: false } }],
    ['0.192416 (±1.48%)', { value: 0.192416, text: '0.192416', unit: '', plusMinus: { value: 1.48, percent: true } }],
    ['3,296 ns/iter (+/- 521)', { value: 3296, text: '3,296', unit: 'ns/iter', plusMinus: { value: 521, percent: false } }],
    ['15.041ms +/- 0.636%', { value: 15.041, text: '15.041', unit: 'ms', plusMinus: { value: 0.636, percent: true } }],
    ['**1.5x**', { value: 1.5, text: '1.5', unit: 'x', plusMinus: null }],
    ['−3.2%', { value: -3.2, text: '−3.2', unit: '%', plusMinus: null }],
    ['1e-05', { value: 1e-5, text: '1e-05', unit: '', plusMinus: null }],
    ['1.2 ± nonsense', { value: 1.2, text: '1.2', unit: '', plusMinus: null }],
  ])('reads %s', (cell, expected) => expect(readCell(cell)).toEqual(expected))

  test.each(['-', 'N/A', 'OOM', '', '   ', 'nan', '± 3', 'e5'])('finds no number in "%s"', (cell) => expect(readCell(cell)).toBeNull())

  test('does not take a list for thousands', () => expect(readCell('1,2,3')).toMatchObject({ value: 1 }))
  test('does not read a decimal comma as half a number', () =>
    expect(['3,5', '1.234,5 ns', '1.2.3'].map(readCell)).toEqual([null, null, null]))
})

test('toNumber reads what tools print and nothing else', () => {
  expect(['12,345.6', '1e3', '−3', ' 7 '].map(toNumber)).toEqual([12345.6, 1000, -3, 7])
  expect(['', 'x', '12ms', 'Infinity', '--', '1e999'].map(toNumber)).toEqual([null, null, null, null, null, null])
})

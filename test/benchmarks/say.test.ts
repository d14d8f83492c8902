import { expect, it } from 'vitest'
import { aSide, chance, count, digits, percent } from '../../src/benchmarks/say.ts'

it.each([
  [0.6642, '66 %'],
  [0.0212, '2.1 %'],
  [0.02, '2 %'],
  [0.1, '10 %'],
  [0.00035, '0.035 %'],
  [0.00000019, '0.000019 %'],
  [3.7924, '379 %'],
  [19.9961, '2000 %'],
  [0, '0 %'],
])('%d is %s', (fraction, text) => expect(percent(fraction)).toBe(text))

it('never says an exponent', () => expect([1e-12, 1e21].map(digits).join()).not.toMatch(/e/))

it('prints p as papers do', () =>
  expect([0.5, 0.0499, 0.0502, 0.00021, 0.00005].map(chance)).toEqual(['0.5', '0.0499', '0.05', '0.00021', 'below 0.0001']))

it('counts in words that agree', () => {
  expect([count(1, 'run'), count(2, 'run'), aSide(5, 5), aSide(1, 1), aSide(5, 6)]).toEqual([
    '1 run',
    '2 runs',
    '5 runs a side',
    '1 run a side',
    '5 and 6 runs',
  ])
})

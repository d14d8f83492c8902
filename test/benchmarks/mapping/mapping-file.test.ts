import { describe, expect, test } from 'vitest'
import { parseMapping } from '../../../src/benchmarks/mapping/mapping-file.ts'
import { ruleFor } from '../../../src/benchmarks/mapping/rule-for.ts'
import { KnownError } from '../../../src/errors.ts'

const rule = (more: string) => `mappings:\n  - files: "*.csv"\n${more}`

test('fills in what a rule leaves out', () => {
  expect(parseMapping(rule('    values:\n      - column: time_ms\n'), 'm.yml')).toEqual([
    {
      files: ['*.csv'],
      rows: null,
      decimal: null,
      name: [],
      condition: [],
      side: null,
      only: [],
      row: null,
      values: [
        {
          column: 'time_ms',
          metric: null,
          unit: null,
          better: 'unknown',
          statistic: 'value',
          role: 'result',
          samples: null,
          of: null,
          deviation: null,
        },
      ],
    },
  ])
})

test('takes one or several of what may be several', () => {
  const [found] = parseMapping(
    rule(
      '    name: [kernel, 2]\n    condition: batch\n    side: {column: v, baseline: main, candidate: [a, b]}\n    only: {status: [ok, 200]}\n    values: [{column: 3}]\n',
    ),
    'm.yml',
  )
  expect(found).toMatchObject({
    name: ['kernel', 2],
    condition: ['batch'],
    side: { column: 'v', baseline: ['main'], candidate: ['a', 'b'] },
    only: [{ column: 'status', is: ['ok', '200'] }],
  })
})

describe('faults have their line and the nearest key', () => {
  test.each([
    [
      'a key of a value',
      rule('    values:\n      - colum: x\n        column: y\n'),
      'm.yml:4: there is no key "colum". Did you mean "column"?',
    ],
    [
      'a key of a rule',
      rule('    vales: []\n    values:\n      - column: y\n'),
      'm.yml:3: there is no key "vales". Did you mean "values"?',
    ],
    [
      'a key at the top',
      `mapping: []\n${rule('    values: [{column: y}]\n')}`,
      'm.yml:1: there is no key "mapping". Did you mean "mappings"?',
    ],
    ['a missing list', 'mappings:\n  - files: x\n', 'm.yml:2: mappings.0.values must be a list'],
    ['no column', rule('    values:\n      - metric: x\n'), 'm.yml:4: mappings.0.values.0.column must be a header'],
    [
      'a direction',
      rule('    values:\n      - column: x\n        better: less\n'),
      'm.yml:5: mappings.0.values.0.better must be lower, higher or unknown',
    ],
    ['a column that is no number of one', rule('    name: 0\n    values: [{column: x}]\n'), 'm.yml:3: mappings.0.name'],
    [
      'a key beside a column',
      rule('    values:\n      - column: x\n        unit: {colum: u}\n'),
      'there is no key "colum". Did you mean "column"?',
    ],
    ['no YAML', 'mappings: [\n', 'the mapping is no plain YAML'],
    ['no keys', '- a\n- b\n', 'm.yml:1: the mapping holds no keys. It begins with "mappings:"'],
    ['an alias', 'mappings: &a\n  - files: *a\n', 'm.yml'],
  ])('%s', (_, text, message) => {
    expect(() => parseMapping(text, 'm.yml')).toThrow(KnownError)
    expect(() => parseMapping(text, 'm.yml')).toThrow(message)
  })
})

test.each([
  ['*.csv', 'a.csv', true],
  ['*.csv', 'deep/er/a.csv', true],
  ['results/*.csv', '/home/me/results/a.csv', true],
  ['./results/*.csv', './results/a.csv', true],
  ['results/*.csv', 'other/a.csv', false],
  ['results/*.csv', 'results/deep/a.csv', false],
  ['results/**/*.csv', 'results/deep/a.csv', true],
  ['*.json', 'a.csv', false],
])('%s and %s', (files, path, expected) => {
  const rules = parseMapping(`mappings: [{files: "${files}", values: [{column: x}]}]`, 'm.yml')
  expect(ruleFor(rules, path) !== null).toBe(expected)
})

test('the first rule that matches counts', () => {
  const rules = parseMapping('mappings: [{files: a.csv, values: [{column: x}]}, {files: "*.csv", values: [{column: y}]}]', 'm.yml')
  expect(['a.csv', 'b.csv'].map((path) => ruleFor(rules, path)?.values[0]?.column)).toEqual(['x', 'y'])
})

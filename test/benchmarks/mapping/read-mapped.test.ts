import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/benchmarks/compare.ts'
import { parseMapping } from '../../../src/benchmarks/mapping/mapping-file.ts'
import { read } from '../../../src/benchmarks/read.ts'
import type { Reading } from '../../../src/model.ts'

/** Reads `text` by a rule for all files; the rule without its first key. */
const by = (rule: string, text: string, path = 'x.csv'): Reading =>
  read({ path, text, siblings: () => null, mapping: parseMapping(`mappings: [{files: "*", ${rule}}]`, 'm.yml') })
const values = ({ measurements }: Reading) => measurements.map(({ value }) => value)
const codes = ({ flags }: Reading) => flags.map(({ code }) => code)

test('reads names, conditions, units of headers, and their places', () => {
  const reading = by(
    'name: [kernel, dtype], condition: batch, values: [{column: time_ms, better: lower}]',
    'kernel,dtype,batch,time_ms\nmm,fp16,8,3.02\n',
  )
  expect(reading.format).toBe('mapping')
  expect(reading.measurements).toMatchObject([
    {
      benchmark: 'mm/fp16',
      condition: 'batch=8',
      metric: 'time',
      unit: 'ms',
      value: 3.02,
      better: 'lower',
      statistic: 'value',
      role: 'result',
      locator: { line: 2, text: '3.02' },
    },
  ])
})

test('takes metric and unit from columns, where each row has one figure', () => {
  const reading = by(
    'name: k, values: [{column: v, metric: {column: m}, unit: {column: u}, better: higher}]',
    'k,m,u,v\na,speed,TFLOPS,5\na,bandwidth,GB/s,7\n',
  )
  expect(reading.measurements.map(({ metric, unit }) => `${metric} ${unit}`)).toEqual(['speed TFLOPS', 'bandwidth GB/s'])
})

describe('columns', () => {
  test('a header that stands there twice is named by its number', () => {
    const twice = by('values: [{column: Noise}]', 'Time,Noise,Noise\n1,2,3\n')
    expect(values(twice)).toEqual([])
    expect(twice.problems[0]?.message).toMatch(/"Noise" 2 times. Name the column by its number: 2 or 3/)
    expect(values(by('values: [{column: 3, metric: noise, unit: "%"}]', 'Time,Noise,Noise\n1,2,3\n'))).toEqual([3])
  })

  test('one that is not there is a problem that shows the header', () =>
    expect(by('name: kernl, values: [{column: t}]', 'kernel,t\na,1\n').problems.map(({ message }) => message)).toEqual([
      'There is no column "kernl". The header has: kernel, t.',
    ]))
})

describe('cells', () => {
  test('a ragged row is a problem with its line, and the others are read', () => {
    const reading = by('name: k, values: [{column: t}]', 'k,t\na,1\nb\nc,3\n')
    expect(values(reading)).toEqual([1, 3])
    expect(reading.problems.map(({ line }) => line)).toEqual([3])
  })

  test('an empty one is no figure, and no 0; what is no number is said', () => {
    const reading = by('name: k, values: [{column: t, better: lower}]', 'k,t\na,\nb,OOM\nc,3\n')
    expect(values(reading)).toEqual([3])
    expect(codes(reading)).toEqual(['not-a-number'])
  })

  test('semicolons and decimal commas, as one cell of the column shows them', () =>
    expect(values(by('name: k, values: [{column: t}]', 'k;t\na;1,5\nb;1.234,25\nc;1,234\n'))).toEqual([1.5, 1234.25, 1.234]))

  test('an exponent behind a decimal comma', () =>
    expect(values(by('name: k, values: [{column: t}]', 'k;t\na;1,6e9\nb;3,5\n'))).toEqual([1.6e9, 3.5]))

  test('a number under another mark than its column is a problem and no other number', () => {
    const reading = by('name: k, values: [{column: t}]', 'k;t\na;3,51\nb;3.4\n')
    expect(values(reading)).toEqual([3.51])
    expect(reading.problems).toMatchObject([{ line: 3, message: expect.stringContaining('decimal comma of its column') }])
  })

  test('what can be read in two ways is a problem until the mapping says which', () => {
    const text = 'k;t\na;1,234\n'
    const reading = by('name: k, values: [{column: t}]', text)
    expect(values(reading)).toEqual([])
    expect(reading.problems).toMatchObject([{ line: 2 }])
    expect(values(by('decimal: ",", name: k, values: [{column: t}]', text))).toEqual([1.234])
    expect(values(by('decimal: ".", name: k, values: [{column: t}]', text))).toEqual([1234])
  })

  test.each([
    ['3.021', 3.021],
    ['1e-5', 1e-5],
    ['-2.5 ms', -2.5],
    ['12,345.5', 12345.5],
  ])('%s', (cell, value) => expect(values(by('name: k, values: [{column: t}]', `k,t\na,"${cell}"\n`))).toEqual([value]))
})

describe('rows', () => {
  const text = 'k,v,status,t\na,main,ok,10\na,main,failed,99\na,pr,ok,5\na,other,ok,7\n'

  test('belong to the side that a column says, and others to none', () => {
    const reading = by(
      'name: k, side: {column: v, baseline: main, candidate: [pr]}, only: {status: ok}, values: [{column: t, better: lower}]',
      text,
    )
    expect(reading.measurements.map(({ side, value }) => `${side} ${value}`)).toEqual(['baseline 10', 'candidate 5', 'unknown 7'])
    expect(codes(reading)).toEqual(['config-differs'])
    expect(compare({ measurements: reading.measurements }).comparisons).toMatchObject([{ ratio: 0.5 }])
  })

  test('of one name are runs where the mapping says what they are', () => {
    const run = (side: string, centre: number) => [0, 1, 2, 3, 4, 5].map((more) => `a,${side},${centre + more}\n`).join('')
    const runs = `k,v,t\n${run('main', 100)}${run('pr', 50)}`
    const rule = 'name: k, side: {column: v, baseline: main, candidate: pr}, values: [{column: t, unit: ms, better: lower}]'
    const compared = (reading: Reading) =>
      compare({ measurements: reading.measurements, formats: new Map(reading.measurements.map(({ id }) => [id, 'mapping'])) }).comparisons
    expect(compared(by(`row: process, ${rule}`, runs))).toMatchObject([{ tier: 'A', verdict: 'improved' }])
    const unsaid = by(rule, runs)
    expect(compared(unsaid)).toEqual([])
    expect(codes(unsaid)).toEqual(['duplicate-key'])
  })

  test('of means carry their samples and deviation', () => {
    const rule =
      'name: k, side: {column: v, baseline: main, candidate: pr}, values: [{column: t, unit: ms, better: lower, statistic: mean, samples: {column: n}, of: process, deviation: sd}]'
    const { measurements } = by(rule, 'k,v,t,sd,n\na,main,100,2,10\na,pr,50,1,10\n')
    expect(measurements).toMatchObject([{ samples: 10, sampleKind: 'process', spread: { kind: 'standard-deviation', value: 2 } }, {}])
    expect(compare({ measurements }).comparisons).toMatchObject([{ tier: 'A', verdict: 'improved' }])
  })
})

describe('JSON', () => {
  const json = (value: unknown) => JSON.stringify(value)

  test('lists, JSON Lines and lists within, with ways of dots', () => {
    const row = (k: string, t: number) => ({ k, stats: { mean: t } })
    const rule = 'name: k, values: [{column: stats.mean, metric: time, unit: s}]'
    expect(values(by(rule, json([row('a', 1), row('b', 2)]), 'x.json'))).toEqual([1, 2])
    expect(values(by(rule, `${json(row('a', 1))}\n${json(row('b', 2))}\n`, 'x.jsonl'))).toEqual([1, 2])
    const within = by(`rows: run.results, ${rule}`, json({ run: { results: [row('a', 1), row('b', 2)] } }), 'x.json')
    expect(within.measurements.map(({ locator }) => locator)).toEqual([
      { pointer: '/run/results/0/stats/mean', text: '1' },
      { pointer: '/run/results/1/stats/mean', text: '2' },
    ])
  })

  test('null and NaN are no 0, a missing key and missing rows are problems', () => {
    const reading = by(
      'name: k, values: [{column: t, better: lower}]',
      '[{"k": "a", "t": null}, {"k": "b", "t": NaN}, {"k": "c", "t": 3}]',
      'x.json',
    )
    expect(values(reading)).toEqual([3])
    expect([reading.problems.length, ...codes(reading)]).toEqual([1, 'not-a-number'])
    expect(by('values: [{column: tt}]', '[{"t": 1}]', 'x.json').problems[0]?.message).toBe('No row has a key "tt".')
    expect(by('rows: res, values: [{column: t}]', '{"t": 1}', 'x.json').problems[0]?.message).toContain('There are no rows at "res"')
  })
})

test('a direction that nobody says is flagged', () =>
  expect(codes(by('name: k, values: [{column: t_ms}]', 'k,t_ms\na,1\n'))).toEqual(['direction-unknown']))

test('comes before a reader that would know the file', () => {
  const go = { path: 'bench.txt', text: 'BenchmarkX 1 5 ns/op\n', siblings: () => null }
  expect(read({ ...go, mapping: parseMapping('mappings: [{files: "*.csv", values: [{column: t}]}]', 'm.yml') }).format).toBe('go-bench')
  expect(read({ ...go, mapping: parseMapping('mappings: [{files: "*.txt", values: [{column: 1}]}]', 'm.yml') }).format).toBe('mapping')
})

test('rules that match no path are named', () => {
  const reading = read({
    path: 'y.csv',
    text: 'a,b\n1,2\n',
    siblings: () => null,
    mapping: parseMapping('mappings: [{files: "x.csv", values: [{column: a}]}]', 'm.yml'),
  })
  expect(reading.problems[0]?.message).toContain('The mapping has rules for x.csv, which do not match its path.')
})

import { expect, test } from 'vitest'
import { openDocument } from '../../src/benchmarks/document/document.ts'
import { at, items, type JsonNode } from '../../src/benchmarks/document/node.ts'
import { findings, type Late, type Measured } from '../../src/benchmarks/findings.ts'
import { withChanges } from '../../src/benchmarks/found-figure.ts'
import type { Measurement } from '../../src/model.ts'

/** Rows whose numbers are spelt as JavaScript would not; the places of their figures are not asked for yet. */
const text = '{"rows": [{"a/b": 1e1, "n": 1.50}, {"a/b": 2.0E+2, "n": 0.10}, {"a/b": "3.0", "n": 7}]}'

function figures(): Measurement[] {
  const document = openDocument({ path: 'x.json', text, siblings: () => null })
  const found = findings(document)
  for (const row of [0, 1, 2])
    for (const key of ['a/b', 'n'])
      if (document.json !== null) found.json(at(document.json, 'rows', row, key), { metric: key, values: [row] })
  return found.measurements
}

const places = [
  { pointer: '/rows/0/a~1b', text: '1e1' },
  { pointer: '/rows/0/n', text: '1.50' },
  { pointer: '/rows/1/a~1b', text: '2.0E+2' },
  { pointer: '/rows/1/n', text: '0.10' },
  { pointer: '/rows/2/a~1b', text: '3.0' },
  { pointer: '/rows/2/n', text: '7' },
]

test.each<[string, (one: Measurement) => Measurement]>([
  ['as it is', (one) => one],
  ['as JSON', (one) => JSON.parse(JSON.stringify(one)) as Measurement],
  ['copied', (one) => withChanges(one, {})],
])('a figure %s has its exact text and place', (_, copy) => expect(figures().map((one) => copy(one).locator)).toEqual(places))

test('places are found in any order, and again', () => {
  const found = figures()
  const order = [5, 0, 3, 3, 1, 4, 2, 0]
  expect(order.map((index) => found[index]?.locator)).toEqual(order.map((index) => places[index]))
})

test('a copy holds what the schema names, in its order, and what was changed', () => {
  const [first] = figures()
  if (first === undefined) throw new Error('no figure')
  const copy = withChanges(first, { id: 'm9', source: 'e1' })
  expect(Object.keys(copy)).toEqual([
    ...['id', 'benchmark', 'metric', 'statistic', 'value', 'unit', 'better', 'samples', 'sampleKind', 'spread', 'side', 'condition'],
    ...['role', 'locator', 'values', 'source'],
  ])
  expect(copy).toEqual({ ...(JSON.parse(JSON.stringify(first)) as Measurement), id: 'm9', source: 'e1' })
})

test('its side and id can be set, and nothing else', () => {
  const [first] = figures()
  if (first === undefined) throw new Error('no figure')
  Object.assign(first, { side: 'baseline', id: 'm7' })
  expect(withChanges(first, {})).toMatchObject({ side: 'baseline', id: 'm7' })
  expect(() => Object.assign(first, { metric: 'x' })).toThrow(TypeError)
})

test('what is said as a function of the row is asked when somebody looks, and the rows keep their order', () => {
  const document = openDocument({
    path: 'x.json',
    text: '[{"n": 1, "t": 2}, {"t": 3, "x": "a", "n": null}, {"t": -1}]',
    siblings: () => null,
  })
  const { json } = document
  if (json === null) throw new Error('no JSON')
  const found = findings(document)
  let asked = 0
  const ran = (row: JsonNode) => {
    asked++
    return { benchmark: `row ${row.key}` }
  }
  const measuredAs = (key: string): Late<Measured> | null => (key === 'x' ? null : () => ({ metric: key }))
  for (const row of items(json)) found.members(row, ran, measuredAs, (value) => value === -1)
  expect([found.size, asked]).toEqual([3, 0])
  expect(found.problems.map(({ message }) => message)).toEqual(['/1/n is null: there is no figure, which is not the same as 0.'])
  const said = found.measurements.map(({ id, benchmark, metric, value }) => [id, benchmark, metric, value])
  expect(said).toEqual([
    ['m1', 'row 0', 'n', 1],
    ['m2', 'row 0', 't', 2],
    ['m3', 'row 1', 't', 3],
  ])
  expect(asked).toBe(2)
  found.member(at(json, 0), 'n', { benchmark: 'again' }, { metric: 'n' })
  expect(found.measurements.map(({ benchmark }) => benchmark)).toEqual(['row 0', 'row 0', 'row 1', 'again'])
  expect(asked).toBe(2)
})

test('two hundred thousand figures on one line are placed at once', () => {
  const line = { number: 7, text: 'tel:11.0125 '.repeat(200_000) }
  const found = findings(openDocument({ path: 'x.log', text: line.text, siblings: () => null }))
  for (let figure = 0; figure < 200_000; figure++) found.stretch(line, figure * 12 + 4, figure * 12 + 11, 11.0125, {}, { metric: 'tel' })
  const start = process.cpuUsage()
  expect(found.measurements.every(({ locator }) => locator.line === 7 && locator.text === '11.0125')).toBe(true)
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(1)
})

test('a figure of a record that spans lines is on the one where it begins', () => {
  const line = { number: 3, text: '"a\nb",1.5\n,2.5' }
  const found = findings(openDocument({ path: 'x.csv', text: line.text, siblings: () => null }))
  for (const [start, end, value] of [[6, 9, 1.5] as const, [11, 14, 2.5] as const])
    found.stretch(line, start, end, value, {}, { metric: 'time' })
  expect(found.measurements.map(({ locator }) => locator)).toEqual([
    { line: 4, text: '1.5' },
    { line: 5, text: '2.5' },
  ])
})

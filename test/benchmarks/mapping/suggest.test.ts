import { describe, expect, test } from 'vitest'
import { parseMapping } from '../../../src/benchmarks/mapping/mapping-file.ts'
import { read } from '../../../src/benchmarks/read.ts'
import { splitSuffix } from '../../../src/benchmarks/unit-suffix.ts'

const unread = (text: string, path = 'mine.csv') => read({ path, text, siblings: () => null })
const suggestion = (text: string, path?: string) => /mappings:[\s\S]*$/.exec(unread(text, path).problems[0]?.message ?? '')?.[0] ?? null

const table = 'kernel,batch,time_ms,tok_s\nmm,8,3.5,1200\nmm,16,6.5,1100\n'

test('a table with units in its headers gives a mapping that reads it, and no figure', () => {
  const without = unread(table)
  expect(without).toMatchObject({ format: null, measurements: [] })
  const rules = parseMapping(suggestion(table) ?? '', 'm.yml')
  const { measurements, problems } = read({ path: 'mine.csv', text: table, siblings: () => null, mapping: rules })
  expect(problems).toEqual([])
  expect(
    measurements.map(({ benchmark, condition, metric, value, unit, better }) => [benchmark, condition, metric, value, unit, better]),
  ).toEqual([
    ['mm', 'batch=8', 'time', 3.5, 'ms', 'lower'],
    ['mm', 'batch=8', 'tok_s', 1200, 'tok/s', 'higher'],
    ['mm', 'batch=16', 'time', 6.5, 'ms', 'lower'],
    ['mm', 'batch=16', 'tok_s', 1100, 'tok/s', 'higher'],
  ])
})

test('of one file reads the other as printed: runs, a status, a column without unit', () => {
  const rows = (times: readonly number[]) =>
    times.map((time, run) => `mm,fp16,8,${time},512.5,0.25,ok,${run}\nmm,fp16,16,${time},1,2,oom,${run}\n`)
  const file = (times: readonly number[]) => `kernel,dtype,batch,time_ms,bandwidth,drift,status,run\n${rows(times).join('')}`
  const rules = parseMapping(suggestion(file([3, 4, 5]), 'old/before.csv') ?? '', 'm.yml')
  const { measurements, problems, flags } = read({ path: 'new/after.csv', text: file([1, 2]), siblings: () => null, mapping: rules })
  expect([...problems, ...flags.filter(({ code }) => code === 'duplicate-key')]).toEqual([])
  expect(
    measurements.map(({ benchmark, condition, metric, value, better, role, sampleKind }) => [
      `${benchmark} ${condition} ${metric}=${value}`,
      better,
      role,
      sampleKind,
    ]),
  ).toEqual(
    [1, 2].flatMap((time) => [
      [`mm/fp16 batch=8 time=${time}`, 'lower', 'result', 'repetition'],
      ['mm/fp16 batch=8 bandwidth=512.5', 'higher', 'result', 'repetition'],
      ['mm/fp16 batch=8 drift=0.25', 'unknown', 'derived', 'repetition'],
    ]),
  )
})

test('a column that names both sides is the side', () => {
  const text = 'variant,kernel,time_ms\nmain,mm,3\nthis PR,mm,2\n'
  const rules = parseMapping(suggestion(text) ?? '', 'm.yml')
  const { measurements } = read({ path: 'mine.csv', text, siblings: () => null, mapping: rules })
  expect(measurements.map(({ benchmark, side, value }) => [benchmark, side, value])).toEqual([
    ['mm', 'baseline', 3],
    ['mm', 'candidate', 2],
  ])
})

test('JSON Lines too', () => expect(suggestion('{"k":"a","p99_ms":1}\n{"k":"b","p99_ms":2}\n', 'x.jsonl')).toContain('column: p99_ms'))

test.each([
  ['no unit in any header', 'a,b\n1,2\n'],
  ['no numbers below the unit', 'name,time_ms\na,b\n'],
  ['a header of numbers', '1,2_ms\n3,4\n'],
  ['words', 'Nothing here, (ms) or there.\n'],
  ['nested JSON', '{"a":{"b_ms":1},"c":2}'],
])('%s gives none', (_, text) => expect(suggestion(text, 'x.txt')).toBeNull())

describe('units that names end with', () => {
  test.each([
    ['time_ms', 'time', 'ms'],
    ['Latency (ms)', 'Latency', 'ms'],
    ['Mean [us]', 'Mean', 'us'],
    ['peak_mem_gib', 'peak_mem', 'GiB'],
    ['output_tok_s', 'output', 'tok/s'],
    ['tflops', 'tflops', 'TFLOPS'],
    ['tokens_per_sec', 'tokens_per_sec', 'tokens/s'],
    ['duration_s', 'duration', 's'],
    ['Table B', 'Table B', ''],
    ['s', 's', ''],
    ['link_gbps', 'link_gbps', ''],
    ['batch_size', 'batch_size', ''],
    ['items', 'items', ''],
  ])('%s', (label, name, unit) => expect(splitSuffix(label)).toEqual({ name, unit }))
})

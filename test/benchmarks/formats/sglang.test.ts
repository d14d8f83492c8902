import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import type { Reading } from '../../../src/model.ts'
import { fixture } from '../figures.ts'

const codes = ({ flags }: Reading) => flags.map(({ code }) => code)
const lines = fixture('sglang-bench-serving/sglang_1103_120_512_128.jsonl').text.trim().split('\n')
const serving = (text: string, path = 'result.json') => read({ path, text, siblings: () => null })

test('runs of the same settings in one file are runs, and a cold first one is called so', () => {
  const [first = ''] = lines
  const warm = first.replace('"median_ttft_ms": 60.025', '"median_ttft_ms": 24.5')
  const reading = serving(`${first}\n${warm}\n${warm}\n`)
  const ttft = reading.measurements.filter(({ metric, statistic }) => metric === 'ttft' && statistic === 'median')
  expect(ttft.map(({ value }) => value)).toEqual([60.025, 24.5, 24.5])
  expect(new Set(ttft.map(({ condition }) => condition)).size).toBe(1)
  expect(codes(reading)).toEqual(expect.arrayContaining(['duplicate-runs-in-file', 'cold-run']))
  expect(codes(serving(`${first}\n${first}\n`))).not.toContain('cold-run')
})

test('how many requests failed is known from the errors, else from the name of the file, else not', () => {
  const [, second = ''] = lines
  expect(codes(serving(second))).toContain('failures-unknown')
  expect(codes(serving(second, 'out/sglang_1103_118_512_128.jsonl'))).not.toContain('failures-unknown')
  expect(codes(serving(second, 'out/sglang_1103_120_512_128.jsonl'))).toContain('partial-failure')
})

test('a rate without limit is inf, however the file spells it', () => {
  const [first = ''] = lines
  const conditions = [first, first.replace('Infinity', '1.7976931348623157e+308')].map((text) => serving(text).measurements[0]?.condition)
  expect(conditions).toEqual(['request_rate=inf, max_concurrency=8', 'request_rate=inf, max_concurrency=8'])
})

test('without streaming there is neither time per token nor gap between tokens', () => {
  const reading = read(fixture('sglang-bench-serving/printed.txt'))
  const after = reading.measurements.filter(({ side }) => side === 'candidate').map(({ metric }) => metric)
  expect(after).toContain('ttft')
  expect(after.filter((metric) => metric === 'tpot' || metric === 'itl')).toEqual([])
})

test("vLLM's block and SGLang's in one log are read by their own readers", () => {
  const sglang = fixture('sglang-bench-serving/printed.txt').text
  const vllm = sglang
    .replaceAll(/Backend:.*\n/g, '')
    .replaceAll('Median TTFT (ms):                        88.40', 'Median TTFT (ms):                        77.70')
  const reading = serving(`${sglang}\n${vllm}`, 'log.txt')
  const medians = reading.measurements.filter(({ metric, statistic }) => metric === 'ttft' && statistic === 'median')
  expect(medians.map(({ value }) => value).sort()).toEqual([77.7, 77.7, 88.4, 88.4])
})

test('the warm-up of the server benchmark is left out, also where nothing marks it', () => {
  const { text } = fixture('sglang-bench-one-batch/server-printed.txt')
  const unmarked = text.replaceAll(/=.*\n/g, '')
  const reading = serving(unmarked, 'log.txt')
  expect(codes(reading)).toEqual(['cold-run'])
  expect(reading.measurements).toHaveLength(read(fixture('sglang-bench-one-batch/server-printed.txt')).measurements.length)
  expect(reading.measurements.map(({ value }) => value)).not.toContain(3.1)
})

test('cases whose sizes are not printed stay apart', () => {
  const { text } = fixture('sglang-bench-one-batch/printed.txt')
  const reading = serving(text.replaceAll(/Decode \d.*\n/g, ''), 'log.txt')
  expect([...new Set(reading.measurements.map(({ condition }) => condition))]).toEqual(['case 1', 'case 2'])
})

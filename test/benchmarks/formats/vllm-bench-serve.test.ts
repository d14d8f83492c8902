import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const input = fixture('vllm-bench-serve/one-run.json')
const run = JSON.parse(input.text) as Record<string, unknown>
const readRun = (changes: Record<string, unknown>) => read({ ...input, text: JSON.stringify({ ...run, ...changes }) })
const codes = (changes: Record<string, unknown>) => readRun(changes).flags.map(({ code }) => code)

describe('a run without a single success', () => {
  test('has no figures, although the file is full of zeros', () => {
    const reading = readRun({ completed: 0, failed: 200, mean_ttft_ms: 0, request_throughput: 0 })
    expect(reading.measurements).toEqual([])
    expect(reading.flags.map(({ code }) => code)).toEqual(['all-failed'])
  })
})

describe('failures', () => {
  test('are flagged as the file tells them', () => expect(codes({ completed: 198, failed: 2 })).toContain('partial-failure'))
  test('are counted where only the requests to be sent are told', () =>
    expect(codes({ completed: 198, failed: undefined, num_prompts: 200 })).toContain('partial-failure'))
  test('are unknown in files that count nothing', () =>
    expect(codes({ completed: undefined, failed: undefined })).toContain('failures-unknown'))
  test('are no matter when there are none', () => {
    expect(codes({ completed: 200, failed: 0 }).filter((code) => /fail/.test(code))).toEqual([])
  })
})

test('a short run whose first requests were cold says so', () => {
  expect(codes({ completed: 8, num_prompts: 8, failed: 0, mean_ttft_ms: 215, median_ttft_ms: 55 })).toEqual(
    expect.arrayContaining(['cold-run', 'mean-median-gap', 'percentile-beyond-n']),
  )
})

test('requests are samples of what is measured a request, not of what is measured a token', () => {
  const kinds = new Map(readRun({}).measurements.map(({ metric, samples, sampleKind }) => [metric, `${samples} ${sampleKind}`]))
  expect([kinds.get('ttft'), kinds.get('e2el'), kinds.get('tpot'), kinds.get('num_prompts')]).toEqual([
    '198 request',
    '198 request',
    'null null',
    'null null',
  ])
})

test('the second file of the same run, for PyTorch’s dashboard, gives nothing twice', () => {
  const record = { benchmark: { name: 'vLLM benchmark' }, model: { name: 'm' }, metric: { name: 'mean_ttft_ms', benchmark_values: [1.5] } }
  const reading = read({ ...input, text: JSON.stringify([record, record]) })
  expect(reading).toMatchObject({ format: 'vllm-bench-serve', measurements: [] })
  expect(reading.flags.map(({ code }) => code)).toEqual(['duplicate-runs-in-file'])
})

test('the label above a block names its side, never its position', () => {
  const sides = new Map(read(fixture('vllm-bench-serve/stdout.log')).measurements.map(({ side, locator }) => [locator.line, side]))
  expect([sides.get(12), sides.get(29)]).toEqual(['candidate', 'baseline'])
})

test('a block of SGLang is not vLLM’s', () => {
  const block = `${'='.repeat(12)} Serving Benchmark Result ${'='.repeat(12)}\nBackend:   sglang\nMean TTFT (ms):   12.5\n${'='.repeat(50)}\n`
  expect(read({ ...input, path: 'x.log', text: block }).format).not.toBe('vllm-bench-serve')
})

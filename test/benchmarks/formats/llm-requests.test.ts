import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import type { Reading } from '../../../src/model.ts'
import { fixture } from '../figures.ts'

// The figures of whole files are tested by ../formats.test.ts; here stands what no load generator's file must become.

/** A fixture in which one text stands for another. */
function changed(path: string, ...changes: [string | RegExp, string][]): Reading {
  const input = fixture(path)
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replaceAll(from instanceof RegExp ? new RegExp(from, 'g') : from, to)
    expect(after, `${path} has no ${from}`).not.toBe(before)
    return after
  }, input.text)
  return read({ ...input, text })
}

const codes = ({ flags }: Reading) => flags.map(({ code }) => code)
const results = ({ measurements }: Reading) => measurements.filter(({ role }) => role === 'result')

describe('a run of which every request failed gives no figure at all', () => {
  test.each<[string, string | RegExp, string]>([
    ['vllm-bench-throughput/two-hundred.json', '"num_requests": 250', '"num_requests": 0'],
    ['sglang-bench-serving/vllm-server.json', '"completed": 300', '"completed": 0'],
    ['sglang-bench-serving/printed.txt', /Successful requests: +\d+/, 'Successful requests:        0'],
    ['sglang-offline-throughput/result.jsonl', '"successful_requests": 64', '"successful_requests": 0'],
    ['sglang-offline-throughput/printed.txt', /Successful requests: +\d+/, 'Successful requests:        0'],
    ['trtllm-bench/report.json', '"num_requests": 200,\n        "avg', '"num_requests": 0,\n        "avg'],
    ['trtllm-bench/printed-0.20.txt', /Number of requests: +50/, 'Number of requests:  0'],
    ['genai-perf/profile_export_genai_perf.csv', 'Request Count (count),150.00', 'Request Count (count),0.00'],
    ['aiperf/records.json', '"avg": 95.0', '"avg": 0.0'],
    ['aiperf/profile_export_aiperf.csv', 'Request Count,95.00', 'Request Count,0.00'],
    // Without a record AIPerf leaves the count out.
    ['aiperf/records.json', '"request_count": {', '"other": {'],
    ['aiperf/profile_export_aiperf.csv', '\nRequest Count,95.00', ''],
    ['aiperf/profile_export.jsonl', '"benchmark_phase": "profiling"', '"benchmark_phase": "warmup"'],
    ['llmperf/small_128_64_summary.json', '"results_num_completed_requests": 150', '"results_num_completed_requests": 0'],
    ['inference-perf/summary_lifecycle_metrics.json', '"successes": {"count": 1000', '"successes": {"count": 0'],
    ['guidellm/benchmarks-0.2.json', '"successful": 120', '"successful": 0'],
  ])('%s', (path, from, to) => {
    const reading = changed(path, [from, to])
    expect(results(reading)).toEqual([])
    expect(codes(reading)).toContain('all-failed')
  })
})

describe('null is a problem with its line, never 0', () => {
  test.each<[string, RegExp, string]>([
    ['vllm-bench-latency/five-iterations.json', /"avg_latency": [\d.]+/, '"avg_latency": null'],
    ['vllm-bench-throughput/two-hundred.json', /"requests_per_second": [\d.]+/, '"requests_per_second": null'],
    ['trtllm-bench/report.json', /"avg_ttft_ms": [\d.]+/, '"avg_ttft_ms": null'],
    ['llmperf/small_128_64_summary.json', /"results_ttft_s_mean": [\d.]+/, '"results_ttft_s_mean": null'],
    ['inference-perf/stage_0_lifecycle_metrics.json', /"requests_per_sec": [\d.]+/, '"requests_per_sec": null'],
    ['guidellm/benchmarks-0.2.json', /"mean": 0\.42/, '"mean": null'],
    ['llama-bench/tests.json', /"avg_ts": 5120\.0/, '"avg_ts": null'],
  ])('%s', (path, from, to) => {
    const reading = changed(path, [from, to])
    expect(reading.problems).not.toEqual([])
    expect(reading.problems[0]?.line).toBeGreaterThan(0)
    expect(results(reading).filter(({ value }) => value === 0)).toEqual([])
  })
})

test('NaN is a flag and no figure', () => {
  const reading = changed('llmperf/small_128_64_summary.json', [/"results_ttft_s_mean": [\d.]+/, '"results_ttft_s_mean": NaN'])
  expect(codes(reading)).toContain('not-a-number')
  expect(results(reading).filter(({ metric, statistic }) => metric === 'ttft' && statistic === 'mean')).toEqual([])
})

test.each([
  'aiperf/profile_export.jsonl',
  'llmperf/small_128_64_individual_responses.json',
])('%s: single requests are no runs and are never compared', (path) => {
  const reading = read(fixture(path))
  expect(reading.measurements.length).toBeGreaterThan(0)
  expect(results(reading)).toEqual([])
  expect(codes(reading)).toContain('single-run')
})

test('a percentile that so few requests cannot show is flagged, and one that they can is not', () => {
  const few = changed('llmperf/small_128_64_summary.json', [
    '"results_num_completed_requests": 150',
    '"results_num_completed_requests": 99',
  ])
  expect(codes(few)).toContain('percentile-beyond-n')
  expect(codes(read(fixture('llmperf/small_128_64_summary.json')))).not.toContain('percentile-beyond-n')
})

test('of a load that its generator could not keep up with, the file says so', () => {
  const late = changed('inference-perf/summary_lifecycle_metrics.json', ['"p99": 0.00064', '"p99": 6.4'])
  expect(codes(late)).toContain('generator-saturated')
})

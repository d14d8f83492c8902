/** What a fresh draft says of files of its own kind, and that its own check finds nothing to mend in it. */
import { describe, expect, test } from 'vitest'
import { checkFiles } from '../../src/claims/check/files.ts'
import { checkerOf } from '../../src/claims/check.ts'
import { textOf } from '../../src/jobs/entry-files.ts'
import type { BenchmarkFile, FileChange } from '../../src/model.ts'
import { evidence, file } from '../claims/build.ts'
import { draftIntoMemory } from '../draft-into-memory.ts'

type Files = Readonly<Record<string, string>>

const reason = 'Prefill stalls decode under load: one long prompt makes everyone wait, and nobody knows for how long it will be.'

const change: FileChange = {
  path: 'sched.py',
  oldPath: null,
  status: 'modified',
  added: 6,
  removed: 1,
  hunks: [{ start: 1, lines: 7, symbol: 'schedule' }],
  language: 'Python',
  test: false,
  testsAdded: [],
  testsRemoved: [],
}

async function drafted(sides: { baseline: Files; candidate: Files }, description = reason, title = "Batch the scheduler's prefill") {
  const benchmarks = (['baseline', 'candidate'] as const).flatMap((side) =>
    Object.entries(sides[side]).map(
      ([path, text]): BenchmarkFile => ({
        ...file(side, `${side}/${path}`),
        bytes: new TextEncoder().encode(text),
        level: 'vouched',
        by: 'Me',
      }),
    ),
  )
  const { result, files } = await draftIntoMemory(async () => ({
    evidence: evidence({ benchmarks, description, changes: [change] }, title),
    suspects: [],
  }))
  if (result.kind !== 'drafted') throw new Error(result.why)
  const { ledger } = result.composition
  const checker = checkerOf(ledger)
  const findings = [...checker.ledger, ...checker.check(textOf(files, 'index.md')).findings, ...checkFiles(files, ledger)]
  return {
    slug: result.composition.slug,
    body: textOf(files, 'index.md').replaceAll('\u00a0', ' '),
    findings: findings.map(({ grade, code, message }) => `${grade} ${code}: ${message}`),
    omissions: ledger.omissions.map(({ what, why }) => `${what}: ${why}`),
  }
}

/** Some noise that is the same everywhere. */
const wobble = (run: number) => 1 + 0.004 * Math.sin(7 * run)

describe('a load generator’s results, six runs a side', () => {
  interface Serving {
    median: number
    tail: number
    model?: string
    failed?: boolean
  }
  const result = (run: number, { median, tail, model = 'a/model', failed = false }: Serving) => {
    const times = Object.entries({ ttft: 176, tpot: 20.2, itl: 20, e2el: 4200 }).flatMap(([name, value], i) => {
      const noise = wobble(run + i)
      return [
        [`mean_${name}_ms`, value * median * noise * 1.03],
        [`median_${name}_ms`, value * median * noise],
        [`std_${name}_ms`, value / 3],
        [`p99_${name}_ms`, value * 2 * (name === 'tpot' ? median : tail) * noise],
      ]
    })
    const rate = failed ? 0 : 19.2 / median / wobble(run)
    const head = { date: '20261120-101010', backend: 'vllm', model_id: model, tokenizer_id: model, num_prompts: 1000, request_rate: 'inf' }
    const counts = {
      duration: 1000 / (rate || 100),
      completed: failed ? 0 : 1000,
      failed: failed ? 1000 : 0,
      total_input_tokens: failed ? 0 : 512000,
      total_output_tokens: failed ? 0 : 200000,
      request_throughput: rate,
      output_throughput: rate * 200,
      total_token_throughput: rate * 712,
    }
    return JSON.stringify({
      ...head,
      ...counts,
      ...Object.fromEntries(failed ? times.map(([name]) => [name, 0]) : times),
    })
  }
  const side = (of: Serving): Files => Object.fromEntries([1, 2, 3, 4, 5, 6].map((run) => [`run${run}.json`, result(run, of)]))

  test('what regressed stands in the table, in the lead and in the front matter, primary or not', async () => {
    const { slug, body, findings, omissions } = await drafted({
      baseline: side({ median: 1, tail: 1 }),
      candidate: side({ median: 0.88, tail: 1.7 }),
    })
    expect(findings).toEqual([])
    expect(body).toContain('verdict: "improved, with regressions"')
    expect(body).toMatch(/The median time to first token is now \d+ ms instead of \d+ ms: 12(?:\.\d+)? % less time/)
    expect(body).toMatch(/It has a price: the P99 time to first token takes 70(?:\.\d+)? % more time/)
    expect(body).toContain('title: "Batch the scheduler’s prefill')
    expect(slug).toBe('batch-the-schedulers-prefill')
    for (const name of ['Time to first token', 'Inter-token latency', 'End-to-end latency']) {
      expect(body).toMatch(new RegExp(`\\| ${name}, P99 \\| .* \\| \\*\\*70(?:\\.\\d)? % more time\\*\\*`))
    }
    expect(omissions.filter((omission) => omission.includes('P99'))).toEqual([])
    expect(omissions).toContain('End-to-end latency, median: says the same as time per output token here')
  })

  test('where only the tail moved the page is about a regression', async () => {
    const { body, findings } = await drafted({ baseline: side({ median: 1, tail: 1 }), candidate: side({ median: 1, tail: 1.7 }) })
    expect(findings).toEqual([])
    expect(body).toContain('verdict: "regressed"')
    expect(body).toContain('## What it costs')
  })

  test('two models are said to be two models, and nothing links to figures that are not there', async () => {
    const [mine, theirs] = ['a-lab/Llama-3.1-8B', 'b-lab/Qwen2.5-7B']
    const { body, findings, omissions } = await drafted({
      baseline: side({ median: 1, tail: 1, model: mine }),
      candidate: side({ median: 0.8, tail: 1, model: theirs }),
    })
    expect(findings).toEqual([])
    expect(body).toContain(`cannot be compared: the sides differ in model (${mine} and ${theirs}). No change of performance is claimed.`)
    expect(body).not.toContain('data/measurements.csv')
    expect(body).not.toMatch(/[Nn]othing was measured|No performance was measured/)
    expect(omissions).toHaveLength(1)
  })

  test('requests that all failed are said, with the side', async () => {
    const { body, findings } = await drafted({
      baseline: side({ median: 1, tail: 1 }),
      candidate: side({ median: 1, tail: 1, failed: true }),
    })
    expect(findings).toEqual([])
    expect(body).toContain('cannot be compared: in the files of the candidate, no request succeeded.')
    expect(body).toContain('What was measured cannot be compared, so nothing follows about speed or memory.')
  })
})

test('Go: a figure of a benchmark’s memory is no figure of its time, and counts that go the same way are named', async () => {
  const lines = (ns: number, bytes: number, allocs: number): Files => ({
    'out.txt': [
      'goos: linux',
      'goarch: amd64',
      'pkg: example.com/kv',
      'cpu: AMD EPYC 7763 64-Core Processor',
      ...Array.from(
        { length: 10 },
        (_, run) => `BenchmarkGet-8 \t 6484402\t ${(ns * wobble(run)).toFixed(1)} ns/op\t ${bytes} B/op\t ${allocs} allocs/op`,
      ),
      ...Array.from(
        { length: 10 },
        (_, run) => `BenchmarkPut-8 \t 1106067\t ${(900 * wobble(run)).toFixed(1)} ns/op\t 240 B/op\t 4 allocs/op`,
      ),
      'PASS',
    ].join('\n'),
  })
  const { body, findings, omissions } = await drafted({ baseline: lines(153, 16, 1), candidate: lines(122, 8, 0) })
  expect(findings).toEqual([])
  expect(body).toContain('Get now needs 8 B instead of 16 B: 50 % less memory (exact)')
  expect(omissions).toContain('Get: allocations: goes the same way as memory allocated here')
})

test('hyperfine: less time of a command is not said of its user time', async () => {
  const commands = (factor: number): Files => ({
    'out.json': JSON.stringify({
      results: [
        ['mytool parse big.json', 0.51 * factor],
        ['mytool check big.json', 1.19 / factor],
      ].map(([command, time]) => {
        const times = Array.from({ length: 10 }, (_, run) => Number(time) * wobble(run))
        const [mean, min, max] = [Number(time), Math.min(...times), Math.max(...times)]
        return {
          command,
          mean,
          stddev: 0.002,
          median: mean,
          user: mean * 0.9,
          system: mean * 0.07,
          min,
          max,
          times,
          exit_codes: times.map(() => 0),
        }
      }),
    }),
  })
  const { findings, body } = await drafted({ baseline: commands(1), candidate: commands(0.9) })
  expect(findings).toEqual([])
  expect(body).toMatch(/\*mytool check big.json\* takes 11\.\d % more time/)
})

test('Criterion: samples inside one run are no runs', async () => {
  const folder = (ns: number): Files => {
    const interval = {
      confidence_interval: { confidence_level: 0.95, lower_bound: ns * 0.99, upper_bound: ns * 1.01 },
      point_estimate: ns,
      standard_error: ns / 900,
    }
    const iters = Array.from({ length: 100 }, (_, i) => 10 * (i + 1))
    const new_ = 'target/criterion/parse/new'
    return {
      [`${new_}/benchmark.json`]: JSON.stringify({
        group_id: 'parse',
        function_id: null,
        value_str: null,
        throughput: null,
        full_id: 'parse',
        directory_name: 'parse',
        title: 'parse',
      }),
      [`${new_}/estimates.json`]: JSON.stringify({
        mean: interval,
        median: interval,
        median_abs_dev: interval,
        slope: interval,
        std_dev: interval,
      }),
      [`${new_}/sample.json`]: JSON.stringify({ sampling_mode: 'Linear', iters, times: iters.map((n, i) => n * ns * wobble(i)) }),
    }
  }
  const { findings, body } = await drafted({ baseline: folder(1_800_000), candidate: folder(1_300_000) })
  expect(findings).toEqual([])
  expect(body).toContain('That is one run each')
})

test('one run a side: no word of praise or blame, what went against the change is bold, and noise is not', async () => {
  const table = [
    '| concurrency | throughput before (tok/s) | throughput after (tok/s) |',
    '|---:|---:|---:|',
    '| 1 | 95.2 | 95.0 |',
    '| 4 | 360 | 331 |',
    '| 16 | 1,120 | 1,310 |',
  ].join('\n')
  const { body, findings } = await drafted({ baseline: {}, candidate: {} }, `## Motivation\n\n${reason}\n\n## Results\n\n${table}\n`)
  expect(findings).toEqual([])
  expect(body).not.toMatch(/\bworse\b|\bbetter\b|\bregress/)
  expect(body).toContain('concurrency=4 fell from 360 to 331 tok/s.')
  expect(body).toContain('| **−29 tok/s** |')
  expect(body).toContain('| −0.2 tok/s |')
})

test('two machines are named as they are, numbers, brackets and all', async () => {
  const lines = (cpu: string): Files => ({
    'out.txt': ['goos: linux', 'goarch: amd64', 'pkg: example.com/kv', `cpu: ${cpu}`, 'BenchmarkGet-8 100 150 ns/op', 'PASS'].join('\n'),
  })
  const [mine, theirs] = ['AMD EPYC 7763 64-Core Processor', 'Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz']
  const { body, findings } = await drafted({ baseline: lines(mine), candidate: lines(theirs) })
  expect(findings).toEqual([])
  expect(body).toContain(`cannot be compared: the sides differ in CPU (${mine} and ${theirs}).`)
})

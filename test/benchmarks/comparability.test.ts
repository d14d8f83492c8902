import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { CompareInput } from '../../src/benchmarks/comparison.ts'
import { sideEnvironment } from '../../src/benchmarks/environments.ts'
import type { Environment, Measurement } from '../../src/model.ts'
import { around, bothSides, measured } from './measured.ts'

const faster = bothSides(around(200, 6), around(100, 6))

function first(more: readonly Measurement[], options: Partial<CompareInput> = {}) {
  const [comparison] = compare({ measurements: [...faster, ...more], tests: 'passed', ...options }).comparisons
  if (!comparison) throw new Error('nothing was compared')
  return comparison
}

const asked = (metric: string, before: number, after: number, unit = '') =>
  bothSides([before], [after], { metric, unit, role: 'workload', benchmark: '' })

describe('the workload', () => {
  it.each([
    ['num_prompts', 128, 100],
    ['request_rate', 2, 4],
    ['max_concurrency', 8, 16],
    ['random_input_len', 1024, 512],
    ['num_warmups', 0, 3],
    ['completed', 300, 198],
    ['batch_size', 8, 16],
    ['total_input_tokens', 1000, 1100],
  ])('%s %d and %d is another one', (metric, before, after) => {
    const found = first(asked(metric, before, after))
    expect(found).toMatchObject({ verdict: 'not-comparable', ratio: null, interval: null, p: null, tier: 'A' })
    expect(found.reasons).toContain(`The workload differs in ${metric}: ${before} and ${after}.`)
    // Both values stay: "not comparable: both values and the reason".
    expect(found.sides?.baseline.centre).toBe(200)
  })

  it.each([
    ['iterations', 1000, 2000],
    ['rounds', 10, 12],
    ['sample_size', 10, 20],
    ['seed', 1, 2],
  ])('%s is the harness’s own choice', (metric, before, after) => expect(first(asked(metric, before, after)).verdict).toBe('improved'))

  it('tokens may differ by a twentieth, and it is said', () => {
    const found = first(asked('total_output_tokens', 1000, 1030))
    expect(found.verdict).toBe('improved')
    expect(found.reasons).toContain('The workload differs in total_output_tokens: 1000 and 1030.')
  })

  it('how long it took is a result and no condition', () => expect(first(asked('elapsed', 10, 5, 's')).verdict).toBe('improved'))

  it('of another benchmark does not matter', () => {
    const other = bothSides([1], [2], { metric: 'num_prompts', role: 'workload', benchmark: 'another' })
    expect(first(other).verdict).toBe('improved')
  })

  it('of a load generator is its time: how many requests that were is a result', () => {
    const given = { sampleKind: 'request', metric: 'latency' } as const
    const measurements = [measured('baseline', 2, { ...given, samples: 300 }), measured('candidate', 1, { ...given, samples: 600 })]
    const [found] = compare({ measurements, formats: new Map(measurements.map(({ id }) => [id, 'wrk'])) }).comparisons
    expect(found?.verdict).toBe('none')
    expect(found?.reasons).toContain('The number of requests differs: 300 and 600.')
  })

  it('of a load generator that prints failures only where there are any had none on the other side', () => {
    const given = { metric: 'non2xx', role: 'workload', benchmark: '' } as const
    const measurements = [...bothSides([2], [1], { metric: 'latency' }), measured('candidate', 18, given)]
    const [found] = compare({ measurements, formats: new Map(measurements.map(({ id }) => [id, 'wrk'])) }).comparisons
    expect(found?.verdict).toBe('not-comparable')
    expect(found?.reasons).toContain('Only one side had failures (non2xx: 0 and 18); what failed is not in the other figures.')
  })

  it('counts the requests behind a figure', () => {
    const given = { sampleKind: 'request', metric: 'ttft' } as const
    const [found] = compare({
      measurements: [measured('baseline', 2, { ...given, samples: 300 }), measured('candidate', 1, { ...given, samples: 198 })],
    }).comparisons
    expect(found).toMatchObject({
      verdict: 'not-comparable',
      reasons: expect.arrayContaining(['The number of requests differs: 300 and 198.']),
    })
  })
})

it('does not count iterations as a workload', () => {
  const given = { sampleKind: 'iteration', metric: 'ttft' } as const
  const [found] = compare({
    measurements: [measured('baseline', 2, { ...given, samples: 300 }), measured('candidate', 1, { ...given, samples: 198 })],
  }).comparisons
  expect(found?.verdict).toBe('none')
})

it('compares workloads as sets: the same steps on both sides are one workload, others are not', () => {
  const steps = (side: 'baseline' | 'candidate', values: number[]) =>
    values.map((value) => measured(side, value, { metric: 'concurrency', unit: '', role: 'workload', benchmark: '' }))
  expect(first([...steps('baseline', [1, 8]), ...steps('candidate', [8, 1])]).verdict).toBe('improved')
  expect(first([...steps('baseline', [1, 8]), ...steps('candidate', [1, 16])]).verdict).toBe('not-comparable')
})

describe('failures', () => {
  const failed = (before: number, after: number, role: Measurement['role'] = 'result') =>
    bothSides([before], [after], { metric: 'failed', unit: '', role, benchmark: '' })

  it('on one side only make the rest incomparable', () => {
    expect(first(failed(0, 102))).toMatchObject({
      verdict: 'not-comparable',
      reasons: expect.arrayContaining(['Only one side had failures (failed: 0 and 102); what failed is not in the other figures.']),
    })
    expect(first(failed(102, 0, 'workload')).verdict).toBe('not-comparable')
  })

  it('in the same number are said', () => {
    expect(first(failed(3, 3))).toMatchObject({
      verdict: 'improved',
      reasons: expect.arrayContaining(['Both sides had failures (failed: 3 and 3).']),
    })
    expect(first(failed(3, 9)).verdict).toBe('not-comparable')
    expect(first(failed(0, 0)).verdict).toBe('improved')
  })

  it.each([
    ['success rate', '', 1, 0.5],
    ['success_rate', '%', 100, 97.5],
  ])('hide behind a %s below the whole', (metric, unit, whole, some) => {
    const sign = unit === '%' ? ' %' : ''
    const rate = (before: number, after: number) => bothSides([before], [after], { metric, unit, better: 'higher', benchmark: '' })
    expect(first(rate(whole, some))).toMatchObject({
      verdict: 'not-comparable',
      reasons: expect.arrayContaining([
        `Only one side had failures (${metric}: ${whole}${sign} and ${some}${sign}); what failed is not in the other figures.`,
      ]),
    })
    expect(first(rate(some, some)).reasons).toContain(`Both sides had failures (${metric}: ${some}${sign} and ${some}${sign}).`)
    expect(first(rate(whole, whole)).verdict).toBe('improved')
    const own = compare({ measurements: [...faster, ...rate(whole, some)] }).comparisons.find((one) => one.metric === metric)
    expect(own?.verdict).toBe('none')
  })

  it('are said in few digits, as shares in percent, and before the requests that are missing for them', () => {
    const rate = bothSides([0, 0], [0.13333333333333333, 0.14], { metric: 'http_req_failed', unit: 'ratio', benchmark: '' })
    const count = bothSides([0], [4000], { metric: 'http_req_failed', unit: '', role: 'workload', benchmark: '' })
    const found = first([...rate, ...count, ...asked('completed', 1000, 963)])
    expect(found.reasons.slice(0, 3)).toEqual([
      'Only one side had failures (http_req_failed: 0 % and 13.3 to 14 %); what failed is not in the other figures.',
      'Only one side had failures (http_req_failed: 0 and 4000); what failed is not in the other figures.',
      'The workload differs in completed: 1000 and 963.',
    ])
  })

  it('of a command make its times incomparable, also where the other side says nothing of them', () => {
    const formats = new Map(faster.map(({ id }) => [id, 'hyperfine']))
    const failed = measured('candidate', 1, { metric: 'exit code', unit: '', role: 'workload' })
    expect(first([failed], { formats }).reasons[0]).toMatch(/^Only one side had failures \(exit code: 0 and 1\)/)
    expect(first([{ ...failed, benchmark: 'another command' }], { formats }).verdict).toBe('improved')
  })

  it('are themselves compared', () => {
    const own = compare({ measurements: [...faster, ...failed(0, 102)] }).comparisons.find(({ metric }) => metric === 'failed')
    expect(own).toMatchObject({ verdict: 'none', difference: 102 })
  })
})

describe('the place', () => {
  const place = (baseline: Environment, candidate: Environment) => first([], { environments: { baseline, candidate } })

  it.each([
    ['cpu', 'AMD EPYC 7763', 'AMD EPYC 9654', 'CPU'],
    ['gpu', 'NVIDIA A100', 'NVIDIA H100', 'GPU'],
    ['driver', '550.54', '560.35', 'driver'],
    ['os', 'Debian 12', 'Ubuntu 24.04', 'operating system'],
    ['go', 'go1.25.0', 'go1.26.1', 'Go'],
    ['runner', 'self-hosted', 'github-hosted', 'runner'],
  ])('another %s blocks and warns', (key, before, after, label) => {
    const found = place({ cpu: 'same', [key]: before }, { cpu: 'same', [key]: after })
    expect(found.verdict).toBe('not-comparable')
    expect(found.reasons[0]).toBe(`The sides differ in ${label} (${before} and ${after}).`)
    expect(found.warnings.map(({ code }) => code)).toContain('W05')
  })

  it.each([
    ['model', 'llama-3-8b', 'llama-3-70b'],
    ['warmup', '0', '3'],
    ['dataset', 'sharegpt', 'random'],
    ['engine', 'vllm', 'sglang'],
    ['n_gpu_layers', '99', '0'],
    ['n_threads', '8', '16'],
  ])('another %s blocks, and is no W05', (key, before, after) => {
    const found = place({ cpu: 'same', [key]: before }, { cpu: 'same', [key]: after })
    expect(found.verdict).toBe('not-comparable')
    expect(found.warnings).toEqual([])
  })

  it('the commit is what is compared, and other words are only said', () => {
    expect(place({ cpu: 'x', commit: 'aaa', date: '1' }, { cpu: 'x', commit: 'bbb', date: '2' })).toMatchObject({
      verdict: 'improved',
      warnings: [],
    })
    expect(place({ cpu: 'x', kernel: '6.1' }, { cpu: 'x', kernel: '6.8' })).toMatchObject({
      verdict: 'improved',
      reasons: expect.arrayContaining(['The sides differ in kernel (6.1 and 6.8).']),
    })
  })

  it('two spellings of one version are one version', () => {
    expect(place({ cpu: 'x', go: 'go version go1.26.1' }, { cpu: 'X', go: '1.26.1' }).verdict).toBe('improved')
  })

  it('unknown does not block, and is said', () => {
    expect(first([])).toMatchObject({
      verdict: 'improved',
      reasons: expect.arrayContaining(['Nothing says which machine measured the two sides.']),
    })
    expect(place({ cpu: 'x' }, {}).reasons).toContain('Nothing says which machine measured the candidate.')
    expect(place({ cpu: 'x' }, { cpu: 'x' }).reasons.join()).not.toContain('Nothing says which machine')
  })

  it('keeps what the files of a side disagree in', () => {
    const mixed = sideEnvironment([{ cpu: 'b', os: 'x' }, { cpu: 'a' }, { cpu: 'B' }])
    expect(mixed).toEqual({ cpu: 'B + a', os: 'x' })
    expect(place({ cpu: 'b' }, mixed)).toMatchObject({ verdict: 'not-comparable' })
    const runner = sideEnvironment([{ runner: 'self-hosted' }, { runner: 'github-hosted ubuntu24' }])
    expect(compare({ measurements: [], environments: { baseline: runner, candidate: runner } }).threshold).toBe(0.05)
  })

  it('a tree with changes in no commit warns', () => {
    const found = place({ cpu: 'x', dirty: 'true' }, { cpu: 'x', dirty: 'false' })
    expect(found.warnings).toEqual([{ code: 'W09', message: expect.stringContaining('The tree of the baseline held changes') }])
  })
})

describe('tool and unit', () => {
  it('another tool on the other side blocks', () => {
    const formats = new Map(faster.map(({ id, side }) => [id, side === 'baseline' ? 'hyperfine' : 'pytest-benchmark']))
    expect(first([], { formats })).toMatchObject({
      verdict: 'not-comparable',
      reasons: expect.arrayContaining(['Different tools measured the sides: hyperfine and pytest-benchmark.']),
    })
  })

  it('another dimension blocks, and there is nothing to show together', () => {
    const [found] = compare({ measurements: [measured('baseline', 2, { unit: '%' }), measured('candidate', 1, { unit: '' })] }).comparisons
    expect(found).toMatchObject({
      verdict: 'not-comparable',
      sides: null,
      difference: null,
      reasons: expect.arrayContaining(['The units measure different things: % and none.']),
    })
  })

  it.each([
    ['wrk', 900 / 1024],
    ['go-bench', 0.9],
  ])('an MB of %s is that tool’s: 900 KB are × %d', (format, ratio) => {
    const measurements = [measured('baseline', 1, { unit: 'MB' }), measured('candidate', 900, { unit: 'KB' })]
    const [found] = compare({ measurements, formats: new Map(measurements.map(({ id }) => [id, format])) }).comparisons
    expect(found?.ratio).toBe(ratio)
  })

  it('bytes of different decimal prefixes are converted, and it is said', () => {
    const [found] = compare({
      measurements: [measured('baseline', 1, { unit: 'GB' }), measured('candidate', 500, { unit: 'MB' })],
    }).comparisons
    expect(found).toMatchObject({ ratio: 0.5, reasons: expect.arrayContaining(['GB and MB are read as powers of 1000, 1024 with an i.']) })
  })
})

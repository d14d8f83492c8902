import { describe, expect, test } from 'vitest'
import { commonCount, documentCount, scoreDirection, scoreUnit } from '../../../src/benchmarks/formats/lm-eval-metrics.ts'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (path: string, value: unknown) => read({ path, text: JSON.stringify(value), siblings: () => null })

describe('the number of documents behind a score', () => {
  /** The standard error that the harness writes: √(p(1−p)/(n−1)). */
  const stderr = (p: number, n: number) => Math.sqrt((p * (1 - p)) / (n - 1))

  test.each([2, 10, 164, 1319, 14042])('%i comes out of its own standard error', (n) => {
    const right = Math.ceil(n / 3)
    expect(documentCount(right / n, stderr(right / n, n))).toBe(n)
  })

  test.each([
    ['a bootstrap error', 0.3, 0.0131],
    ['none right', 0, 0],
    ['all right', 1, 0],
    ['no error', 0.5, 0],
    ['an error of a perplexity', 7.25, 0.21],
  ])('is not guessed from %s', (_, mean, error) => expect(documentCount(mean, error)).toBeNull())

  test('shows where a limit made all tasks alike, and nowhere else', () => {
    expect(commonCount([0.2, 0.3, 0.1, 0.3, 0.1, 0.2, 0.2, 0.5], 4)).toBe(10)
    expect(commonCount([0.2, 0.3], 4)).toBeNull()
    expect(commonCount([0.2547, 0.3119, 0.1873, 0.3301, 0.2222, 0.4017, 0.2983, 0.2718], 4)).toBeNull()
  })
})

test.each([
  ['acc_norm', 'higher', 'fraction'],
  ['pass@10', 'higher', 'fraction'],
  ['prompt_level_strict_acc', 'higher', 'fraction'],
  ['word_perplexity', 'lower', 'perplexity'],
  ['bits_per_byte', 'lower', ''],
  ['likelihood_difference', 'unknown', ''],
  ['pct_stereotype', 'unknown', 'fraction'],
] as const)('%s is better %s', (metric, better, unit) => {
  expect(scoreDirection(metric)).toBe(better)
  expect(scoreUnit(metric)).toBe(unit)
})

test('what the file declares of a metric wins over its name', () => {
  const file = { results: { task: { 'acc,none': 0.5 } }, versions: {}, config: {}, higher_is_better: { task: { acc: false } } }
  expect(of('x.json', file).measurements.map(({ better }) => better)).toEqual(['lower'])
})

test('groups repeat their tasks and are not compared', () => {
  for (const name of ['results.json', 'table.md', 'limited.md']) {
    const groups = read(fixture(`lm-eval/${name}`)).measurements.filter(
      ({ benchmark, statistic }) => /^(?:mmlu|stem|quiz|mmlu_mini)$/.test(benchmark) && statistic === 'mean',
    )
    expect(new Set(groups.map(({ role }) => role)), name).toEqual(new Set(['aggregate']))
  }
})

test('HELM: what was perturbed, or is of another split, is no result', () => {
  const { measurements } = read(fixture('helm/runs/v1/quiz:subject=law,model=acme_tiny/stats.json'))
  const exact = measurements.filter(({ metric }) => metric === 'exact_match').map(({ role, condition }) => `${role} ${condition}`)
  expect(exact).toEqual(['result split=test', 'derived split=valid', 'derived split=test, perturbation=robustness, computed_on=worst'])
})

describe('promptfoo', () => {
  test('answers from the cache have no latency', () => {
    const { measurements, flags } = read(fixture('promptfoo/version-2.json'))
    expect(measurements.filter(({ metric }) => metric === 'latency' || metric === 'cost')).toEqual([])
    expect(flags.map(({ code }) => code)).toContain('zero-means-missing')
  })

  test('a run of errors has no latency and no score', () => {
    const metrics = { score: 0, testPassCount: 0, testFailCount: 0, testErrorCount: 5, totalLatencyMs: 0, cost: 0 }
    const file = {
      results: { version: 3, prompts: [{ provider: 'x', metrics }], results: [], stats: { successes: 0, failures: 0, errors: 5 } },
    }
    const { measurements, flags } = of('x.json', file)
    expect(measurements.filter(({ unit }) => unit !== 'tests')).toEqual([])
    expect(flags.map(({ code }) => code)).toContain('all-failed')
  })

  test('the words of a prompt are not repeated', () => {
    expect(JSON.stringify(read(fixture('promptfoo/version-3.json')))).not.toContain('secret prompt')
  })
})

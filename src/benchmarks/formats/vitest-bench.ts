import { at, entries, has, isListOf, isObject, items, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { judgeHomeMember } from './home-path.ts'
import { readTinybenchStatistics } from './tinybench-statistics.ts'

/** https://vitest.dev/guide/features.html#benchmarking; the shape is packages/vitest/src/node/reporters/benchmark. */
export const vitestBench: Reader = {
  name: 'vitest-bench',
  title: 'Vitest bench',
  docs: '`vitest bench --outputJson` of versions 0 to 4, and the JSON reporter of version 5.',
  primary: ['time', 'latency'],
  detect: ({ json }) => isSecond(json?.value) || isFirst(json?.value) || isFifth(json?.value),
  parse({ json }, found) {
    if (json === null) return
    for (const file of items(at(json, 'files'))) {
      judgeHomeMember(file, 'filepath', found)
      for (const group of items(at(file, 'groups'))) {
        for (const benchmark of items(at(group, 'benchmarks'))) readBenchmark(text(at(group, 'fullName')) ?? '', benchmark, found)
      }
    }
    for (const [group, benchmarks] of entries(at(json, 'testResults'))) {
      for (const benchmark of items(benchmarks)) readBenchmark(group, benchmark, found)
    }
    for (const file of items(at(json, 'testResults'))) {
      for (const test of items(at(file, 'assertionResults'))) readTest(test, found)
    }
  },
}

/** Versions 2 to 4. */
function isSecond(value: unknown): boolean {
  return (
    has(value, 'files') &&
    isListOf(value.files, (file) => has(file, 'groups') && Array.isArray(file.groups)) &&
    value.files.some((file) => isObject(file) && isListOf(file.groups, (group) => has(group, 'benchmarks')))
  )
}

/** Versions 0 and 1. */
function isFirst(value: unknown): boolean {
  return (
    has(value, 'testResults') &&
    isObject(value.testResults) &&
    isListOf(Object.values(value.testResults).flat(), (one) => has(one, 'hz', 'rme'))
  )
}

/** Version 5: tests that call `bench`, in the JSON reporter's answer. */
function isFifth(value: unknown): boolean {
  const files = has(value, 'testResults') ? value.testResults : null
  return (
    isListOf(files, (file) => has(file, 'assertionResults')) &&
    files.some((file) => has(file, 'assertionResults') && isListOf(file.assertionResults, hasBenchmarks))
  )
}

function hasBenchmarks(test: unknown): boolean {
  return has(test, 'benchmarks') && Array.isArray(test.benchmarks)
}

function readTest(test: JsonNode, found: Findings): void {
  if (text(at(test, 'status')) === 'failed')
    found.flag('skipped-or-errored-row', `The test "${text(at(test, 'fullName')) ?? ''}" failed.`, at(test, 'status'))
  for (const group of items(at(test, 'benchmarks'))) {
    for (const task of items(at(group, 'tasks'))) {
      const name = [text(at(group, 'name')) ?? '', text(at(task, 'name')) ?? ''].filter(Boolean).join(' > ')
      if (at(task, 'fromStore').value !== true) readTinybenchStatistics(name, task, found)
    }
  }
}

const statistics = { median: 'median', min: 'min', max: 'max', p75: 'p75', p99: 'p99', p995: 'p99.5', p999: 'p99.9' }

function readBenchmark(group: string, benchmark: JsonNode, found: Findings): void {
  const name = [group, text(at(benchmark, 'name')) ?? ''].filter(Boolean).join(' > ')
  const degrees = number(at(benchmark, 'df'))
  const samples = number(at(benchmark, 'sampleCount')) ?? (degrees === null ? null : degrees + 1)
  if (at(benchmark, 'mean').value === undefined || samples === 0) {
    found.flag('skipped-or-errored-row', `${name} has no figures: it was skipped or failed.`, at(benchmark, 'name'))
    return
  }
  const shared: Figure = {
    benchmark: name,
    metric: 'time',
    unit: 'ms',
    better: 'lower',
    samples,
    sampleKind: samples === null ? null : 'iteration',
  }
  const margin = number(at(benchmark, 'rme'))
  const spread = margin === null ? null : ({ kind: 'relative-half-width', value: margin / 100, level: 0.95 } as const)
  found.json(at(benchmark, 'mean'), { ...shared, statistic: 'mean', spread })
  for (const [key, statistic] of Object.entries(statistics)) found.json(at(benchmark, key), { ...shared, statistic })
  found.json(at(benchmark, 'sd'), { ...shared, statistic: 'stddev', role: 'derived' })
  found.json(at(benchmark, 'hz'), { ...shared, metric: 'hz', statistic: '1/mean', unit: 'ops/s', better: 'higher', role: 'derived' })
  const [mean, median] = [number(at(benchmark, 'mean')), number(at(benchmark, 'median'))]
  if (mean !== null && median !== null && median > 0 && Math.abs(mean / median - 1) > 0.2)
    found.flag(
      'mean-median-gap',
      `${name}: mean and median differ by more than 20 %: a few slow iterations move the mean.`,
      at(benchmark, 'mean'),
    )
}

/** What the smaller formats must not make of their files; their figures are tested by ../formats.test.ts. */
import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const codes = (path: string) => read(fixture(path)).flags.map(({ code }) => code)
const json = (value: unknown) => read({ path: 'x.json', text: JSON.stringify(value), siblings: () => null })

describe('hyperfine', () => {
  test('counts runs of CSV and Markdown only where the JSON beside them is of the same call', () => {
    const samples = (path: string) => read(fixture(path)).measurements.map(({ benchmark, samples }) => `${benchmark} ${samples}`)
    expect(new Set(samples('hyperfine/release.md'))).toEqual(new Set(['build, old 4', 'build 4', 'cat a | wc null']))
    expect(new Set(samples('hyperfine/release.csv'))).toEqual(new Set(['build, old 4', 'build 4', 'another command null']))
    expect(read({ ...fixture('hyperfine/release.md'), siblings: () => '{ broken' }).measurements[0]?.samples).toBeNull()
  })

  test('has no figure of a command that failed in every run, and the exit code of one that failed in some', () => {
    const result = (command: string, exit_codes: (number | null)[]) => ({
      command,
      mean: 1,
      stddev: 0,
      median: 1,
      user: 1,
      system: 0,
      exit_codes,
    })
    const failing = json({ results: [result('a', [1, null]), result('b', [0, 2, null]), result('c', [0, 0])] })
    expect(new Set(failing.measurements.map(({ benchmark }) => benchmark))).toEqual(new Set(['b', 'c']))
    const workload = failing.measurements.filter(({ role }) => role === 'workload')
    expect(workload).toMatchObject([{ benchmark: 'b', metric: 'exit code', value: 2, locator: { pointer: '/results/1/exit_codes/1' } }])
    expect(failing.flags.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'all-failed "a" failed in every run: how long that took is no figure.',
      'partial-failure "b" failed in 2 of 3 runs: a failing command was measured.',
    ])
  })

  test('flags a failing command, a single run and a cold one', () => {
    expect(codes('hyperfine/two-commands.json')).toEqual(['all-failed', 'cold-run'])
    const once = json({ results: [{ command: 'x', mean: 1, stddev: null, median: 1, user: 1, system: 0, min: 1, max: 1, times: [1] }] })
    expect(once.flags.map(({ code }) => code)).toEqual(['single-run'])
  })
})

describe('pytest-benchmark', () => {
  test('does not use rounds that were cut by hand', () => {
    const means = read(fixture('pytest-benchmark/two.json')).measurements.filter(({ statistic }) => statistic === 'mean')
    expect(means.map(({ values }) => values?.length)).toEqual([5, undefined])
    expect(codes('pytest-benchmark/two.json')).toEqual(['dirty-tree', 'malformed-row'])
  })

  test('never counts ops: it is 1 / mean', () => {
    expect(read(fixture('pytest-benchmark/two.json')).measurements.find(({ metric }) => metric === 'ops')?.role).toBe('derived')
  })
})

describe('Go', () => {
  const go = (text: string) => read({ path: 'x.txt', text, siblings: () => null })
  test('a number is no unit, and no time at all is no time', () => {
    const read = go('BenchmarkX-8 100 90 -10.00%\nBenchmarkY 100 0 ns/op\n')
    expect(read.measurements.map(({ benchmark, value }) => [benchmark, value])).toEqual([['Y', 0]])
    expect(read.flags.map(({ code }) => code)).toEqual(['malformed-row', 'implausible'])
  })
  test('the table of benchcmp is not Go\u2019s own output: its two columns are the sides', () => {
    const table = 'benchmark         old ns/op     new ns/op     delta\nBenchmarkGet-16   3969200       1980841       -50.09%\n'
    const { format, measurements } = read({ path: 'pr.md', text: `\`\`\`\n${table}\`\`\`\n`, siblings: () => null })
    expect(format).toBe('markdown')
    expect(measurements.map(({ side, value }) => [side, value])).toEqual([
      ['baseline', 3969200],
      ['candidate', 1980841],
    ])
  })
  test.each([
    ['go: downloading golang.org/x/sync v0.7.0\ngoos: linux\n', ''],
    ['go: go1.26.1\n', ''],
    ['commit: abc\nbranch: main\ndate: 2026-11-20\ngoos: linux\n', ''],
    ['shell: /usr/bin/bash -e {0}\n', ''],
    ['runner: 8 cores\n##[endgroup]\ngoos: linux\n', ''],
    ['cache: 64\n\ngoos: linux\npkg: a\n', 'cache: 64'],
    ['cache: 64\nBenchmarkW 1 5 ns/op\nsome log\n', 'cache: 64'],
  ])('%j above a row is the condition %j', (above, condition) => {
    const { measurements } = go(`${above}BenchmarkX 1 5 ns/op\n`)
    expect(measurements.at(-1)).toMatchObject({ benchmark: 'X', condition })
  })
  test('commits keep benchmarks of one file apart, and may say the side', () => {
    const rows = ['aaa', 'bbb'].map((commit) => `commit: ${commit}\nBenchmarkX 1 5 ns/op\n`).join('')
    expect(go(rows).measurements.map(({ condition }) => condition)).toEqual(['commit: aaa', 'commit: bbb'])
    expect(go('branch: before\nBenchmarkX 1 5 ns/op\n').measurements[0]).toMatchObject({ side: 'baseline', condition: '' })
    expect(go('go: go1.26.1\nBenchmarkX 1 5 ns/op\n').environment).toEqual({ go: 'go1.26.1' })
  })
  test('packages keep benchmarks of one name apart', () => {
    const two = go('pkg: a\nBenchmarkX 1 5 ns/op\npkg: b\nBenchmarkX 1 6 ns/op\n')
    expect(two.measurements.map(({ condition, sampleKind }) => [condition, sampleKind])).toEqual([
      ['pkg: a', 'iteration'],
      ['pkg: b', 'iteration'],
    ])
    expect(go('pkg: a\nBenchmarkX 1 5 ns/op\n').measurements[0]?.condition).toBe('')
  })

  test('a unit line decides what is better', () => {
    const better = (line: string) => go(`${line}\nBenchmarkX 1 5 hits\n`).measurements[0]?.better
    expect([better('Unit hits better=higher'), better('Unit hits better=lower'), better('Unit other better=lower')]).toEqual([
      'higher',
      'lower',
      'unknown',
    ])
  })

  test('a name without figures is a running benchmark, not a result', () =>
    expect(go('BenchmarkX\nBenchmarkY 1 5 ns/op\n').measurements).toHaveLength(1))

  test('less than a nanosecond is not believed', () =>
    expect(go('BenchmarkX 1000000000 0.25 ns/op\n').flags.map(({ code }) => code)).toEqual(['implausible']))
})

describe('Vitest and tinybench', () => {
  test('what failed gives a flag and no figure', () => {
    expect(codes('vitest-bench/version-0.json')).toEqual(['skipped-or-errored-row'])
    expect(codes('tinybench/results.json')).toContain('skipped-or-errored-row')
    expect(read(fixture('tinybench/results.json')).measurements.some(({ benchmark }) => benchmark === 'throws')).toBe(false)
  })

  test('rates of the same iterations are not counted a second time', () => {
    for (const path of ['vitest-bench/version-2.json', 'vitest-bench/version-5.json', 'tinybench/results.json'])
      expect(read(fixture(path)).measurements.filter(({ better, role }) => better === 'higher' && role === 'result')).toEqual([])
  })

  test('a stored reference of Vitest 5 was not measured in this run', () => {
    const value = JSON.parse(fixture('vitest-bench/version-5.json').text) as {
      testResults: { assertionResults: { benchmarks: { tasks: object[] }[] }[] }[]
    }
    const [task] = value.testResults[0]?.assertionResults[0]?.benchmarks[0]?.tasks ?? []
    Object.assign(task ?? {}, { fromStore: true })
    expect(json(value)).toMatchObject({ format: 'vitest-bench', measurements: [] })
  })
})

describe('github-action-benchmark', () => {
  test('never guesses which way is good', () => {
    expect(json([{ name: 'a', unit: 'req/s', value: 70 }])).toMatchObject({
      measurements: [{ better: 'unknown' }],
      flags: [{ code: 'direction-unknown' }],
    })
  })

  test('a list with other keys is something else', () =>
    expect(json([{ name: 'a', unit: 's', value: 1, other: 2 }]).format).not.toBe('github-action-benchmark-custom'))
})

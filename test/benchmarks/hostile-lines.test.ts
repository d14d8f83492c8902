/** A line of a few hundred kilobytes of one thing inside a real output: a reader answers at once, whatever it answers. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from '../../src/benchmarks/read.ts'

const fixtureOf = (path: string) => new URL(`../fixtures/benchmarks/${path}`, import.meta.url)

test.each([
  ['asv/run.txt', 'a'],
  ['benchstat/swapped-and-single.txt', '1 '],
  ['sglang-bench-serving/sglang_1103_120_512_128.jsonl', ','],
])('%s with %j for ever', (path, unit) => {
  const own = readFileSync(fixtureOf(path), 'utf8')
  const half = Math.floor(own.length / 2)
  const text = own.slice(0, half) + unit.repeat(300_000 / unit.length) + own.slice(half)
  const start = performance.now()
  read({ path, text, siblings: () => null })
  expect(performance.now() - start).toBeLessThan(3000)
})

const many = (count: number, line: (index: number) => string) => `${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n`
const googleRow = (name: string) => `${name} 1.0 ns 1.0 ns 3`
const googleCell = (name: string) => `${name},3,1.0,1.0,ns,,,,,`
const aggregates = (index: number) => ['mean', 'median', 'stddev'].map((word) => `BM_${index}_${word}`)

/** Each name is another: nothing that is looked for among all of them may be looked for by every one. */
test.each([
  ['voices within voices', () => many(60_000, (index) => `s-${index % 32} | t-${(index >> 5) % 32} | x`)],
  ['voices without end', () => many(250, () => `${'1: '.repeat(1333)}x`)],
  [
    'aggregates of Google Benchmark',
    () => `Benchmark          Time             CPU   Iterations\n${many(20_000, (i) => aggregates(i).map(googleRow).join('\n'))}`,
  ],
  [
    'aggregates in its CSV',
    () =>
      `name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message\n` +
      many(20_000, (i) => aggregates(i).map(googleCell).join('\n')),
  ],
  [
    'executables of luau',
    () =>
      `${many(30_000, (i) => `SUCCESS: t${i}: 15.041ms +/- 0.636% on d${i}`)}Test | Min | Average | StdDev% | Driver\n---+--\n` +
      many(30_000, (i) => `t${i} | 1.0ms | 2.0ms | 3% | d${i}`),
  ],
  [
    'kernels of Liger',
    () => {
      const [header = '', row = ''] = readFileSync(fixtureOf('liger-benchmark-csv/all_benchmark_data.csv'), 'utf8').split('\n')
      return `${header}\n${many(10_000, (i) => `kernel${i}_${row}`)}`
    },
  ],
  [
    'columns of llama-bench',
    () => {
      const [header = '', row = ''] = readFileSync(fixtureOf('llama-bench/tests.csv'), 'utf8').split('\n')
      return `${[header, ...Array.from({ length: 4900 }, (_, i) => `x${i}`)].join()}\n${many(180, () => row + ','.repeat(4900))}`
    },
  ],
  ['a cell that is rewritten', () => `"Step","a - train/loss"\n"0","10.9"\n"1","4.7${'5","4.7\r7'.repeat(100_000)}\n"2","4.5"\n`],
  ['settings of go test', () => `${many(20_000, (i) => `goos${i}: linux`)}BenchmarkA-8 100 12 ns/op\n`],
  ['packages of go test', () => many(20_000, (i) => `pkg: a${i}\nBenchmarkA-8 100 12 ns/op`)],
  ['metrics of k6', () => `${many(60_000, (i) => `own${i}....: 1597   531.6/s`)}http_reqs....: 1597 531.6/s\n`],
])('a megabyte of %s', (_, text) => {
  const input = { path: 'x.log', text: text(), siblings: () => null }
  const start = process.cpuUsage()
  JSON.stringify(read(input).measurements)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1e6).toBeLessThan(2.5)
})

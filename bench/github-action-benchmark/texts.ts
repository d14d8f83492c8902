/** The outputs of the tools that github-action-benchmark reads, of about so many bytes, as the tools print them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflations } from '../inflate.ts'

export interface Output {
  /** As github-action-benchmark calls the tool. */
  tool: string
  /** The reader of ours. */
  format: string
  file: string
  text(bytes: number): string
}

export const outputs: readonly Output[] = [
  { tool: 'cargo', format: 'libtest', file: 'bench.txt', text: (bytes) => rows(bytes, cargoHead, cargoRow, '\n') },
  { tool: 'go', format: 'go-bench', file: 'new.txt', text: (bytes) => rows(bytes, goHead, goRow, 'PASS\n') },
  { tool: 'benchmarkjs', format: 'benchmark-js', file: 'bench.txt', text: (bytes) => rows(bytes, '', benchmarkJsRow, '') },
  { tool: 'benchmarkluau', format: 'luau-bench', file: 'bench.txt', text: (bytes) => rows(bytes, '', luauRow, '') },
  { tool: 'catch2', format: 'catch2', file: 'bench.txt', text: (bytes) => rows(bytes, catch2Head, catch2Row, '') },
  {
    tool: 'pytest',
    format: 'pytest-benchmark',
    file: 'output.json',
    text: (bytes) => grown('pytest-benchmark/two.json', 'benchmarks', bytes),
  },
  {
    tool: 'googlecpp',
    format: 'google-benchmark',
    file: 'output.json',
    text: (bytes) => grown('google-benchmark/repetitions.json', 'benchmarks', bytes),
  },
  { tool: 'julia', format: 'julia-benchmarktools', file: 'output.json', text: julia },
  { tool: 'jmh', format: 'jmh', file: 'jmh-result.json', text: (bytes) => grown('jmh/split.json', null, bytes) },
  {
    tool: 'benchmarkdotnet',
    format: 'benchmarkdotnet',
    file: 'Words-report-full.json',
    text: (bytes) => grown('benchmarkdotnet/words-report-full.json', 'Benchmarks', bytes),
  },
  ...['customBiggerIsBetter', 'customSmallerIsBetter'].map((tool) => ({
    tool,
    format: 'github-action-benchmark-custom',
    file: `${tool}_output.json`,
    text: (bytes: number) => inflated(JSON.stringify(custom), bytes),
  })),
]

function rows(bytes: number, head: string, row: (index: number) => string, foot: string): string {
  const all = [head]
  for (let size = head.length; size < bytes; size += all.at(-1)?.length ?? 0) all.push(row(all.length))
  return all.join('') + foot
}

const cargoHead = '\nrunning 5 tests\n'
const cargoRow = (index: number) =>
  `test words::split_${index} ... bench: ${`${1 + (index % 97)},${String(100 + (index % 899))}`.padStart(11)}.${10 + (index % 89)} ns/iter (+/- ${10 + (index % 53)}.25)\n`

const goHead = 'goos: linux\ngoarch: amd64\npkg: example.org/ringcache\ncpu: AMD EPYC 7763 64-Core Processor\n'
const goRow = (index: number) =>
  `${`BenchmarkGet/shards=${Math.floor(index / 10)}-8`.padEnd(32)}\t${String(5_000_000 + index).padStart(9)}\t${(214.9 + (index % 977) * 0.1).toFixed(1).padStart(9)} ns/op\t      48 B/op\t       1 allocs/op\n`

const benchmarkJsRow = (index: number) =>
  `split into ${index} words x ${(99_129 + (index % 9973)).toLocaleString('en-US')} ops/sec ±${(1 + (index % 37) * 0.1).toFixed(2)}% (${50 + (index % 45)} runs sampled)\n`

const luauRow = (index: number) =>
  `SUCCESS: ${`words-${index}`.padEnd(40)}: ${(15 + (index % 977) * 0.013).toFixed(3).padStart(8)}ms +/- ${(0.5 + (index % 13) * 0.1).toFixed(3).padStart(6)}% on luau\n`

const catch2Head = `strings_bench is a Catch2 v3.7.1 host application.
Run with -? for options

-------------------------------------------------------------------------------
Sums
-------------------------------------------------------------------------------
strings_bench.cpp:6
...............................................................................

benchmark name                       samples       iterations    est run time
                                     mean          low mean      high mean
                                     std dev       low std dev   high std dev
-------------------------------------------------------------------------------
`
const catch2Row = (index: number) => {
  const cells = (...values: number[]) => `${' '.repeat(40)}${values.map((value) => `${value.toFixed(4)} ns`.padEnd(14)).join('')}\n`
  const mean = 24.7826 + (index % 977) * 0.01
  return `${`sum of ${index}`.padEnd(46)} 100 ${String(100 + (index % 899)).padStart(13)}     2.7574 ms \n${cells(mean, mean - 1.85, mean + 2.59)}${cells(11.1277, 8.4827, 13.6446)}${' '.repeat(79)}\n`
}

const custom = [{ name: 'memory', unit: 'MB', value: 150.5, range: '3', extra: 'n: 25' }]

function julia(bytes: number): string {
  const parameters = {
    gctrial: true,
    time_tolerance: 0.05,
    samples: 10_000,
    evals: 390,
    gcsample: false,
    seconds: 5,
    overhead: 0,
    memory_tolerance: 0.01,
  }
  const row = (index: number) => [
    'TrialEstimate',
    { allocs: 2, time: 246.5 + (index % 977) * 0.1, memory: 160, params: ['Parameters', parameters], gctime: 0 },
  ]
  const saved = (count: number) => {
    const data = Object.fromEntries(Array.from({ length: count }, (_, index) => [`split ${index}`, row(index)]))
    return JSON.stringify([{ Julia: '1.10.4', BenchmarkTools: '1.5.0' }, [['BenchmarkGroup', { tags: [], data }]]], null, 2)
  }
  return saved(Math.ceil(bytes / (saved(2).length - saved(1).length)))
}

/** A fixture of ours, of which the first benchmark is repeated: others are made to be strange, and the peer gives up at them. */
function grown(fixture: string, list: string | null, bytes: number): string {
  const value = JSON.parse(readFileSync(join(import.meta.dirname, '../../test/fixtures/benchmarks', fixture), 'utf8')) as unknown
  const record = value as Record<string, unknown>
  const [first] = (list === null ? value : record[list]) as unknown[]
  const rows = inflated(JSON.stringify([first]), bytes)
  return list === null ? rows : JSON.stringify({ ...record, [list]: JSON.parse(rows) as unknown }, null, 2)
}

function inflated(text: string, bytes: number): string {
  return inflations(text, bytes)[0]?.() ?? ''
}

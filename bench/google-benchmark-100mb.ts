/** How long reading a 100 MB google-benchmark file takes, against JSON.parse of the same file. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '../src/benchmarks/document/decode.ts'
import { read } from '../src/benchmarks/read.ts'
import type { Figure } from './figure.ts'

const RUNS = 5
const BYTES = 100e6

/** Each way in a process of its own, alternating, so that neither works with the other's garbage. */
export async function run(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  const file = join(directory, 'google-benchmark.json')
  try {
    writeFileSync(file, googleBenchmarkFile())
    const times = { parse: [] as number[], read: [] as number[] }
    for (let round = 0; round < RUNS; round += 1) {
      for (const way of ['parse', 'read'] as const) {
        times[way].push(Number(execFileSync(process.execPath, [import.meta.filename, way, file], { encoding: 'utf8' })))
      }
    }
    const [parse, reading] = [median(times.parse), median(times.read)]
    return [
      {
        name: 'reading a 100 MB google-benchmark file against JSON.parse of it',
        value: reading / parse,
        unit: '×',
        limit: 2,
        bound: 'at-most',
        detail: `medians of ${RUNS} alternating runs, file to values: ${reading.toFixed(0)} ms, ${parse.toFixed(0)} ms`,
      },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Rows as the library writes them, with figures that differ. */
function googleBenchmarkFile(): string {
  const rows: string[] = []
  for (let bytes = 0; bytes < BYTES; bytes += (rows.at(-1)?.length ?? 0) + 2) {
    const index = rows.length
    rows.push(`    {
      "name": "BM_VectorPushBack<std::vector<int64_t>>/${index}/threads:4",
      "family_index": 0,
      "per_family_instance_index": ${index},
      "run_name": "BM_VectorPushBack<std::vector<int64_t>>/${index}/threads:4",
      "run_type": "iteration",
      "repetitions": 1,
      "repetition_index": 0,
      "threads": 4,
      "iterations": ${1000 + (index % 977)},
      "real_time": ${(214.98980114547953 + index * 0.37).toExponential(16)},
      "cpu_time": ${(213.65507206163295 + index * 0.31).toExponential(16)},
      "time_unit": "ns"
    }`)
  }
  return `{
  "context": {
    "date": "2026-10-02T09:14:11+02:00",
    "host_name": "bench-host",
    "executable": "./vector_bench",
    "num_cpus": 8,
    "mhz_per_cpu": 3400,
    "cpu_scaling_enabled": false,
    "load_avg": [0.41,0.52,0.5],
    "library_build_type": "release"
  },
  "benchmarks": [
${rows.join(',\n')}
  ]
}
`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** In the child: the milliseconds of one way, from the file to its values. */
function timed(way: string, file: string): number {
  const started = performance.now()
  const figures =
    way === 'parse'
      ? parsedRows(file)
      : read({ path: file, text: decode(readFileSync(file)), siblings: () => null }).measurements.length / 2
  const elapsed = performance.now() - started
  if (figures < 100_000) throw new Error(`${way} found ${figures} rows`)
  return elapsed
}

function parsedRows(file: string): number {
  return (JSON.parse(readFileSync(file, 'utf8')) as { benchmarks: unknown[] }).benchmarks.length
}

const [way, file] = process.argv.slice(2)
if (import.meta.main && way !== undefined && file !== undefined) process.stdout.write(String(timed(way, file)))

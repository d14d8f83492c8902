/** How many megabytes a second of `go test -bench` text are read, in a process of its own. */
import { execFileSync } from 'node:child_process'
import { median } from 'simple-statistics'
import { read } from '../src/benchmarks/read.ts'
import type { Figure } from './figure.ts'

const RUNS = 5
const BYTES = 20e6

/** Medians of five fresh processes: from the text until all is read and judged, and until each figure was looked at. */
export async function run(): Promise<Figure[]> {
  const runs = Array.from({ length: RUNS }, () =>
    execFileSync(process.execPath, [import.meta.filename, 'child'], { encoding: 'utf8' })
      .split(' ')
      .map(Number),
  )
  const [read = Number.NaN, looked = Number.NaN] = [0, 1].map((which) => median(runs.map((times) => times[which] ?? Number.NaN)))
  return [
    {
      name: 'text of go test -bench',
      value: BYTES / 1e6 / read,
      unit: 'MB/s',
      limit: 100,
      bound: 'at-least',
      detail: `${BYTES / 1e6} MB in ${(read * 1000).toFixed(0)} ms, median of ${RUNS} processes, cold start included; with every figure looked at ${(looked * 1000).toFixed(0)} ms`,
    },
  ]
}

/** Rows of `-benchmem -count=10`, as the tool aligns them. */
function goText(): string {
  const head = 'goos: linux\ngoarch: amd64\npkg: example.org/ringcache\ncpu: Intel(R) Xeon(R) CPU @ 2.20GHz\n'
  const lines: string[] = []
  for (let bytes = head.length; bytes < BYTES; bytes += lines.at(-1)?.length ?? 0) {
    const index = lines.length
    const name = `BenchmarkGet/shards=${Math.floor(index / 10)}-8`
    lines.push(
      `${name.padEnd(40)}\t${(5_000_000 + index).toString().padStart(9)}\t${(214.9 + (index % 977) * 0.1).toFixed(1).padStart(9)} ns/op\t      48 B/op\t       1 allocs/op`,
    )
  }
  return `${head}${lines.join('\n')}\nPASS\n`
}

if (import.meta.main) {
  const text = goText()
  const started = performance.now()
  const reading = read({ path: 'new.txt', text, siblings: () => null })
  const elapsed = (performance.now() - started) / 1000
  const { measurements } = reading
  const sum = measurements.reduce((all, { benchmark, value, unit }) => all + benchmark.length + value + unit.length, 0)
  const looked = (performance.now() - started) / 1000
  if (measurements.length < 500_000 || Number.isNaN(sum)) throw new Error(`found ${measurements.length} figures`)
  process.stdout.write(`${elapsed} ${looked}`)
}

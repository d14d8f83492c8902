/** How long reading the evidence of a range with a 100 MB diff takes, against `git diff` alone for it; and the memory. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRepository } from './diff-100mb/repository.ts'
import type { Figure } from './figure.ts'

const RUNS = 5
const RANGE = 'main~1..main'

/** Alternating runs, so that a machine that slows down slows both sides. */
export async function run(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  try {
    makeRepository(directory)
    const alone: Timed[] = []
    const ours: Timed[] = []
    for (let i = 0; i < RUNS; i += 1) {
      // Its output has to go somewhere: wc reads it and tells its size.
      alone.push(timed('sh', ['-c', `git -C "$0" diff ${RANGE} | wc -c`, directory]))
      ours.push(timed(process.execPath, [join(import.meta.dirname, 'diff-100mb', 'read.ts'), directory, RANGE]))
    }
    const seconds = { alone: median(alone.map((one) => one.seconds)), ours: median(ours.map((one) => one.seconds)) }
    const megabytes = `${Math.round((alone[0]?.printed ?? 0) / 1e6)} MB`
    return [
      {
        name: `reading a range with a diff of ${megabytes} against git diff alone`,
        value: seconds.ours / seconds.alone,
        unit: '×',
        limit: 3,
        bound: 'at-most',
        detail: `medians of ${RUNS} alternating runs: ${seconds.ours.toFixed(2)} s, ${seconds.alone.toFixed(2)} s`,
      },
      {
        name: `memory of reading a range with a diff of ${megabytes}`,
        value: Math.max(...ours.map((one) => one.printed)) / 1e6,
        unit: 'MB',
        limit: 300,
        bound: 'at-most',
        detail: `largest peak of ${RUNS} processes (resident set)`,
      },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

interface Timed {
  seconds: number
  /** The number that the process printed. */
  printed: number
}

function timed(command: string, args: string[]): Timed {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
  return { seconds, printed: Number(stdout) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

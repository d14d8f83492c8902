/** How long `casewright --help` takes, from the bundle that is published, against a node that does nothing. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from 'simple-statistics'
import { bundle } from '../scripts/build.ts'
import type { Figure } from './figure.ts'

const RUNS = 31

/** Alternating runs, so that a machine that slows down slows both sides. */
export async function run(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  try {
    await bundle(directory)
    const bare: number[] = []
    const help: number[] = []
    for (let i = 0; i < RUNS; i += 1) {
      bare.push(milliseconds(['-e', '0']))
      help.push(milliseconds([join(directory, 'cli.js'), '--help']))
    }
    return [
      {
        name: 'casewright --help against node -e 0',
        value: median(help) / median(bare),
        unit: '×',
        limit: 3,
        bound: 'at-most',
        detail: `medians of ${RUNS} alternating runs: ${median(help).toFixed(1)} ms, ${median(bare).toFixed(1)} ms`,
      },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function milliseconds(args: string[]): number {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  const elapsed = performance.now() - started
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return elapsed
}

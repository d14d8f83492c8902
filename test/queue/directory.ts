/** Directories for PGlite in tests. Making the first one takes seconds and a gigabyte, so it is made once and copied. */

import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openQueue } from '../../src/queue/queue.ts'

const OUT = resolve(import.meta.dirname, '../../out')

/** A new directory with an empty queue in it; deleted by whoever asked, or with the temporary folder. */
export async function queueDirectory(): Promise<string> {
  const made = await template()
  const directory = mkdtempSync(join(tmpdir(), 'casewright-queue-'))
  cpSync(made, directory, { recursive: true })
  return directory
}

/** Test files run side by side: the first makes it, the others wait. */
async function template(): Promise<string> {
  const path = join(OUT, `queue-${fingerprint()}`)
  const making = `${path}.making`
  mkdirSync(OUT, { recursive: true })
  while (!existsSync(path)) {
    try {
      mkdirSync(making)
    } catch {
      // Left behind by a run that was killed.
      const since = statSync(making, { throwIfNoEntry: false })?.mtimeMs
      if (since !== undefined && Date.now() - since > 90_000) rmSync(making, { recursive: true, force: true })
      await pause(200)
      continue
    }
    try {
      if (existsSync(path)) continue
      const queue = await openQueue({ databaseUrl: null, directory: `${making}/queue`, onError: () => {}, onLost: () => {} })
      await queue.close(0)
      renameSync(`${making}/queue`, path)
    } finally {
      rmSync(making, { recursive: true, force: true })
    }
  }
  return path
}

/** Changes with whatever the directory's content depends on. */
function fingerprint(): string {
  const versions = ['pg-boss', '@electric-sql/pglite'].map((name) => {
    const file = resolve(import.meta.dirname, '../../node_modules', name, 'package.json')
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
  })
  const sources = ['tables.ts', 'stored-job.ts'].map((name) => readFileSync(resolve(import.meta.dirname, '../../src/queue', name), 'utf8'))
  return createHash('sha256')
    .update([...versions, ...sources].join('\n'))
    .digest('hex')
    .slice(0, 12)
}

/**
 * Bundles the command line and the Action into `dist/`: what the package and action.yml run, because Node strips no types under
 * `node_modules`. Minified output without hashes in the names is the same, byte for byte, on every machine.
 */
import { chmodSync, rmSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { licences } from './licences.ts'
import { root } from './root.ts'

/**
 * Every file costs a start half a millisecond, so what the Action's first request needs lies in few; what the command
 * line's first line needs, which is only errors and version, lies apart.
 */
const START = [
  { name: 'base', test: /src\/errors\.ts$|cli\/version\.ts$|package\.json$/, priority: 3 },
  { name: 'github', test: /src\/github\/client\.ts$|sources\/github\/reference\.ts$/, priority: 2 },
  { name: 'start', test: /src\/action\/(clients|draft|log|outcome)\.ts$/, priority: 1 },
]

const ENTRIES = { cli: 'src/cli.ts', action: 'src/action.ts' }

/** Writes the bundle into `directory`, which is emptied first; tests of one entry leave out the others. */
export async function bundle(directory: string, entries: Partial<typeof ENTRIES> = ENTRIES): Promise<void> {
  rmSync(directory, { recursive: true, force: true })
  const build = await rolldown({
    cwd: root,
    input: entries as Record<string, string>,
    platform: 'node',
    // What only the App runs on: servers and databases, installed beside casewright (src/queue/packages.ts).
    external: ['probot', 'pg-boss', '@electric-sql/pglite', 'prom-client'],
    plugins: [licences()],
    onLog(level, log, otherwise) {
      if (level === 'warn') throw new Error(`The bundle has a fault: ${log.message}`)
      otherwise(level, log)
    },
  })
  try {
    await build.write({
      dir: directory,
      format: 'esm',
      minify: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      codeSplitting: { groups: START },
    })
    // npm makes a command executable when it installs it, and the clone it installs from must not change by that.
    if (entries.cli !== undefined) chmodSync(`${directory}/cli.js`, 0o755)
  } finally {
    await build.close()
  }
}

if (import.meta.main) await bundle(`${root}/dist`)

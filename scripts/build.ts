/**
 * Bundles the command line and the Action into `dist/`: what the package and action.yml run, because Node strips no types under
 * `node_modules`. Minified output without hashes in the names is the same, byte for byte, on every machine.
 */
import { rmSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { licences } from './licences.ts'
import { root } from './root.ts'

/** Writes the bundle into `directory`, which is emptied first. */
export async function bundle(directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true })
  const build = await rolldown({
    cwd: root,
    input: { cli: 'src/cli.ts', action: 'src/action.ts' },
    platform: 'node',
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
    })
  } finally {
    await build.close()
  }
}

if (import.meta.main) await bundle(`${root}/dist`)

/**
 * Proves that what is generated and committed is what its source gives today: schemas, the README's tables, the
 * example's entry, the bundle. Prints what is stale with the command that mends it, and ends with 1.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { bundle } from './build.ts'
import { exampleFolder } from './example.ts'
import { exampleEntry, generated } from './generate.ts'
import { root } from './root.ts'

const SHOWN = 20
const work = mkdtempSync(join(tmpdir(), 'casewright-fresh-'))
/** Stale paths by the command that mends them. */
const stale = new Map<string, string[]>()

try {
  const entry = exampleEntry(work)
  compare(entry, join(exampleFolder, 'entry'), 'npm run generate')
  for (const [path, text] of await generated(entry)) {
    const committed = join(root, path)
    if (!existsSync(committed) || readFileSync(committed, 'utf8') !== text) note(path, 'npm run generate')
  }

  await bundle(join(work, 'dist'))
  compare(join(work, 'dist'), join(root, 'dist'), 'npm run build')
} finally {
  rmSync(work, { recursive: true, force: true })
}

for (const [mend, paths] of stale) {
  const shown = paths.slice(0, SHOWN).map((path) => `  ${path}\n`)
  const more = paths.length > SHOWN ? `  and ${paths.length - SHOWN} more\n` : ''
  process.stderr.write(`Stale, "${mend}" makes them anew:\n${shown.join('')}${more}`)
}
if (stale.size > 0) process.exitCode = 1

function note(path: string, mend: string): void {
  stale.set(mend, [...(stale.get(mend) ?? []), path])
}

/** Notes every file that one of two folders lacks or holds with other bytes. */
function compare(made: string, committed: string, mend: string): void {
  for (const path of new Set([...filesOf(made), ...filesOf(committed)])) {
    const [here, there] = [join(made, path), join(committed, path)]
    if (existsSync(here) && existsSync(there) && readFileSync(here).equals(readFileSync(there))) continue
    note(relative(root, there), mend)
  }
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

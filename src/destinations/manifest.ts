/** What was written last into an entry's folder, so that a person's edits can be told from our own text. */
import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The hidden file that keeps the digests; it is outside the entry's own digest. */
export const manifestName = '.casewright.json'

const schema = z.object({ schemaVersion: z.literal(1), files: z.record(z.string(), z.string()) })

/** Files that operating systems leave in every folder. */
const clutter = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', manifestName])

/** The manifest's text for these files. */
export function manifestOf(files: readonly { path: string; content: string | Uint8Array }[]): string {
  const digests = files.map(({ path, content }) => [path, sha256(content)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify({ schemaVersion: 1, files: Object.fromEntries(digests) }, null, 2)}\n`
}

/**
 * How the folder differs from what was last written there, a short line a file, sorted; null when the folder does not
 * say what was written (it is not ours, or the manifest was deleted).
 */
export async function editsOf(folder: string): Promise<string[] | null> {
  const written = await readManifest(folder)
  if (written === null) return null
  const present = await filesIn(folder)
  const edits = Object.keys(written)
    .filter((path) => !present.includes(path))
    .map((path) => `${path} (deleted)`)
  for (const path of present) {
    const digest = Object.hasOwn(written, path) ? written[path] : undefined
    if (digest === undefined) edits.push(`${path} (added)`)
    else if ((await lstat(join(folder, path))).isSymbolicLink()) edits.push(`${path} (now a link)`)
    else if (sha256(await readFile(join(folder, path))) !== digest) edits.push(`${path} (edited)`)
  }
  return edits.sort()
}

async function readManifest(folder: string): Promise<Record<string, string> | null> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8'))).files
  } catch {
    return null
  }
}

/** Paths of everything but folders, relative to `folder`, with `/`. */
export async function filesIn(folder: string, inside = ''): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true })
  const paths = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? filesIn(folder, `${inside}${entry.name}/`) : [`${inside}${entry.name}`])),
  )
  return paths.flat().filter((path) => !clutter.has(path.slice(path.lastIndexOf('/') + 1)))
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

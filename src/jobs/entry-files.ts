/** Everything that lies in an entry's folder, and where entries are. */
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { KnownError } from '../errors.ts'
import type { EntryFile } from '../model.ts'

/** An entry is text, charts and small data; more than this is no entry. */
const MOST_BYTES = 64 * 1024 * 1024
/** A text longer than this is refused before it is parsed. */
export const MOST_TEXT = 64 * 1024
const DEEPEST = 6

/** The folders of entries at or below `path`; `path` may be an `index.md`. A KnownError where there is none. */
export async function entryFolders(path: string): Promise<string[]> {
  const about = await lstat(path).catch(() => null)
  if (about === null)
    throw new KnownError(`${path}: there is no such file or folder. Give the folder of an entry, a folder of entries, or an index.md.`)
  if (about.isFile()) {
    if (!path.endsWith('index.md')) throw new KnownError(`${path}: not the text of an entry. Give its index.md or its folder.`)
    return [resolve(path, '..')]
  }
  const found = await below(resolve(path), 0)
  if (found.length > 0) return found
  throw new KnownError(`${path}: no entry here: no index.md with an evidence.json beside it. "casewright draft --out ${path}" writes one.`)
}

async function below(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (depth === 0) throw error
    return []
  })
  const names = new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
  if (names.has('index.md') && (depth === 0 || names.has('evidence.json'))) return [folder]
  if (depth === DEEPEST) return []
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
  const found = await Promise.all(folders.map((entry) => below(join(folder, entry.name), depth + 1)))
  return found.flat().sort()
}

/** The files of an entry's folder, hidden ones aside, by path; links are not followed. A KnownError where the ledger is missing. */
export async function entryFiles(directory: string): Promise<EntryFile[]> {
  const files: EntryFile[] = []
  let bytes = 0
  async function visit(folder: string): Promise<void> {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile()) {
        bytes += (await lstat(path)).size
        if (bytes > MOST_BYTES)
          throw new KnownError(
            `${directory}: holds more than ${MOST_BYTES / 1024 / 1024} MB, so this is no entry. Give the entry's own folder.`,
          )
        files.push({ path: relative(directory, path).split(sep).join('/'), content: await readFile(path) })
      }
    }
  }
  await visit(directory)
  if (!files.some((file) => file.path === 'index.md')) throw new KnownError(`${directory}: no index.md in it, so this is no entry.`)
  if (!files.some((file) => file.path === 'evidence.json')) {
    throw new KnownError(
      `${directory}: no evidence.json beside index.md. "casewright draft" writes it with the text; take it from the draft, for without it no figure can be checked.`,
    )
  }
  return files
}

/** A file's text; empty where there is none. */
export function textOf(files: readonly EntryFile[], path: string): string {
  const content = files.find((file) => file.path === path)?.content ?? ''
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

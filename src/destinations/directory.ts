/** The local destination: a folder on this machine. It is the dry run. */
import { copyFile, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { KnownError } from '../errors.ts'
import type { EntryFile } from '../model.ts'
import { isSystemError, refused } from './disk-fault.ts'
import { editsOf, filesIn, manifestName, manifestOf } from './manifest.ts'

export interface WriteRequest {
  /** The folder of entries; made when missing. */
  out: string
  slug: string
  files: readonly EntryFile[]
  /** Replace an entry even where a person has edited it; files that the entry does not hold stay beside it. */
  force: boolean
}

/**
 * Writes an entry whole or not at all and answers its folder. An entry that is as it was last written is replaced; one
 * that a person has edited is not: a KnownError names the edited files.
 */
export async function writeEntry({ out, slug, files, force }: WriteRequest): Promise<string> {
  checkNames(slug, files)
  const folder = join(out, slug)
  // Hidden names beside the entry: renaming works on one file system only.
  const fresh = join(out, `.${slug}.${process.pid}.new`)
  const old = join(out, `.${slug}.old`)
  try {
    await mkdir(out, { recursive: true })
    await recover(out, slug, folder, old)
    const kept = await mayReplace(folder, force)
    await stage(fresh, files)
    await keep(kept, folder, fresh)
    await swap(fresh, folder, old)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
    throw isSystemError(error) ? refused(folder, error) : error
  }
  return folder
}

/** The policy gate has let these names through; this is the last look before the disk. */
function checkNames(slug: string, files: readonly EntryFile[]): void {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(slug)) throw new Error(`not a slug: ${JSON.stringify(slug)}`)
  const seen = new Set<string>()
  for (const { path } of files) {
    const parts = path.split('/')
    if (parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part)))
      throw new Error(`not a path of an entry: ${JSON.stringify(path)}`)
    if (seen.has(path.toLowerCase())) throw new Error(`two files of an entry have one name: ${path}`)
    seen.add(path.toLowerCase())
  }
}

/** A process that was killed between two renames left the entry under its hidden name; one killed earlier, its own copy. */
async function recover(out: string, slug: string, folder: string, old: string): Promise<void> {
  if ((await kindOf(old)) === 'folder') {
    if ((await kindOf(folder)) === 'nothing') await rename(old, folder)
    else await rm(old, { recursive: true, force: true })
  }
  for (const name of await readdir(out)) {
    const pid = name.startsWith(`.${slug}.`) && name.endsWith('.new') ? Number(name.slice(slug.length + 2, -4)) : Number.NaN
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(out, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Throws where a person's work would be lost; answers the files that are there and are not ours. */
async function mayReplace(folder: string, force: boolean): Promise<string[]> {
  const kind = await kindOf(folder)
  if (kind === 'nothing') return []
  if (kind === 'link')
    throw new KnownError(`${folder} is a symbolic link, and casewright writes through none. Remove it, or choose another --out.`)
  if (kind === 'file')
    throw new KnownError(`${folder} is a file where the entry's folder should be. Move it away, or choose another --out.`)
  const edits = await editsOf(folder)
  if (force) return (await filesIn(folder)).filter((path) => path !== 'sign-off.json')
  const mend = 'Nothing was written. Choose another --out, or replace it with --force.'
  if (edits === null) {
    if ((await filesIn(folder)).length === 0) return []
    throw new KnownError(`${folder} holds files that casewright did not write, or no longer knows. ${mend}`)
  }
  if (edits.some((edit) => edit.startsWith('sign-off.json')))
    throw new KnownError(`${folder} is signed, and a new draft would not be. ${mend}`)
  if (edits.length > 0) throw new KnownError(`${folder} was edited since it was drafted: ${listed(edits)}. ${mend}`)
  return []
}

function listed(edits: readonly string[]): string {
  return edits.length > 10 ? `${edits.slice(0, 10).join(', ')} and ${edits.length - 10} more` : edits.join(', ')
}

async function stage(fresh: string, files: readonly EntryFile[]): Promise<void> {
  await mkdir(fresh)
  for (const { path, content } of [...files, { path: manifestName, content: manifestOf(files) }]) {
    const target = join(fresh, path)
    await mkdir(dirname(target), { recursive: true })
    // Flushed before the rename, so that a crash of the machine leaves no empty files under good names.
    await writeFile(target, content, { flag: 'wx', flush: true })
  }
}

/** With --force, what a person added stays; where both have a file, the new one counts. */
async function keep(paths: readonly string[], folder: string, fresh: string): Promise<void> {
  for (const path of paths) {
    const [from, to] = [join(folder, path), join(fresh, path)]
    if ((await kindOf(from)) !== 'file' || (await kindOf(to)) !== 'nothing') continue
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, to)
  }
}

async function swap(fresh: string, folder: string, old: string): Promise<void> {
  const replaced = (await kindOf(folder)) === 'folder'
  if (replaced) await rename(folder, old)
  try {
    await rename(fresh, folder)
  } catch (error) {
    if (replaced) await rename(old, folder)
    throw error
  }
  if (replaced) await rm(old, { recursive: true, force: true })
}

async function kindOf(path: string): Promise<'nothing' | 'folder' | 'file' | 'link'> {
  const facts = await lstat(path).catch(() => null)
  if (facts === null) return 'nothing'
  return facts.isSymbolicLink() ? 'link' : facts.isDirectory() ? 'folder' : 'file'
}

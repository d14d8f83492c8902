/** Branches, tags and pull request refs: files in the bare repository, written under git's own lock. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Git } from './git.ts'
import { readObject } from './objects.ts'

/** What a ref points at (`refs/heads/main`), or null. */
export function readRef(git: Git, ref: string): string | null {
  const file = join(git.directory, ref)
  if (!existsSync(file) || !statSync(file).isFile()) return null
  return readFileSync(file, 'utf8').trim()
}

/**
 * Points a ref at an object, if it still points where the caller believes (`null`: it does not exist yet).
 * Answers false when somebody else was first.
 */
export function writeRef(git: Git, ref: string, oid: string, believed: string | null): boolean {
  const file = join(git.directory, ref)
  mkdirSync(dirname(file), { recursive: true })
  const lock = `${file}.lock`
  try {
    writeFileSync(lock, `${oid}\n`, { flag: 'wx' })
  } catch {
    return false
  }
  if (readRef(git, ref) !== believed) {
    rmSync(lock)
    return false
  }
  renameSync(lock, file)
  return true
}

export function deleteRef(git: Git, ref: string): void {
  rmSync(join(git.directory, ref), { force: true })
  // An empty folder `refs/heads/a` would stand in the way of a later branch `a`.
  for (let folder = dirname(ref); folder.split('/').length > 2; folder = dirname(folder)) {
    if (readdirSync(join(git.directory, folder)).length > 0) break
    rmdirSync(join(git.directory, folder))
  }
}

/** Full names of all refs below a prefix (`refs/heads/`), sorted. */
export function listRefs(git: Git, prefix: string): string[] {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const root = join(git.directory, folder)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}${name}`)
    .filter((ref) => ref.startsWith(prefix) && !ref.endsWith('.lock') && readRef(git, ref) !== null)
    .sort()
}

/** The commit that a branch, a tag, a full ref, a (short) id or `HEAD` names; null where there is none. */
export function resolveCommit(git: Git, name: string): string | null {
  if (name === 'HEAD') return resolveCommit(git, readFileSync(join(git.directory, 'HEAD'), 'utf8').trim().replace('ref: ', ''))
  const oid = readRefByName(git, name) ?? (/^[0-9a-f]{40}$/.test(name) ? name : expand(git, name))
  if (!oid) return null
  const found = readObject(git, oid)
  if (found?.type === 'tag') return found.bytes.toString().match(/^object ([0-9a-f]{40})$/m)?.[1] ?? null
  return found?.type === 'commit' ? oid : null
}

function readRefByName(git: Git, name: string): string | null {
  for (const ref of name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`]) {
    const oid = readRef(git, ref)
    if (oid) return oid
  }
  return null
}

function expand(git: Git, prefix: string): string | null {
  if (!/^[0-9a-f]{7,39}$/.test(prefix)) return null
  try {
    return git.text('rev-parse', '--verify', '--quiet', `${prefix}^{commit}`)
  } catch {
    return null
  }
}

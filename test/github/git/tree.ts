/** Trees: what lies at a path, and a new tree from an old one with some paths changed. */
import type { Git } from './git.ts'
import { readObject, writeObject } from './objects.ts'

export interface TreeEntry {
  mode: string
  name: string
  oid: string
}

/** Content to write, an object already there with its mode, or null to delete. */
export type TreeChange = string | Uint8Array | { mode: string; oid: string } | null

export function entryType(entry: TreeEntry): 'blob' | 'tree' | 'commit' {
  return entry.mode === '40000' ? 'tree' : entry.mode === '160000' ? 'commit' : 'blob'
}

/** A tree never changes, and a query for hundreds of files reads the same few over and over. */
const known = new WeakMap<Git, Map<string, readonly TreeEntry[]>>()

export function readTree(git: Git, oid: string): readonly TreeEntry[] {
  const trees = known.get(git) ?? new Map<string, readonly TreeEntry[]>()
  known.set(git, trees)
  const entries = trees.get(oid) ?? parseTree(git, oid)
  trees.set(oid, entries)
  return entries
}

function parseTree(git: Git, oid: string): TreeEntry[] {
  const bytes = readObject(git, oid)?.bytes ?? Buffer.alloc(0)
  const entries: TreeEntry[] = []
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, space)
    entries.push({
      mode: bytes.subarray(at, space).toString(),
      name: bytes.subarray(space + 1, end).toString(),
      oid: bytes.subarray(end + 1, end + 21).toString('hex'),
    })
    at = end + 21
  }
  return entries
}

/** The entry at a path (`src/ring.go`) below a tree; the tree itself for an empty path. */
export function entryAt(git: Git, tree: string, path: string): TreeEntry | null {
  let entry: TreeEntry = { mode: '40000', name: '', oid: tree }
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (entry.mode !== '40000') return null
    const next = readTree(git, entry.oid).find((child) => child.name === name)
    if (!next) return null
    entry = next
  }
  return entry
}

/** Every entry below a tree with its full path, folders before what they hold. */
export function walkTree(git: Git, tree: string, prefix = ''): { path: string; entry: TreeEntry }[] {
  return readTree(git, tree).flatMap((entry) => {
    const path = `${prefix}${entry.name}`
    return [{ path, entry }, ...(entryType(entry) === 'tree' ? walkTree(git, entry.oid, `${path}/`) : [])]
  })
}

/** Paths of files that differ between two trees (null: empty), in order; read without git, as every push tells of them. */
export function changedPaths(git: Git, from: string | null, to: string): { added: string[]; modified: string[]; removed: string[] } {
  const files = (tree: string | null) =>
    new Map(
      (tree === null ? [] : walkTree(git, tree)).filter(({ entry }) => entryType(entry) !== 'tree').map(({ path, entry }) => [path, entry]),
    )
  const [old, now] = [files(from), files(to)]
  return {
    added: [...now.keys()].filter((path) => !old.has(path)),
    modified: [...now].flatMap(([path, { oid, mode }]) => {
      const before = old.get(path)
      return before && (before.oid !== oid || before.mode !== mode) ? [path] : []
    }),
    removed: [...old.keys()].filter((path) => !now.has(path)),
  }
}

/** Writes a tree like `base` (null: empty) with these paths changed; answers its id. Empty folders vanish, as in git. */
export function changeTree(git: Git, base: string | null, changes: ReadonlyMap<string, TreeChange>): string {
  const entries = new Map((base ? readTree(git, base) : []).map((entry) => [entry.name, entry]))
  const below = new Map<string, Map<string, TreeChange>>()
  for (const [path, change] of changes) {
    const slash = path.indexOf('/')
    if (slash >= 0) {
      const folder = path.slice(0, slash)
      const inFolder = below.get(folder) ?? new Map<string, TreeChange>()
      below.set(folder, inFolder.set(path.slice(slash + 1), change))
    } else if (change === null) entries.delete(path)
    else entries.set(path, { name: path, ...blobOf(git, change) })
  }
  for (const [folder, changed] of below) {
    const old = entries.get(folder)
    const oid = changeTree(git, old?.mode === '40000' ? old.oid : null, changed)
    if (readTree(git, oid).length > 0) entries.set(folder, { mode: '40000', name: folder, oid })
    else entries.delete(folder)
  }
  return writeTree(git, [...entries.values()])
}

function blobOf(git: Git, change: Exclude<TreeChange, null>): { mode: string; oid: string } {
  if (typeof change === 'object' && 'oid' in change) return { mode: change.mode.replace(/^0+/, ''), oid: change.oid }
  return { mode: '100644', oid: writeObject(git, 'blob', change) }
}

function writeTree(git: Git, entries: TreeEntry[]): string {
  // Git sorts by bytes, and a folder as if its name ended in a slash.
  const key = (entry: TreeEntry) => Buffer.from(entry.mode === '40000' ? `${entry.name}/` : entry.name)
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)))
  const parts = sorted.map(({ mode, name, oid }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]))
  return writeObject(git, 'tree', Buffer.concat(parts))
}

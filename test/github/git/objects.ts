/**
 * Git's objects, read and written without starting git: one query may ask for six hundred blobs, and six hundred
 * processes would take longer than the whole test. The format is gitformat-loose(5): `type size\0content`, deflated.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import type { Git } from './git.ts'

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag'
export interface GitObject {
  type: ObjectType
  bytes: Buffer
}

/** The object, or null where the repository has none of this id. */
export function readObject(git: Git, oid: string): GitObject | null {
  const file = looseFile(git, oid)
  if (!existsSync(file)) return readPacked(git, oid)
  const raw = inflateSync(readFileSync(file))
  const end = raw.indexOf(0)
  const [type = ''] = raw.subarray(0, end).toString().split(' ')
  return { type: type as ObjectType, bytes: raw.subarray(end + 1) }
}

/** Writes an object; answers its id. */
export function writeObject(git: Git, type: ObjectType, content: string | Uint8Array): string {
  const bytes = Buffer.from(content)
  const raw = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])
  const oid = createHash('sha1').update(raw).digest('hex')
  const file = looseFile(git, oid)
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, deflateSync(raw))
  }
  return oid
}

/** Copies every object that `oid` needs from one repository to another: what a fork shares with its parent. */
export function copyObjects(from: Git, to: Git, oid: string): void {
  for (const line of from.text('rev-list', '--objects', oid).split('\n')) {
    const id = line.slice(0, 40)
    const found = readObject(from, id)
    if (found) writeObject(to, found.type, found.bytes)
  }
}

function looseFile(git: Git, oid: string): string {
  return join(git.directory, 'objects', oid.slice(0, 2), oid.slice(2))
}

function readPacked(git: Git, oid: string): GitObject | null {
  try {
    const type = git.text('cat-file', '-t', oid) as ObjectType
    return { type, bytes: git.run('cat-file', type, oid) }
  } catch {
    return null
  }
}

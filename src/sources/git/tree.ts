/** Files of a commit: their list, and their bytes. */
import type { Clone } from './clone.ts'
import { unreadable } from './commits.ts'

export interface TreeFile {
  path: string
  /** The blob's object id. */
  id: string
}

/** The regular files at a commit; of the top folder alone, or of every folder. One process. */
export async function treeFiles(clone: Clone, commit: string, depth: 'top' | 'all'): Promise<TreeFile[]> {
  const answer = await clone.read(['ls-tree', '-z', '--full-tree', ...(depth === 'all' ? ['-r'] : []), commit], { limit: 1 << 28 })
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  const files: TreeFile[] = []
  for (const record of answer.stdout.toString('utf8').split('\0')) {
    // 100644 blob 1f2e…<tab>path; links (120000), folders and submodules are not read.
    const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(record)
    if (match?.[1] && match[2]) files.push({ id: match[1], path: match[2] })
  }
  return files
}

/** Sizes of blobs in bytes, by id. One process. */
export async function blobSizes(clone: Clone, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const answer = await clone.read(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input: `${ids.join('\n')}\n` })
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  return new Map(
    answer.stdout
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [id = '', size = ''] = line.split(' ')
        return /^\d+$/.test(size) ? [[id, Number(size)] as const] : []
      }),
  )
}

/** The bytes of blobs, by id; the caller has seen to it that they fit into memory. One process. */
export async function blobs(clone: Clone, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  if (ids.length === 0) return found
  const answer = await clone.read(['cat-file', '--batch'], { input: `${ids.join('\n')}\n`, limit: 1 << 30 })
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  // <id> blob <size><newline><bytes><newline>
  for (let position = 0; position < answer.stdout.length; ) {
    const end = answer.stdout.indexOf(10, position)
    const [id = '', kind, size] = answer.stdout.toString('latin1', position, end).split(' ')
    position = end + 1
    if (kind !== 'blob') continue
    found.set(id, answer.stdout.subarray(position, position + Number(size)))
    position += Number(size) + 1
  }
  return found
}

/** Whether files of somebody's work tree are, byte for byte, what a commit holds. */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { permalink } from '../../permalink.ts'
import { type Clone, withClone } from './clone.ts'
import { resolveCommits } from './ends.ts'
import { git } from './git.ts'
import { parseRemote } from './remote.ts'
import { treeFiles } from './tree.ts'

export interface Tracking {
  /** The first of the asked commits that holds the file as it is; full id. */
  commit: string
  url: string | null
}

/**
 * For each file (absolute path and bytes) the commit that holds it, or null. Bytes are hashed here: git's own comparison
 * would run the clone's filters.
 */
export async function trackedAt(
  directory: string,
  commits: readonly string[],
  files: readonly { path: string; bytes: Uint8Array }[],
): Promise<(Tracking | null)[]> {
  return withClone(directory, async (clone) => {
    const top = await workTree(directory)
    if (top === null) return files.map(() => null)
    const trees = await treesOf(clone, commits)
    const url = clone.remote === null ? null : (parseRemote(clone.remote)?.url ?? null)
    return Promise.all(
      files.map(async ({ path, bytes }) => {
        const inside = relative(top, await realpath(path))
          .split(sep)
          .join('/')
        const found = trees.find(({ ids }) => ids.get(inside) === blobId(bytes, ids.get(inside) ?? ''))
        return found === undefined ? null : { commit: found.commit, url: url === null ? null : permalink(url, found.commit, inside) }
      }),
    )
  })
}

async function treesOf(clone: Clone, commits: readonly string[]): Promise<{ commit: string; ids: Map<string, string> }[]> {
  const full = await resolveCommits(clone, commits)
  return Promise.all(
    full.map(async (commit) => ({ commit, ids: new Map((await treeFiles(clone, commit, 'all')).map(({ path, id }) => [path, id])) })),
  )
}

/** The top folder of the work tree; null in a bare clone. */
async function workTree(directory: string): Promise<string | null> {
  const answer = await git(directory, ['rev-parse', '--show-toplevel'])
  return answer.code === 0 ? realpath(answer.stdout.toString('utf8').replace(/\n$/, '')) : null
}

/** Git's name for content, in the algorithm of a known id (gitformat-pack(5)). */
function blobId(bytes: Uint8Array, known: string): string {
  const hash = createHash(known.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

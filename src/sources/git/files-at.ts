/** Tracked files at a commit, by a glob relative to the repository's root. */
import picomatch from 'picomatch'
import { KnownError } from '../../errors.ts'
import type { Omission } from '../../model.ts'
import { permalink } from '../../permalink.ts'
import { type Clone, withClone } from './clone.ts'
import { resolveCommits } from './ends.ts'
import { parseRemote } from './remote.ts'
import { blobSizes, blobs, type TreeFile, treeFiles } from './tree.ts'

export interface TrackedFile {
  /** Relative to the repository's root, with `/`. */
  path: string
  /** Full id. */
  commit: string
  /** A permalink, or null without a remote that is known. */
  url: string | null
  bytes: Uint8Array
}

const mostFiles = 5000
const fileBytes = 256 << 20
const allBytes = 512 << 20

/**
 * Reads the tracked files at `commit` (any name git knows) that match `glob`, sorted by path; none is an answer too.
 * What was left out, and why, is in `omissions`. Six processes.
 */
export async function filesAt(directory: string, commit: string, glob: string): Promise<{ files: TrackedFile[]; omissions: Omission[] }> {
  if (/^(?:\/|[A-Za-z]:|~)|(?:^|\/)\.\.(?:\/|$)/.test(glob)) {
    throw new KnownError(`--benchmarks ${glob} leaves the repository. Give a glob relative to its root, as in bench/results/*.json.`)
  }
  return withClone(directory, async (clone) => {
    const [id = ''] = await resolveCommits(clone, [commit])
    const matches = picomatch(glob.replace(/^\.\//, ''))
    const found = (await treeFiles(clone, id, 'all')).filter(({ path }) => matches(path)).sort((a, b) => (a.path < b.path ? -1 : 1))
    const { chosen, omissions } = await choose(clone, found)
    const bytes = await blobs(
      clone,
      chosen.map((file) => file.id),
    )
    const url = clone.remote === null ? null : (parseRemote(clone.remote)?.url ?? null)
    const files: TrackedFile[] = []
    for (const file of chosen) {
      const content = bytes.get(file.id)
      if (content === undefined) omissions.push({ what: file.path, why: 'git could not read it.' })
      else if (isLargeFilePointer(content)) {
        omissions.push({
          what: file.path,
          why: 'It lies in Git LFS: fetch it (git lfs pull) and hand it in with --baseline or --candidate.',
        })
      } else files.push({ path: file.path, commit: id, url: url === null ? null : permalink(url, id, file.path), bytes: content })
    }
    return { files, omissions }
  })
}

async function choose(clone: Clone, found: readonly TreeFile[]): Promise<{ chosen: TreeFile[]; omissions: Omission[] }> {
  const sizes = await blobSizes(
    clone,
    found.slice(0, mostFiles).map(({ id }) => id),
  )
  const omissions: Omission[] = []
  const chosen: TreeFile[] = []
  let all = 0
  for (const [index, file] of found.entries()) {
    const size = sizes.get(file.id) ?? 0
    if (index >= mostFiles) {
      omissions.push({ what: `${found.length - mostFiles} more files`, why: `The glob matches ${found.length}; ${mostFiles} are read.` })
      break
    }
    if (size > fileBytes) omissions.push({ what: file.path, why: `It has ${size} bytes; at most ${fileBytes} are read.` })
    else if (all + size > allBytes)
      omissions.push({ what: file.path, why: `The files before it fill ${allBytes} bytes, the most that are read.` })
    else {
      all += size
      chosen.push(file)
    }
  }
  return { chosen, omissions }
}

/** Git LFS keeps a three-line text in the repository and the file elsewhere (git-lfs, docs/spec.md). */
function isLargeFilePointer(content: Buffer): boolean {
  return content.length < 1024 && content.toString('latin1', 0, 42) === 'version https://git-lfs.github.com/spec/v1'
}

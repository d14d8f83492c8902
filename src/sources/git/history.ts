/** A clone's past changes along its main line, in one `git log`. */
import { KnownError } from '../../errors.ts'
import { type Clone, withClone } from './clone.ts'
import { unreadable } from './commits.ts'
import { resolveCommits } from './ends.ts'
import { parseRemote } from './remote.ts'

/** A commit of the main line (a merge or a commit made there), or one that a merge brought in. */
export interface PastCommit {
  sha: string
  /** Of a commit that a merge brought in: that merge; null on the main line. */
  mergedBy: string | null
  /** Whether the commit has a parent that is in the clone: nothing can be compared without. */
  hasParent: boolean
  isMerge: boolean
  author: string
  /** `YYYY-MM-DD`, in the committer's own zone. */
  date: string
  subject: string
  body: string
  /** Changed files, of a merge against its first parent. */
  paths: string[]
}

export interface History {
  directory: string
  /** At most, from the newest. */
  most: number
  /** Gets every commit once, children before parents. */
  onCommit(commit: PastCommit): void
}

/** Reads the history of HEAD as it comes, and answers the address of the repository on the web, if it has one. */
export async function readHistory({ directory, most, onCommit }: History): Promise<{ url: string | null }> {
  return withClone(directory, async (clone) => {
    const [head = ''] = await resolveCommits(clone, ['HEAD']).catch((error: unknown) => {
      throw error instanceof KnownError
        ? new KnownError(`${clone.directory} has no commit yet, so there is nothing to discover.`, { cause: error })
        : error
    })
    await log(clone, head, most, onCommit)
    return { url: clone.remote === null ? null : (parseRemote(clone.remote)?.url ?? null) }
  })
}

async function log(clone: Clone, head: string, most: number, onCommit: (commit: PastCommit) => void): Promise<void> {
  const reader = historyReader(head, onCommit)
  // Fields end with a NUL, which no message and no name holds.
  const format = ['%x01%H', '%P', '%an', '%cs', '%s', '%b'].join('%x00')
  const answer = await clone.read(
    [
      'log',
      '-z',
      '--topo-order',
      `--max-count=${most}`,
      '--name-only',
      '--no-renames',
      '--diff-merges=first-parent',
      `--format=${format}`,
      head,
      '--',
    ],
    { seconds: 1800, onOutput: reader.push },
  )
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  reader.end()
}

const recordMark = '\u0001'

function historyReader(head: string, onCommit: (commit: PastCommit) => void): { push(chunk: Buffer): void; end(): void } {
  const merged = new Map<string, string>()
  let mainLine = head
  let fields: string[] = []
  let carry = Buffer.alloc(0)

  /** A record's fields are complete when the next one begins. */
  function finish(): void {
    const [mark = '', parents = '', author = '', date = '', subject = '', body = '', ...paths] = fields
    fields = []
    if (mark === '') return
    const sha = mark.slice(1)
    const ids = parents.split(' ').filter(Boolean)
    const onMainLine = sha === mainLine
    const mergedBy = onMainLine ? null : (merged.get(sha) ?? null)
    // Children come before parents, so a commit's merge is known from its child.
    const brought = onMainLine ? ids.slice(1) : ids
    for (const id of brought) if (!merged.has(id)) merged.set(id, onMainLine ? sha : (mergedBy ?? sha))
    merged.delete(sha)
    if (onMainLine) mainLine = ids[0] ?? ''
    const names = paths.map((path) => path.replace(/^\n/, '')).filter(Boolean)
    onCommit({ sha, mergedBy, hasParent: ids.length > 0, isMerge: ids.length > 1, author, date, subject, body, paths: names })
  }

  return {
    push(chunk) {
      const whole = Buffer.concat([carry, chunk])
      const end = whole.lastIndexOf(0) + 1
      carry = Buffer.from(whole.subarray(end))
      if (end === 0) return
      for (const field of whole.toString('utf8', 0, end - 1).split('\0')) {
        if (field.startsWith(recordMark) && /^[0-9a-f]{40,64}$/.test(field.slice(1))) finish()
        fields.push(field)
      }
    },
    end: finish,
  }
}

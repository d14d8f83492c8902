/** What a clone says about a range of commits: the local source of evidence. */
import type { Commit, FileChange, Omission, Repository } from '../../model.ts'
import { type Clone, withClone } from './clone.ts'
import { readCommitPaths } from './commit-paths.ts'
import { readCommits, unreadable } from './commits.ts'
import { type Diff, diffReader } from './diff.ts'
import { type Ends, resolveEnds } from './ends.ts'
import { describeRepository } from './repository.ts'
import type { SuspectLine } from './suspects.ts'

export interface RangeEvidence {
  repository: Repository
  /** Full commit ids. */
  base: string
  head: string
  /** The head itself where it is a merge commit, else null. */
  merge: string | null
  /** The head's committer date in its own zone: `YYYY-MM-DD`. */
  date: string
  /** Of the head; of a merge commit, the author of what it brought in. */
  author: string | null
  /** From the oldest to the newest. */
  commits: Commit[]
  changes: FileChange[]
  /** What was cut, and why. */
  omissions: Omission[]
  suspects: SuspectLine[]
}

export interface RangeRequest {
  /** Any folder of the clone; a bare clone works too. */
  directory: string
  /** `BASE..HEAD` in git's own words for commits. */
  range: string
  /** Which added lines to hand on as suspects: `suspiciousLine` of policy/secrets.ts. */
  suspicious: RegExp
  /** Gets the bytes of the diff read so far. */
  onProgress?: (label: string, bytes: number) => void
}

/** Reads commits, diff, licence, README and remote of a range: ten processes, whatever its length. */
export async function collectRange(request: RangeRequest): Promise<RangeEvidence> {
  return withClone(request.directory, async (clone) => {
    const ends = await resolveEnds(clone, request.range)
    const [{ commits, parents, omissions }, paths, diff, repository] = await Promise.all([
      readCommits(clone, ends),
      readCommitPaths(clone, ends),
      readDiff(clone, ends, request),
      describeRepository(clone, ends.head),
    ])
    const head = commits.at(-1)
    const broughtIn = commits.find(({ sha }) => sha === parents[1])
    return {
      repository,
      ...ends,
      merge: parents.length > 1 ? ends.head : null,
      date: head?.date ?? '',
      author: (broughtIn ?? head)?.author ?? null,
      commits: commits.map((commit) => ({ ...commit, paths: paths.get(commit.sha) ?? [] })),
      changes: diff.changes,
      omissions: [...omissions, ...diff.omissions],
      suspects: diff.suspects,
    }
  })
}

/**
 * The diff, streamed. With one line of context git counts changed lines as it always does (without any it takes a
 * shortcut that gives other counts), and names the function that holds the change rather than one above it. Changes at
 * most six lines apart are one hunk, as in a diff with the usual three lines of context.
 */
async function readDiff(clone: Clone, { base, head }: Ends, request: RangeRequest): Promise<Diff & { omissions: Omission[] }> {
  const reader = diffReader(request.suspicious)
  let bytes = 0
  const answer = await clone.read(
    [
      'diff-tree',
      '-r',
      '-z',
      '--raw',
      '--patch',
      '--unified=1',
      '--inter-hunk-context=4',
      '--find-renames',
      '-l1000',
      '--no-ext-diff',
      '--no-textconv',
      '--submodule=short',
      base,
      head,
      '--',
    ],
    {
      seconds: 1800,
      onOutput(chunk) {
        bytes += chunk.length
        reader.push(chunk)
        request.onProgress?.('Reading the diff', bytes)
      },
    },
  )
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  const diff = reader.end()
  const omissions: Omission[] = []
  if (diff.hunksCut > 0) {
    omissions.push({
      what: `The places of ${diff.hunksCut} changes inside files`,
      why: 'At most 500 a file and 50,000 in all are kept; their lines are counted.',
    })
  }
  if (diff.suspectsCut > 0) {
    omissions.push({
      what: `${diff.suspectsCut} added lines that look like secrets`,
      why: 'Only 8 MiB of such lines are looked at closely.',
    })
  }
  if (/rename detection was skipped/.test(answer.stderr)) {
    omissions.push({ what: 'Renames with changes', why: 'More than 1,000 files were added or deleted, so git paired only equal files.' })
  }
  return { ...diff, omissions }
}

/** The commits of a range, in one process. */
import { KnownError } from '../../errors.ts'
import type { Commit, Omission } from '../../model.ts'
import type { Clone } from './clone.ts'
import type { Ends } from './ends.ts'

export interface Commits {
  /** From the oldest to the newest; the head is the last. */
  commits: Commit[]
  /** Parents of the head. */
  parents: string[]
  omissions: Omission[]
}

const most = 10_000
/** Of all messages together; later ones lose their body, never their subject. */
const bodyBytes = 16 << 20

/** Reads id, author, date and message of every commit from base (not included) to head. */
export async function readCommits(clone: Clone, { base, head }: Ends): Promise<Commits> {
  const format = ['%H', '%P', '%an', '%cs', '%s', '%b'].join('%x00')
  const answer = await clone.read(
    ['log', '-z', '--topo-order', `--max-count=${most + 1}`, `--format=${format}`, '--no-show-signature', `${base}..${head}`, '--'],
    { limit: 1 << 28 },
  )
  if (answer.code !== 0) throw unreadable(clone, answer.stderr)
  const fields = answer.stdout.toString('utf8').split('\0')
  const commits: Commit[] = []
  let size = 0
  let cut = 0
  for (let index = 0; index + 5 < fields.length && commits.length < most; index += 6) {
    const [sha = '', , author = '', date = '', subject = '', body = ''] = fields.slice(index, index + 6)
    size += body.length
    const kept = size <= bodyBytes
    if (!kept && body !== '') cut++
    commits.push({ sha, subject, body: kept ? body.trimEnd() : '', author, date, paths: [] })
  }
  const more = fields.length - 1 > most * 6
  const omissions: Omission[] = []
  if (more) omissions.push({ what: 'Older commits of the range', why: `Only its newest ${most} commits were read.` })
  if (cut > 0)
    omissions.push({ what: `The message bodies of ${cut} commits`, why: 'Only 16 MiB of messages are read; their subjects were.' })
  return { commits: commits.reverse(), parents: (fields[1] ?? '').split(' ').filter(Boolean), omissions }
}

/** Says what is wrong with a clone whose objects cannot all be read. */
export function unreadable(clone: Clone, stderr: string): KnownError {
  const said = stderr.trim().split('\n').at(-1) ?? ''
  if (clone.partial) {
    return new KnownError(
      `${clone.directory} is a partial clone and lacks objects of this range. Fetch them: git fetch --refetch --no-filter`,
    )
  }
  return new KnownError(`git cannot read all of this range in ${clone.directory}: ${said} Check it with: git -C ${clone.directory} fsck`, {
    exitCode: 3,
  })
}

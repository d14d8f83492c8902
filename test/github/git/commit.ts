/** Commits: read, written, and the lists between two of them. */
import type { Git } from './git.ts'
import { readObject, writeObject } from './objects.ts'

export interface Signature {
  name: string
  email: string
  /** ISO 8601 in UTC. */
  date: string
}

export interface Commit {
  oid: string
  tree: string
  parents: string[]
  author: Signature
  committer: Signature
  message: string
  /** Whether it bears a signature: GitHub shows it as Verified. */
  signed: boolean
}

export function readCommit(git: Git, oid: string): Commit | null {
  const found = readObject(git, oid)
  if (found?.type !== 'commit') return null
  const text = found.bytes.toString()
  const end = text.indexOf('\n\n')
  const head = text.slice(0, end).split('\n')
  const values = (name: string) => head.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
  return {
    oid,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: readSignature(values('author')[0] ?? ''),
    committer: readSignature(values('committer')[0] ?? ''),
    message: text.slice(end + 2),
    signed: values('gpgsig').length > 0,
  }
}

/** Writes a commit; answers its id. What GitHub makes itself is signed; the signature here is only its place. */
export function writeCommit(git: Git, commit: Omit<Commit, 'oid'>): string {
  const signature = commit.signed ? ['gpgsig -----BEGIN PGP SIGNATURE-----', ' ', ' fake', ' -----END PGP SIGNATURE-----'] : []
  const head = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${printSignature(commit.author)}`,
    `committer ${printSignature(commit.committer)}`,
    ...signature,
  ]
  return writeObject(git, 'commit', `${head.join('\n')}\n\n${commit.message}`)
}

/** Commits in `to` and not in `from` (null: all), oldest first. */
export function commitsBetween(git: Git, from: string | null, to: string): Commit[] {
  const line = lineTo(git, to, from)
  if (line.end === from) return line.commits.toReversed()
  const range = from ? [`${from}..${to}`] : [to]
  const ids = git
    .pure('rev-list', '--reverse', '--topo-order', ...range)
    .toString()
    .split('\n')
  return ids.filter((id) => id !== '').flatMap((id) => readCommit(git, id) ?? [])
}

/** The newest commit both have in common, or null. */
export function mergeBase(git: Git, a: string, b: string): string | null {
  if (lineTo(git, b, a).end === a) return a
  if (lineTo(git, a, b).end === b) return b
  try {
    return git.pure('merge-base', a, b).toString().trim()
  } catch {
    return null
  }
}

/**
 * A history without merges needs no git to be read: the commits from `to` back to `stop` (null: to the first one),
 * newest first, and where that ended. At a merge, or at an object that is not here, it ends early.
 */
function lineTo(git: Git, to: string, stop: string | null): { commits: Commit[]; end: string | null } {
  const commits: Commit[] = []
  let at: string | null = to
  while (at !== null && at !== stop) {
    const commit = readCommit(git, at)
    if (commit === null || commit.parents.length > 1) break
    commits.push(commit)
    at = commit.parents[0] ?? null
  }
  return { commits, end: at }
}

/** Whether `old` is in the history of `next`: a fast-forward from the one to the other. */
export function isAncestor(git: Git, old: string, next: string): boolean {
  return mergeBase(git, old, next) === old
}

function readSignature(text: string): Signature {
  const parts = /^(.*) <([^>]*)> (\d+) [+-]\d{4}$/.exec(text)
  const seconds = Number(parts?.[3] ?? 0)
  return { name: parts?.[1] ?? '', email: parts?.[2] ?? '', date: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` }
}

function printSignature({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
}

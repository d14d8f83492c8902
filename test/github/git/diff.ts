/** What changed between two trees, as git prints it and as GitHub lists it. */
import type { Git } from './git.ts'

export interface ChangedFile {
  path: string
  previousPath: string | null
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed'
  blob: string
  additions: number
  deletions: number
  binary: boolean
  /** The hunks, without the lines before the first `@@`; null for a binary file or a mere rename. */
  patch: string | null
}

const letters: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
}

const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '-M', '--full-index']

/** The unified diff from one commit (or tree) to another. */
export function diffText(git: Git, from: string, to: string): Buffer {
  return git.pure('diff', ...plain, from, to)
}

/** Every changed file, in git's order. One call gives all of it: what changed, how many lines, and the patches. */
export function changedFiles(git: Git, from: string, to: string): ChangedFile[] {
  const shown = git.pure('diff', ...plain, '--no-abbrev', '--raw', '--numstat', '-p', '-z', from, to).toString()
  let at = 0
  const next = (): string => {
    const end = shown.indexOf('\0', at)
    const word = shown.slice(at, end)
    at = end + 1
    return word
  }
  const files: ChangedFile[] = []
  while (shown[at] === ':') {
    const [, , oldBlob = '', newBlob = '', letter = ''] = next().split(' ')
    const previousPath = letter.startsWith('R') || letter.startsWith('C') ? next() : null
    files.push({
      path: next(),
      previousPath,
      status: letters[letter.slice(0, 1)] ?? 'changed',
      blob: letter === 'D' ? oldBlob : newBlob,
      additions: 0,
      deletions: 0,
      binary: false,
      patch: null,
    })
  }
  for (const file of files) {
    const [added = '-', deleted = '-'] = next().split('\t')
    Object.assign(file, { additions: Number(added) || 0, deletions: Number(deleted) || 0, binary: added === '-' })
    // Both names follow a record without one.
    if (file.previousPath !== null) {
      next()
      next()
    }
  }
  // An empty record stands between them.
  const patches = shown
    .slice(at + 1)
    .split(/^(?=diff --git )/m)
    .filter((patch) => patch.startsWith('diff --git '))
  for (const [index, file] of files.entries()) file.patch = hunksOf(patches[index] ?? '')
  return files
}

function hunksOf(patch: string): string | null {
  const start = patch.indexOf('\n@@ ')
  return start < 0 ? null : patch.slice(start + 1).replace(/\n$/, '')
}

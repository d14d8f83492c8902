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

/** The unified diff from one commit (or tree) to another. */
export function diffText(git: Git, from: string, to: string): Buffer {
  return git.pure('diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M', '--full-index', from, to)
}

/** Every changed file, in git's order. */
export function changedFiles(git: Git, from: string, to: string): ChangedFile[] {
  const raw = git.pure('diff', '-M', '--raw', '--no-abbrev', '-z', from, to).toString().split('\0')
  const counts = numstat(git, from, to)
  const patches = diffText(git, from, to)
    .toString()
    .split(/^(?=diff --git )/m)
    .filter((patch) => patch !== '')
  const files: ChangedFile[] = []
  for (let at = 0; at + 1 < raw.length; ) {
    const [, , oldBlob = '', newBlob = '', letter = ''] = (raw[at] ?? '').split(' ')
    const moved = letter.startsWith('R') || letter.startsWith('C')
    const first = raw[at + 1] ?? ''
    const path = moved ? (raw[at + 2] ?? '') : first
    at += moved ? 3 : 2
    const count = counts[files.length]
    files.push({
      path,
      previousPath: moved ? first : null,
      status: letters[letter.slice(0, 1)] ?? 'changed',
      blob: letter === 'D' ? oldBlob : newBlob,
      additions: count?.additions ?? 0,
      deletions: count?.deletions ?? 0,
      binary: count?.binary ?? false,
      patch: hunksOf(patches[files.length] ?? ''),
    })
  }
  return files
}

function numstat(git: Git, from: string, to: string): { additions: number; deletions: number; binary: boolean }[] {
  const lines = git.pure('diff', '-M', '--numstat', from, to).toString().split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [added = '-', deleted = '-'] = line.split('\t')
      return { additions: Number(added) || 0, deletions: Number(deleted) || 0, binary: added === '-' }
    })
}

function hunksOf(patch: string): string | null {
  const start = patch.indexOf('\n@@ ')
  return start < 0 ? null : patch.slice(start + 1).replace(/\n$/, '')
}

/** The list of files that `diff-tree --raw -z` prints (git-diff(1), "Raw output format"). */
import type { FileChange } from '../../model.ts'

export type RawChange = Pick<FileChange, 'path' | 'oldPath' | 'status'>

const statuses: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
}

/** Reads `:100644 100644 1f2e… 9a8b… M`, a path, and for renames and copies the new path; every part ends with a NUL. */
export function readRaw(text: string): RawChange[] {
  const fields = text.split('\0')
  const changes: RawChange[] = []
  for (let index = 0; index + 1 < fields.length; ) {
    const letter = (fields[index++] ?? '').split(' ').at(-1)?.[0] ?? ''
    const first = fields[index++] ?? ''
    const status = statuses[letter] ?? 'modified'
    const moved = status === 'renamed' || status === 'copied'
    changes.push({ path: moved ? (fields[index++] ?? '') : first, oldPath: moved ? first : null, status })
  }
  return changes
}

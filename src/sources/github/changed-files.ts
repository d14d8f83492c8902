/** Every changed file: one request for the whole diff, or a hundred files a request where GitHub will not show it. */
import type { GitHub } from '../../github/client.ts'
import { type ChangedFile, changedFileSchema } from './answers.ts'
import { filesOfDiff } from './diff.ts'
import { faultless } from './faultless.ts'
import { most, type Part, type Pull, part } from './reading.ts'

/** GitHub shows a diff of at most 300 files, 20,000 lines and 1 MB (TRUST §4). */
const MOST_IN_DIFF = 300

/** `pull` with the sums that GitHub counts, to which a diff must add up. */
export async function changedFiles(
  github: GitHub,
  pull: Pull & { additions: number; deletions: number },
  path: string,
): Promise<Part<ChangedFile>> {
  if (pull.files === 0) return part({ items: [], cut: false }, 0)
  if (pull.files <= MOST_IN_DIFF) {
    const text = await faultless(github.text(path, { accept: 'application/vnd.github.diff' }), null)
    const files = filesOfDiff(text ?? '')
    if (files !== null && addsUp(files, pull)) return part({ items: files, cut: false }, files.length)
  }
  const { items } = await github.list(`${path}/files`, changedFileSchema, most.files)
  return part({ items, cut: pull.files > items.length }, pull.files)
}

/** Whether nothing was cut off, and nothing is read otherwise than GitHub reads it. */
function addsUp(files: readonly ChangedFile[], pull: { files: number; additions: number; deletions: number }): boolean {
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0)
  return files.length === pull.files && sum('additions') === pull.additions && sum('deletions') === pull.deletions
}
